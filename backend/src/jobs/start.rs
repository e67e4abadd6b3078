//! Starts a job in the transaction that asks for it.

use openapi::JobId;
use openapi::jobs::JobKind;
use serde::Serialize;

use super::{kind_word, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

/// What a job is to do.
pub struct NewJob<'a, P> {
    pub id: JobId,
    pub account: AccountKey,
    pub kind: JobKind,
    /// What it works on: an import, a campaign.
    pub subject: i64,
    /// When it may begin, in epoch milliseconds.
    pub due_at: i64,
    pub total: i64,
    pub payload: &'a P,
}

/// Queues it; the caller wakes the runner once its transaction has committed.
pub async fn start<P: Serialize>(tx: &mut Tx, job: NewJob<'_, P>, now: i64) -> Result<JobId, sqlx::Error> {
    let payload = serde_json::to_string(job.payload).map_err(|error| sqlx::Error::Encode(error.into()))?;
    execute!(
        tx,
        sql::INSERT,
        job.id.0,
        job.account.0,
        kind_word(job.kind),
        job.subject,
        job.due_at,
        job.total,
        payload.as_str(),
        now
    )?;
    Ok(job.id)
}
