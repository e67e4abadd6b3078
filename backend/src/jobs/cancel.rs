//! Cancels a job.

use openapi::JobId;
use openapi::jobs::{Job, JobKind};

use super::sql::JobRow;
use super::{Error, UNDO_WINDOW, kind_of, show, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_optional};
use crate::imports;

/// It stops before its next slice. What it has deleted by then can be undone as usual; an import goes on to take back what
/// it has written, and ends then.
pub async fn cancel(tx: &mut Tx, account: AccountKey, id: JobId, now: i64) -> Result<Job, Error> {
    let job = fetch_optional!(tx, JobRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    let stopped = match kind_of(&job.kind) {
        JobKind::Import => imports::cancel::cancel(tx, &job, now).await?,
        _ => execute!(tx, sql::STOP, id.0, account.0)? > 0,
    };
    if !stopped {
        return Err(Error::NotCancelled);
    }
    execute!(tx, sql::OFFER_UNDO, id.0, now + UNDO_WINDOW)?;
    show(tx, account, id).await?.ok_or(Error::Missing)
}
