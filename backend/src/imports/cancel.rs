//! Cancels a run: it reads no further, and takes back what it has written.

use super::run::Cursor;
use super::undo::Back;
use crate::db::{Tx, execute};
use crate::jobs::{JobRow, sql as jobs};

/// `false` when the run has ended. `job`: its row, taken. One that has written nothing ends at once.
pub async fn cancel(tx: &mut Tx, job: &JobRow, now: i64) -> Result<bool, sqlx::Error> {
    let mut cursor: Cursor = serde_json::from_str(&job.cursor).unwrap_or_default();
    if !cursor.touched {
        return Ok(execute!(tx, jobs::DROP, job.id)? > 0);
    }
    if cursor.back.is_none() {
        cursor.back = Some(Back::default());
    }
    turn_back(tx, job.id, &cursor, now).await
}

/// Leaves a run to whoever takes it up next, with this cursor.
pub async fn turn_back(tx: &mut Tx, job: i64, cursor: &Cursor, now: i64) -> Result<bool, sqlx::Error> {
    let json = serde_json::to_string(cursor).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok(execute!(tx, jobs::TURN_BACK, job, json.as_str(), now)? > 0)
}
