//! Holds what has waited for too long: its owner is told, and resuming it is his word.
//!
//! A campaign whose hour passed is held by its launch. One that was under way is held here, when its account was disabled for that
//! long, or no node was there to send ([`crate::worker`] keeps a sign of life). It goes on where it stood.

use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_all};
use crate::ids::{Ids, first_at};
use crate::jobs::sql as jobs;
use crate::notices;
use openapi::notices::NoticeKind;

/// What is later than this, in milliseconds, waits for its owner's word: after an outage what was to be read in the afternoon must not
/// wake people at night.
pub const LATE: i64 = 3600 * 1000;

/// Holds what is being launched or sent, and was begun too long ago to be still meant for now: of everybody, or of this account.
pub async fn hold(tx: &mut Tx, ids: &Ids, now: i64, account: Option<AccountKey>) -> Result<(), sqlx::Error> {
    let account = account.map(|account| account.0);
    let mut told = Vec::new();
    for (id,) in fetch_all!(tx, (i64,), sql::UNDER_WAY_SINCE, first_at(now - LATE), account)? {
        // Lanes before campaigns: the order in which the worker takes them.
        fetch_all!(tx, (i64,), sql::LOCK_LANES, id)?;
        if execute!(tx, sql::HOLD, id)? == 1 {
            execute!(tx, sql::PAUSE_LANES, id)?;
            execute!(tx, jobs::CANCEL, "launch", id)?;
            told.push((id, NoticeKind::Late));
        }
    }
    notices::tell(tx, ids, now, &told).await
}
