//! Undoes what a job deleted, or imported.

use openapi::JobId;
use openapi::jobs::JobKind;
use serde::{Deserialize, Serialize};

use super::{Error, NewJob, kind_of, show, sql, start};
use crate::accounts::AccountKey;
use crate::db::{Tx, fetch_optional};

/// How long after its end a deletion can be undone, in milliseconds: as long as a person looks at what is gone.
pub const UNDO_WINDOW: i64 = 60_000;

/// What a restoration undoes: its payload.
#[derive(Debug, Serialize, Deserialize)]
pub struct Restored {
    pub of: JobKind,
}

/// Starts the job that brings everything back; it can be asked for once.
pub async fn undo(tx: &mut Tx, account: AccountKey, id: JobId, restoration: JobId, now: i64) -> Result<JobId, Error> {
    let Some((undone,)) = fetch_optional!(tx, (String,), sql::TAKE_UNDO, id.0, account.0, now)? else {
        show(tx, account, id).await?.ok_or(Error::Missing)?;
        return Err(Error::NotUndone);
    };
    let (kind, payload) = (JobKind::Restoration, Restored { of: kind_of(&undone) });
    let job = NewJob { id: restoration, account, kind, subject: id.0, due_at: now, total: 0, payload: &payload };
    Ok(start(tx, job, now).await?)
}
