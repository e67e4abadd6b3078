//! The templates of an account, newest first, and their folders.

use openapi::templates::{TemplateFolder, TemplateFolders, TemplatePage};

use super::Error;
use super::sql::{self, TemplateRow};
use crate::accounts::AccountKey;
use crate::contact_fields;
use crate::contacts::words;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

/// `folder`: in this one only; the empty one holds what lies in none.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    folder: Option<&str>,
    cursor: &Cursor,
) -> Result<TemplatePage, Error> {
    let words = words(cursor.search.as_deref());
    let rows = fetch_all!(on, TemplateRow, sql::LIST, account.0, cursor.below(), folder, words, cursor.fetch())?;
    let own = contact_fields::kinds(on, account).await?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(TemplatePage { items: rows.into_iter().map(|row| row.shown(&own)).collect(), next })
}

pub async fn folders(on: &mut impl Connected, account: AccountKey) -> Result<TemplateFolders, Error> {
    let rows = fetch_all!(on, (String, i64), sql::FOLDERS, account.0)?;
    let (loose, named): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(name, _)| name.is_empty());
    Ok(TemplateFolders {
        items: named.into_iter().map(|(name, templates)| TemplateFolder { name, templates }).collect(),
        loose: loose.into_iter().map(|(_, templates)| templates).sum(),
    })
}
