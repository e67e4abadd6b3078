//! Forgets what signs nobody in any more.

use super::{DEVICE_MILLIS, sql};
use crate::db::{Tx, execute};

/// Tokens of one transaction: a few milliseconds of SQLite's writer.
const SLICE: i64 = 1_000;

/// Forgets expired refresh tokens, some at a time, and browsers that have not been used for a year.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET_DEVICES, now - DEVICE_MILLIS)?;
    execute!(tx, sql::FORGET_TOKENS, now, SLICE)
}
