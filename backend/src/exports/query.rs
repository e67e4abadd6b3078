//! What one can ask of a file.

use openapi::exports::{ExportEncoding, ExportFormat, ExportSeparator};

/// The file that was asked for. What was left open is chosen by the account's language.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Form {
    pub format: ExportFormat,
    pub separator: Option<ExportSeparator>,
    pub encoding: ExportEncoding,
}

/// The parameters of an export: a list's own filters, and those that all files have. A query refuses what it does not
/// know, so it cannot be put together from two structs.
macro_rules! export_query {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            $($(#[$field_meta])* $field: Option<$type>,)*
            /// `csv` unless said otherwise.
            #[param(inline)]
            format: Option<openapi::exports::ExportFormat>,
            /// Of a CSV file: `;` in French and `,` in English unless said otherwise, as Excel expects it.
            #[param(inline)]
            separator: Option<openapi::exports::ExportSeparator>,
            /// Of a CSV file: UTF-8 unless said otherwise.
            #[param(inline)]
            encoding: Option<openapi::exports::ExportEncoding>,
        }

        impl $name {
            fn form(&self) -> $crate::exports::Form {
                $crate::exports::Form {
                    format: self.format.unwrap_or_default(),
                    separator: self.separator,
                    encoding: self.encoding.unwrap_or_default(),
                }
            }
        }
    };
}

pub(crate) use export_query;
