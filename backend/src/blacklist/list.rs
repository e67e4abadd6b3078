//! The numbers on an account's blacklist, in the order of the numbers.

use openapi::blacklist::{BlacklistPage, Blacklisted};
use openapi::{MessageId, Time};

use super::sql::{self, BlacklistRow};
use crate::accounts::AccountKey;
use crate::contacts::pattern;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::messages::sql::msisdn;

pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<BlacklistPage, sqlx::Error> {
    let pattern = pattern(cursor.search.as_deref());
    let rows = fetch_all!(on, BlacklistRow, sql::LIST, account.0, cursor.above(), pattern, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.number);
    Ok(BlacklistPage { items: rows.into_iter().map(Blacklisted::from).collect(), next })
}

impl From<BlacklistRow> for Blacklisted {
    fn from(row: BlacklistRow) -> Self {
        Self {
            number: msisdn(row.number),
            source: row.source,
            created_at: Time::from_millis(row.created_at),
            message_id: row.message_id.map(MessageId),
            words: Some(row.words).filter(|words| !words.is_empty()),
            removals: row.removals,
        }
    }
}
