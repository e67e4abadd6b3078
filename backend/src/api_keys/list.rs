//! The account's keys, newest first.

use openapi::api_keys::{ApiKey, ApiKeyPage};

use super::sql::{self, KeyRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<ApiKeyPage, sqlx::Error> {
    let rows = fetch_all!(on, KeyRow, sql::LIST, account.0, cursor.below(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(ApiKeyPage { items: rows.into_iter().map(ApiKey::from).collect(), next })
}
