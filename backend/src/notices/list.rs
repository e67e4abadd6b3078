//! The notices of an account, newest first.

use openapi::notices::{Notice, NoticePage};

use super::sql::{self, NoticeRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    unread: Option<bool>,
    cursor: &Cursor,
) -> Result<NoticePage, sqlx::Error> {
    let rows = fetch_all!(on, NoticeRow, sql::LIST, account.0, cursor.below(), unread, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(NoticePage { items: rows.into_iter().map(Notice::from).collect(), next })
}
