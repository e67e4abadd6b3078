//! Card purchases that nobody paid in time.

use super::sql;
use crate::db::{Tx, execute};

/// After the end of the bank's page, in milliseconds: its last word, or ours when it is asked, comes before that.
const GRACE: i64 = 3600 * 1000;

/// Closes those whose time is over. A payment that is told later is credited all the same.
pub async fn expire(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::EXPIRE_OLD, now - GRACE)
}
