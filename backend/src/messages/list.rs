//! All messages of an account, newest first, campaigns' and single ones alike.

use openapi::Time;
use openapi::messages::{Message, MessagePage, MessageStatus};

use super::{Error, MessageRow, Status, sql};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::ids::first_at;

/// What a list of messages can be narrowed to.
#[derive(Debug, Default)]
pub struct Filter {
    pub client_ref: Option<String>,
    pub from: Option<Time>,
    pub to: Option<Time>,
    pub status: Option<MessageStatus>,
}

pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    cursor: &Cursor,
) -> Result<MessagePage, Error> {
    // Ids are ordered by time: a period is a range of them.
    let oldest = filter.from.map_or(0, |from| first_at(from.millis()));
    let newest = filter.to.map_or(i64::MAX, |to| first_at(to.millis()));
    let status = filter.status.map(|status| Status::asked(status).number());
    let rows = fetch_all!(
        on,
        MessageRow,
        sql::LIST,
        account.0,
        cursor.below(),
        oldest,
        newest,
        status,
        filter.client_ref.as_deref(),
        cursor.pattern(),
        cursor.fetch()
    )?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(MessagePage { items: rows.into_iter().map(Message::from).collect(), next })
}
