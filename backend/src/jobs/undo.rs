//! Undoes what a job deleted.

use openapi::JobId;
use openapi::jobs::JobKind;

use super::{Error, NewJob, show, sql, start};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

/// How long after its end a deletion can be undone, in milliseconds: as long as a person looks at what is gone.
pub const UNDO_WINDOW: i64 = 60_000;

/// Starts the job that brings everything back; it can be asked for once.
pub async fn undo(tx: &mut Tx, account: AccountKey, id: JobId, restoration: JobId, now: i64) -> Result<JobId, Error> {
    if execute!(tx, sql::TAKE_UNDO, id.0, account.0, now)? == 0 {
        show(tx, account, id).await?.ok_or(Error::Missing)?;
        return Err(Error::NotUndone);
    }
    let kind = JobKind::Restoration;
    let job = NewJob { id: restoration, account, kind, subject: id.0, due_at: now, total: 0, payload: &() };
    Ok(start(tx, job, now).await?)
}
