//! Shows what was found in a file.

use openapi::ImportId;
use openapi::imports::{Import, ImportFormat};

use super::Error;
use super::remember::propose;
use super::sql::{self, ImportRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: ImportId) -> Result<Import, Error> {
    let row = row(on, account, id).await?;
    let columns = row.columns();
    let proposal = propose(on, account, &columns).await?;
    Ok(Import {
        id: ImportId(row.id),
        columns,
        sample: serde_json::from_str(&row.sample).unwrap_or_default(),
        sheets: serde_json::from_str(&row.sheets).unwrap_or_default(),
        file_name: row.file_name,
        format: format_of(&row.format),
        sheet: row.sheet,
        separator: row.separator,
        encoding: encoding_word(&row.encoding),
        has_header: row.has_header,
        rows: row.rows,
        mapping: proposal.mapping,
        remembered: proposal.remembered,
    })
}

pub(super) async fn row(on: &mut impl Connected, account: AccountKey, id: ImportId) -> Result<ImportRow, Error> {
    fetch_optional!(on, ImportRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)
}

/// An encoding's name as the contract spells it.
pub(super) fn encoding_word(name: &str) -> String {
    name.to_ascii_lowercase()
}

pub(super) const fn format_word(format: ImportFormat) -> &'static str {
    match format {
        ImportFormat::Csv => "csv",
        ImportFormat::Xlsx => "xlsx",
        ImportFormat::Xls => "xls",
        ImportFormat::Ods => "ods",
        ImportFormat::Text => "text",
    }
}

fn format_of(word: &str) -> ImportFormat {
    use ImportFormat::{Csv, Ods, Text, Xls, Xlsx};
    [Xlsx, Xls, Ods, Text].into_iter().find(|format| format_word(*format) == word).unwrap_or(Csv)
}
