//! The job that reads a file into the address book, slice by slice.

use std::io;

use openapi::imports::ImportResult;
use openapi::{GroupId, ImportId};
use serde::{Deserialize, Serialize};

use super::cancel::turn_back;
use super::mapping::Plan;
use super::read::Rules;
use super::reader::{Place, Reading};
use super::sql::ImportRow;
use super::undo::{self, Back, Undone};
use super::{IMPORT_UNDO_WINDOW, forget, show, sql, store, write};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Tx, execute, transact};
use crate::jobs::{JobRow, sql as jobs, stands};
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Rows in one transaction: some ten milliseconds of SQLite's one writer.
const SLICE_ROWS: usize = 500;

/// The same on PostgreSQL, where nobody waits for it and each transaction waits for the disk.
const POSTGRES_SLICE_ROWS: usize = 5_000;

/// How long a job waits for a node that has its file, in milliseconds: as long as a file is kept.
const FILE_PATIENCE: i64 = 24 * 3600 * 1000;

/// Where a run stands: the job's cursor.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cursor {
    /// The byte where the next row begins.
    pub offset: u64,
    /// The number of the last row that was read, the header included.
    pub row: i64,
    /// All rows are read; what earlier runs have left is being forgotten.
    pub read: bool,
    /// Everybody's group, once it is there.
    pub group: Option<GroupId>,
    /// It was not there before.
    pub group_made: bool,
    /// The ids of the contacts that were made lie between these, both included.
    pub first: i64,
    pub last: i64,
    /// The book was empty when the run began, and nobody else has added a contact since: no number is known.
    pub alone: bool,
    /// Others' contacts were last looked for among the ids behind this one.
    pub looked_behind: i64,
    /// Something was written that an undo must find.
    pub touched: bool,
    pub counts: ImportResult,
    /// The run takes back what it has written, and how far it has come with that.
    pub back: Option<Back>,
    /// It does so because its file is gone, not because it was cancelled.
    pub failed: bool,
}

/// What a slice needs to know.
pub struct Run<'a> {
    pub app: &'a App,
    pub job: &'a JobRow,
    pub account: AccountKey,
    pub import: ImportRow,
    pub rules: Rules,
}

impl Run<'_> {
    pub fn plan(&self) -> &Plan {
        &self.rules.plan
    }
}

/// Runs an import: all its slices up to the last row, then one of what comes behind.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let plan: Plan = serde_json::from_str(&job.payload)?;
    let mut reader = app.db.read().await?;
    let import = show::row(&mut reader, account, ImportId(job.subject_id)).await?;
    let owner = owner(&mut reader, account).await?;
    drop(reader);
    let rules = Rules { plan, home: owner.country, zone: owner.zone };
    let start = Cursor { offset: u64::try_from(import.start_at)?, row: import.skipped, ..Cursor::default() };
    let run = Run { app, job, account, import, rules };
    let cursor = match job.cursor.as_str() {
        "" => start,
        json => serde_json::from_str(json)?,
    };
    match &cursor.back {
        Some(back) => take_back(&run, &cursor, back).await,
        None if cursor.read => finish(&run, cursor).await,
        None => read(&run, cursor).await,
    }
}

/// Writes slices until all rows are read, or until the job is somebody else's, or cancelled.
async fn read(run: &Run<'_>, mut cursor: Cursor) -> Result<Slice, SliceError> {
    let app = run.app;
    let size = if app.db.is_sqlite() { SLICE_ROWS } else { POSTGRES_SLICE_ROWS };
    let from = Place { offset: cursor.offset, row: cursor.row };
    let path = store::path(app, ImportId(run.import.id));
    let mut reading = match Reading::begin(path, run.import.clone(), run.rules.clone(), from, size) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return without_file(run, cursor, error).await,
        reading => reading?,
    };
    let mut job = run.job.clone();
    while !cursor.read {
        let batch = reading.next().await?;
        let written = transact(&app.db, async |tx| {
            if !stands(tx, job.id, &job.cursor).await? {
                return Ok(None);
            }
            let next = write::write(tx, run, &cursor, &batch).await?;
            let job = advance(tx, app, &job, &next).await?;
            Ok(Some((job, next)))
        })
        .await
        .map_err(|error: super::Error| error)?;
        let Some(written) = written else { return Ok(Slice::Done) };
        (job, cursor) = written;
    }
    Ok(Slice::More(Box::new(job)))
}

async fn advance(tx: &mut Tx, app: &App, job: &JobRow, next: &Cursor) -> Result<JobRow, super::Error> {
    let json = serde_json::to_string(next).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let (done, total) = (next.counts.rows, job.total);
    execute!(tx, jobs::ADVANCE, job.id, json.as_str(), done, total, lease_until(app))?;
    Ok(JobRow { cursor: json, done, ..job.clone() })
}

/// Forgets what earlier runs of the file have left; then the job is done.
async fn finish(run: &Run<'_>, cursor: Cursor) -> Result<Slice, SliceError> {
    let (app, job) = (run.app, run.job);
    let result = serde_json::to_string(&cursor.counts)?;
    let dry = run.plan().dry_run;
    let more = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(false);
        }
        if forget::earlier_runs(tx, run.account, run.import.id, job.id).await? {
            advance(tx, app, job, &cursor).await?;
            return Ok(true);
        }
        let (rows, now) = (cursor.counts.rows, app.clock.now().millis());
        execute!(tx, jobs::FINISH, job.id, "done", rows, rows, result.as_str())?;
        if !dry {
            execute!(tx, sql::IMPORTED, job.subject_id, now)?;
        }
        if cursor.touched {
            execute!(tx, jobs::SET_UNDO, job.id, now + IMPORT_UNDO_WINDOW)?;
        }
        Ok(false)
    })
    .await
    .map_err(|error: super::Error| error)?;
    if more {
        return Ok(Slice::More(Box::new(job.clone())));
    }
    if !dry {
        store::remove(&store::path(app, ImportId(job.subject_id)));
    }
    Ok(Slice::Done)
}

/// A slice of taking back; behind the last one the job ends as if it had never begun.
async fn take_back(run: &Run<'_>, cursor: &Cursor, back: &Back) -> Result<Slice, SliceError> {
    let (app, job) = (run.app, run.job);
    let undone = Undone { app, account: run.account, run: job.id, cursor, import: &run.import };
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let Some(back) = undo::take_back(tx, &undone, back).await? else {
            let status = if cursor.failed { "failed" } else { "cancelled" };
            execute!(tx, jobs::FINISH, job.id, status, 0_i64, job.total, None::<&str>)?;
            return Ok(None);
        };
        advance(tx, app, job, &Cursor { back: Some(back), ..cursor.clone() }).await.map(Some)
    })
    .await
    .map_err(|error: super::Error| error)?;
    Ok(next.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}

/// The file is not on this node. Another may have it; after a day nobody has.
async fn without_file(run: &Run<'_>, mut cursor: Cursor, error: io::Error) -> Result<Slice, SliceError> {
    let (app, job) = (run.app, run.job);
    let now = app.clock.now().millis();
    if !app.db.is_sqlite() && now - job.created_at < FILE_PATIENCE {
        return Err(error.into());
    }
    tracing::error!(job = job.id, "the file of an import is gone");
    cursor.back = Some(Back::default());
    cursor.failed = true;
    transact(&app.db, async |tx| {
        if stands(tx, job.id, &job.cursor).await? {
            turn_back(tx, job.id, &cursor, now).await?;
        }
        Ok::<_, sqlx::Error>(())
    })
    .await?;
    Ok(Slice::Done)
}
