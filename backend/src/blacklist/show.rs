//! What is known of one number.

use openapi::blacklist::{BlacklistHistory, BlacklistRemoval, Blacklisted};
use openapi::{MessageId, Msisdn, Time};

use super::sql::{self, BlacklistRow, RemovalRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::messages::sql::digits;

/// Removals shown: whoever went on and off more often needs no earlier ones.
const SHOWN: i64 = 100;

/// `None` when it has never been on the blacklist.
pub async fn show(
    on: &mut impl Connected,
    account: AccountKey,
    number: Msisdn,
) -> Result<Option<BlacklistHistory>, sqlx::Error> {
    let number = digits(number);
    let now = fetch_optional!(on, BlacklistRow, sql::SHOW, account.0, number)?.map(Blacklisted::from);
    let removals = fetch_all!(on, RemovalRow, sql::REMOVALS, account.0, number, SHOWN)?;
    let removals: Vec<BlacklistRemoval> = removals.into_iter().map(BlacklistRemoval::from).collect();
    Ok((now.is_some() || !removals.is_empty()).then_some(BlacklistHistory { now, removals }))
}

impl From<RemovalRow> for BlacklistRemoval {
    fn from(row: RemovalRow) -> Self {
        Self {
            source: row.source,
            created_at: Time::from_millis(row.created_at),
            message_id: row.message_id.map(MessageId),
            words: Some(row.words).filter(|words| !words.is_empty()),
            removed_at: Time::from_millis(row.removed_at),
            reason: row.reason,
        }
    }
}
