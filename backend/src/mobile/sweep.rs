//! Forgets codes that are over, and what their messages said.

use super::sql;
use crate::db::{Tx, execute};

pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::BLANK_EXPIRED, now)?;
    execute!(tx, sql::FORGET, now)
}
