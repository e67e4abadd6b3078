//! The job that reads a file into the address book, slice by slice.

use std::io;
use std::path::Path;

use csv::StringRecord;
use openapi::imports::ImportResult;
use openapi::{GroupId, ImportId};
use serde::{Deserialize, Serialize};

use super::mapping::Plan;
use super::read::{Person, Reason, person};
use super::records::{Records, is_blank};
use super::sql::ImportRow;
use super::{show, sql, store, write};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Tx, execute, transact};
use crate::jobs::{JobRow, sql as jobs, stands};
use crate::numbers::Country;
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Rows in one transaction: about 20 ms of SQLite's one writer.
const SLICE_ROWS: usize = 1_000;

/// Rows forgotten in one transaction, behind the last one; a deletion costs a fraction of an insertion.
const FORGET_ROWS: i64 = 5_000;

/// How long a job waits for a node that has its file, in milliseconds: as long as a file is kept.
const FILE_PATIENCE: i64 = 24 * 3600 * 1000;

/// Where a run stands: the job's cursor.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// The byte where the next row begins.
    pub offset: u64,
    /// The number of the last row that was read, the header included.
    pub row: i64,
    /// All rows are read; what the run had to remember is being forgotten.
    pub read: bool,
    /// Everybody's group, once it is there.
    pub group: Option<GroupId>,
    pub counts: ImportResult,
}

/// The rows of one slice.
#[derive(Debug, Default)]
pub struct Batch {
    pub people: Vec<Person>,
    pub refused: Vec<Refused>,
    /// Where the next slice begins.
    pub offset: u64,
    pub row: i64,
    pub last: bool,
}

#[derive(Debug)]
pub struct Refused {
    pub row: i64,
    pub reason: Reason,
    /// A JSON list of strings.
    pub cells: String,
}

/// What a slice needs to know.
pub struct Run<'a> {
    pub app: &'a App,
    pub job: &'a JobRow,
    pub account: AccountKey,
    pub plan: Plan,
    pub home: Country,
}

/// Runs one slice of an import.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let plan: Plan = serde_json::from_str(&job.payload)?;
    let mut reader = app.db.read().await?;
    let import = show::row(&mut reader, account, ImportId(job.subject_id)).await?;
    let home = owner(&mut reader, account).await?.country;
    drop(reader);
    let run = Run { app, job, account, plan, home };
    let cursor = match job.cursor.as_str() {
        "" => Cursor { offset: u64::try_from(import.start_at)?, row: import.skipped, ..Cursor::default() },
        json => serde_json::from_str(json)?,
    };
    if cursor.read {
        return forget(&run, cursor).await;
    }
    let batch = match batch(&store::path(app, ImportId(import.id)), &import, &cursor, &run) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return without_file(&run, error).await,
        batch => batch?,
    };
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let next = write::write(tx, &run, &cursor, &batch).await?;
        advance(tx, &run, &next).await.map(Some)
    })
    .await
    .map_err(|error: super::Error| error)?;
    Ok(next.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}

/// Reads the rows of the next slice. Blocks for a few milliseconds, on the thread of the jobs.
fn batch(path: &Path, import: &ImportRow, cursor: &Cursor, run: &Run<'_>) -> io::Result<Batch> {
    let separator = import.separator.bytes().next().unwrap_or(b';');
    let mut records = Records::open(path, separator, cursor.offset)?;
    let mut batch = Batch { row: cursor.row, ..Batch::default() };
    let mut record = StringRecord::new();
    let mut header = import.has_header && cursor.row == import.skipped;
    while batch.people.len() + batch.refused.len() < SLICE_ROWS {
        if !records.next(&mut record).map_err(io::Error::other)? {
            batch.last = true;
            break;
        }
        batch.row += 1;
        if is_blank(&record) {
            continue;
        }
        if std::mem::take(&mut header) {
            continue;
        }
        match person(&record, &run.plan, run.home) {
            Ok(person) => batch.people.push(person),
            Err(reason) => {
                let cells = serde_json::to_string(&record.iter().collect::<Vec<_>>())?;
                batch.refused.push(Refused { row: batch.row, reason, cells });
            }
        }
    }
    batch.offset = records.offset();
    Ok(batch)
}

async fn advance(tx: &mut Tx, run: &Run<'_>, next: &Cursor) -> Result<JobRow, super::Error> {
    let json = serde_json::to_string(next).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let (job, done, total) = (run.job, next.counts.rows, run.job.total);
    execute!(tx, jobs::ADVANCE, job.id, json.as_str(), done, total, lease_until(run.app))?;
    Ok(JobRow { cursor: json, done, ..job.clone() })
}

/// Forgets the numbers that were met and the refused rows of the run before; then the job is done.
async fn forget(run: &Run<'_>, cursor: Cursor) -> Result<Slice, SliceError> {
    let (app, job) = (run.app, run.job);
    let result = serde_json::to_string(&cursor.counts)?;
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let mut forgotten = execute!(tx, sql::FORGET_NUMBERS, job.id, FORGET_ROWS)?;
        if let Some(previous) = run.plan.previous {
            forgotten += execute!(tx, sql::FORGET_REFUSED, previous, FORGET_ROWS)?;
        }
        if forgotten > 0 {
            return advance(tx, run, &cursor).await.map(Some);
        }
        let rows = cursor.counts.rows;
        execute!(tx, jobs::FINISH, job.id, "done", rows, rows, result.as_str())?;
        if !run.plan.dry_run {
            execute!(tx, sql::IMPORTED, job.subject_id, app.clock.now().millis())?;
        }
        Ok(None)
    })
    .await
    .map_err(|error: super::Error| error)?;
    let Some(job) = next else {
        if !run.plan.dry_run {
            store::remove(&store::path(app, ImportId(run.job.subject_id)));
        }
        return Ok(Slice::Done);
    };
    Ok(Slice::More(Box::new(job)))
}

/// The file is not on this node. Another may have it; after a day nobody has.
async fn without_file(run: &Run<'_>, error: io::Error) -> Result<Slice, SliceError> {
    let (app, job) = (run.app, run.job);
    if !app.db.is_sqlite() && app.clock.now().millis() - job.created_at < FILE_PATIENCE {
        return Err(error.into());
    }
    tracing::error!(job = job.id, "the file of an import is gone");
    transact(&app.db, async |tx| execute!(tx, jobs::FINISH, job.id, "failed", job.done, job.total, None::<&str>))
        .await?;
    Ok(Slice::Done)
}
