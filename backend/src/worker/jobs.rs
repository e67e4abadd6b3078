//! Runs jobs, one at a time a node, slice by slice.

use std::time::Duration;

use openapi::jobs::JobKind;
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
pub async fn run(app: App, notify: std::sync::Arc<tokio::sync::Notify>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            worked = next(&app) => if !worked {
                // Whether woken or not, the next round looks.
                let _ = timeout(POLL, notify.notified()).await;
            },
        }
    }
}

/// Runs one slice of the next job; `false` when there is none.
async fn next(app: &App) -> bool {
    match lease(app).await {
        Ok(Some(job)) => {
            work(app, job).await;
            true
        }
        Ok(None) => tidy(app).await,
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

async fn lease(app: &App) -> Result<Option<JobRow>, sqlx::Error> {
    let now = app.clock.now().millis();
    let until = lease_until(app);
    // Looking first keeps an idle server from writing twice a second.
    if fetch_optional!(&mut app.db.read().await?, (i64,), jobs::DUE, now)?.is_none() {
        return Ok(None);
    }
    transact(&app.db, async |tx| {
        let Some((id,)) = fetch_optional!(tx, (i64,), jobs::DUE, now)? else { return Ok(None) };
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
