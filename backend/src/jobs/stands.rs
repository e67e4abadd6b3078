//! The fence of a job's slice.

use super::sql;
use crate::db::{Tx, fetch_optional};

/// Takes the job's row; `false` when it does not stand where the slice began, and the slice must write nothing.
pub async fn stands(tx: &mut Tx, job: i64, cursor: &str) -> Result<bool, sqlx::Error> {
    Ok(fetch_optional!(tx, (i64,), sql::STANDS, job, cursor)?.is_some())
}
