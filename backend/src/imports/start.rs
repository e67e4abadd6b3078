//! Starts the run of an uploaded file.

use openapi::imports::ImportRun;
use openapi::jobs::JobKind;
use openapi::{ImportId, JobId};

use super::Error;
use super::mapping::Plan;
use super::remember::remember;
use super::sql::{self, ImportRow};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_one, fetch_optional};
use crate::ids::Ids;
use crate::jobs::{self, NewJob};
use crate::problem::Problem;

/// Queues the job. A file that came into the address book, or is on its way there, is not run again.
pub async fn start(
    tx: &mut Tx,
    account: AccountKey,
    id: ImportId,
    job: JobId,
    run: &ImportRun,
    ids: &Ids,
    now: i64,
) -> Result<JobId, Problem> {
    let import = fetch_optional!(tx, ImportRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    if import.imported_at.is_some() {
        return Err(Error::Imported.into());
    }
    if fetch_one!(tx, (i64,), sql::OPEN_JOBS, id.0)?.0 > 0 {
        return Err(Error::Running.into());
    }
    let columns = import.columns();
    let mut plan = Plan::parse(run, &columns, now)?;
    plan.settle_fields(tx, account, ids, now).await?;
    remember(tx, account, &columns, &plan, now).await?;
    let new = NewJob {
        id: job,
        account,
        kind: JobKind::Import,
        subject: id.0,
        due_at: now,
        total: import.rows,
        payload: &plan,
    };
    let job = jobs::start(tx, new, now).await?;
    execute!(tx, sql::MAKE_TURN, account.0)?;
    execute!(tx, sql::SET_JOB, id.0, job.0)?;
    Ok(job)
}
