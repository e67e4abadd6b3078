//! Shows what was found in a file.

use openapi::ImportId;
use openapi::imports::Import;

use super::Error;
use super::sql::{self, ImportRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: ImportId) -> Result<Import, Error> {
    row(on, account, id).await.map(Import::from)
}

pub(super) async fn row(on: &mut impl Connected, account: AccountKey, id: ImportId) -> Result<ImportRow, Error> {
    fetch_optional!(on, ImportRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)
}

/// An encoding's name as the contract spells it.
pub(super) fn encoding_word(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        Self {
            id: ImportId(row.id),
            columns: row.columns(),
            sample: serde_json::from_str(&row.sample).unwrap_or_default(),
            file_name: row.file_name,
            separator: row.separator,
            encoding: encoding_word(&row.encoding),
            has_header: row.has_header,
            rows: row.rows,
        }
    }
}
