//! The numbers on an account's blacklist, in the order of the numbers.

use std::ops::Range;

use openapi::blacklist::{BlacklistPage, Blacklisted};
use openapi::{MessageId, Time};

use super::sql::{self, BlacklistRow};
use crate::accounts::AccountKey;
use crate::contacts::{number, ranges};
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::messages::sql::msisdn;
use crate::numbers::Country;

/// A search is for the first digits of a number, as in the address book; `home` tells how they are read.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    home: Country,
    cursor: &Cursor,
) -> Result<BlacklistPage, sqlx::Error> {
    let ranges: Vec<Range<i64>> = match &cursor.search {
        None => std::iter::once(0..i64::MAX).collect(),
        Some(typed) => number(typed, home).map(|digits| ranges(&digits)).unwrap_or_default(),
    };
    let mut rows = Vec::new();
    // Ranges of longer numbers come later, so all is in the order of the numbers.
    for range in ranges {
        let (above, left) = (cursor.above().max(range.start - 1), cursor.fetch() - rows.len() as i64);
        if above < range.end && left > 0 {
            rows.extend(fetch_all!(on, BlacklistRow, sql::LIST, account.0, above, range.end, left)?);
        }
    }
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
