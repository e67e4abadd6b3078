//! Runs jobs, slice by slice.
//!
//! Launches have a thread of their own and run [`LAUNCHES`] at a time: nobody's campaign waits for somebody's import. All else
//! runs one at a time a node, so that what an import takes of memory it takes once.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use openapi::jobs::JobKind;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::app::App;
use crate::db::{Db, execute, fetch_optional, transact};
use crate::jobs::sql as jobs;
use crate::jobs::{JobRow, Restored, kind_of};
use crate::{contacts, groups, imports};

/// How long a slice may take before another node takes the job over: hundreds of times what one does take.
pub const LEASE: Duration = Duration::from_secs(30);

/// The net under the wake-ups; also how late a programmed campaign may begin.
const POLL: Duration = Duration::from_millis(500);

/// After a slice failed, before the job is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// Launches at the same time. A small one need not wait for one of millions to end; two large ones share the disk as well as
/// more would.
const LAUNCHES: usize = 2;

/// Which jobs a thread runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Launches,
    Others,
}

/// What a slice came to.
pub enum Slice {
    /// There is more to do; the row as it stands now.
    More(Box<JobRow>),
    Done,
}

/// On SQLite a starting server knows that its predecessor's jobs run no more.
pub async fn void_leases(db: &Db) -> Result<(), sqlx::Error> {
    transact(db, async |tx| execute!(tx, jobs::VOID_LEASES)).await?;
    Ok(())
}

/// Runs jobs until `stop` resolves; a job that is under way then goes on after the next start.
pub async fn run(app: App, which: Which, notify: Arc<Notify>, stop: impl Future<Output = ()>) {
    let one = || one_by_one(&app, which, &notify);
    let all = async {
        match which {
            Which::Launches => _ = join_all((0..LAUNCHES).map(|_| one())).await,
            Which::Others => one().await,
        }
    };
    tokio::select! {
        biased;
        () = stop => {}
        () = all => {}
    }
}

async fn one_by_one(app: &App, which: Which, notify: &Notify) {
    loop {
        if !next(app, which).await {
            // Whether woken or not, the next round looks.
            let _ = timeout(POLL, notify.notified()).await;
        }
    }
}

/// Runs the next job; `false` when there is none.
pub(crate) async fn next(app: &App, which: Which) -> bool {
    match lease(app, which).await {
        Ok(Some(job)) => {
            work(app, job).await;
            true
        }
        Ok(None) => which == Which::Others && tidy(app).await,
        Err(error) => {
            tracing::error!(%error, "the database does not give out jobs");
            sleep(PAUSE).await;
            false
        }
    }
}

/// What is done when no job waits: a slice of completing and forgetting; `false` when there is nothing left.
async fn tidy(app: &App) -> bool {
    let tidied: Result<bool, SliceError> = async {
        Ok(contacts::complete::complete(app).await?
            || contacts::trash::forget(app).await?
            || groups::forget(app).await?
            || imports::forget::forget(app).await?)
    }
    .await;
    match tidied {
        Ok(worked) => worked,
        Err(error) => {
            tracing::error!(error = error.as_ref(), "the address book could not be tidied; it is tried again");
            sleep(PAUSE).await;
            false
        }
    }
}

async fn lease(app: &App, which: Which) -> Result<Option<JobRow>, sqlx::Error> {
    let now = app.clock.now().millis();
    let until = lease_until(app);
    let launches = which == Which::Launches;
    // Looking first keeps an idle server from writing twice a second.
    if fetch_optional!(&mut app.db.read().await?, (i64,), jobs::DUE, now, launches)?.is_none() {
        return Ok(None);
    }
    transact(&app.db, async |tx| {
        let Some((id,)) = fetch_optional!(tx, (i64,), jobs::DUE, now, launches)? else { return Ok(None) };
        fetch_optional!(tx, JobRow, jobs::LEASE, id, until)
    })
    .await
}

/// When a slice that begins now must have committed.
pub fn lease_until(app: &App) -> i64 {
    app.clock.now().millis() + super::settle::millis(LEASE)
}

async fn work(app: &App, mut job: JobRow) {
    loop {
        let slice = match kind_of(&job.kind) {
            JobKind::Launch => crate::campaigns::launch::slice(app, &job).await,
            JobKind::Import => imports::run::slice(app, &job).await,
            JobKind::Selection => contacts::select::slice(app, &job).await,
            JobKind::Duplicates => contacts::resolve::slice(app, &job).await,
            JobKind::Restoration => restore(app, &job).await,
        };
        match slice {
            Ok(Slice::More(next)) => job = *next,
            Ok(Slice::Done) => return,
            Err(error) => {
                tracing::error!(
                    job = job.id,
                    kind = job.kind,
                    error = error.as_ref(),
                    "a slice failed; the job is tried again"
                );
                let later = app.clock.now().millis() + super::settle::millis(PAUSE);
                // When this fails too, the lease ends by itself.
                let _ = transact(&app.db, async |tx| execute!(tx, jobs::RELEASE, job.id, later)).await;
                return;
            }
        }
    }
}

async fn restore(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let Restored { of } = serde_json::from_str(&job.payload)?;
    match of {
        JobKind::Import => imports::undo::slice(app, job).await,
        _ => contacts::trash::slice(app, job).await,
    }
}

/// Why a slice failed; the job is tried again after a while.
pub type SliceError = Box<dyn std::error::Error + Send + Sync>;
