//! Forgets what signs nobody in any more.

use super::{DEVICE_MILLIS, KEPT_MILLIS, sql};
use crate::db::{Tx, execute};

/// Tokens of one transaction: a few milliseconds of SQLite's writer.
pub const SLICE: i64 = 1_000;

/// Forgets expired refresh tokens and the sessions behind them, some at a time, and browsers that have not been used for a
/// year. Answers the tokens: as many as a slice has, and there may be more.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET_DEVICES, now - DEVICE_MILLIS)?;
    let forgotten = execute!(tx, sql::FORGET_TOKENS, now, SLICE)?;
    execute!(tx, sql::FORGET_SESSIONS, now - KEPT_MILLIS, SLICE)?;
    Ok(forgotten)
}
