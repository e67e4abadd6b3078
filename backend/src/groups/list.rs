//! The groups of an account, newest first.

use openapi::groups::{Group, GroupPage};

use super::Error;
use super::sql::{self, GroupRow};
use crate::accounts::AccountKey;
use crate::contacts::words;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<GroupPage, Error> {
    let words = words(cursor.search.as_deref());
    let rows = fetch_all!(on, GroupRow, sql::LIST, account.0, cursor.below(), words, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(GroupPage { items: rows.into_iter().map(Group::from).collect(), next })
}
