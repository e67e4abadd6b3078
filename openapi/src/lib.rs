//! The contract: what goes over the wire, and nothing else.
//!
//! One noun a file, the same nouns as the routes, the server's folders and the web app's pages. The server derives
//! the OpenAPI schemas from these types (feature `schema`); the web app compiles the very same types to wasm, so the
//! two cannot disagree. The generated document is committed beside this crate as `openapi.json`.
//!
//! ```
//! let credits: openapi::Credits = serde_json::from_str("\"1.41\"").unwrap();
//! assert_eq!(credits.ten_thousandths(), 14_100);
//! assert_eq!(credits.to_string(), "1.41");
//! ```

/// A type of the wire: what every DTO derives, in one word.
macro_rules! dto {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)+) => { $(
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        $(#[$meta])*
        pub $kind $name $body
    )+ };
}

/// A cursor page of one noun. Concrete structs, because generated clients show generics as `PageContactItemsItem`.
macro_rules! page {
    ($name:ident of $item:ty) => {
        dto! {
            /// One page of a list. `next` is the cursor to pass as `?after=`; absent on the last page.
            pub struct $name {
                pub items: Vec<$item>,
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub next: Option<String>,
            }
        }
    };
}

/// Reads a field of a change that may be absent (it stays), `null` (it is cleared) or a value.
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}

pub mod accounts;
pub mod admin;
pub mod api_keys;
pub mod audit;
pub mod blacklist;
mod campaign_name;
pub mod campaigns;
pub mod contact_fields;
pub mod contacts;
pub mod credits;
pub mod dashboard;
pub mod estimates;
pub mod exports;
pub mod groups;
pub mod imports;
pub mod invoices;
pub mod jobs;
pub mod languages;
pub mod messages;
pub mod notices;
pub mod packs;
pub mod password_resets;
pub mod platform;
pub mod problem;
pub mod purchases;
pub mod rates;
pub mod replies;
pub mod second_factor;
pub mod sent;
pub mod sessions;
pub mod simulations;
pub mod templates;
pub mod values;

pub use problem::{FieldError, Problem, ProblemCode};
pub use values::{
    ApiKeyId, AuditEventId, CampaignId, ContactFieldId, ContactId, Credits, Euros, GroupId, ImportId, InvoiceId, JobId,
    MessageId, MovementId, Msisdn, NoticeId, Percent, PurchaseId, RefundId, ReplyId, SessionId, TemplateId, Time,
};
