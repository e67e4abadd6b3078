//! Cancels a job.

use openapi::JobId;
use openapi::jobs::Job;

use super::{Error, UNDO_WINDOW, show, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

/// It stops before its next slice; what it has deleted by then can be undone as usual.
pub async fn cancel(tx: &mut Tx, account: AccountKey, id: JobId, now: i64) -> Result<Job, Error> {
    if execute!(tx, sql::STOP, id.0, account.0)? == 0 {
        show(tx, account, id).await?.ok_or(Error::Missing)?;
        return Err(Error::NotCancelled);
    }
    execute!(tx, sql::OFFER_UNDO, id.0, now + UNDO_WINDOW)?;
    show(tx, account, id).await?.ok_or(Error::Missing)
}
