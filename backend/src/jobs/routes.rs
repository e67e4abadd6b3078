//! `/jobs`.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use bytes::Bytes;
use futures_util::stream;
use openapi::JobId;
use openapi::contacts::JobStarted;
use openapi::jobs::{Job, JobStatus};

use super::{cancel, show, undo};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::transact;
use crate::http::caller::{Anybody, Contacts, bearer, identify_token};
use crate::http::{Caller, Id};
use crate::problem::Problem;

/// How often progress is told.
const TICK: Duration = Duration::from_millis(500);

/// Streams end after this many ticks (ten minutes); the browser connects again by itself.
const MAX_TICKS: u32 = 1_200;

/// A job's progress.
#[utoipa::path(tag = "jobs", params(("id" = JobId, Path, description = "The job.")),
    responses((status = 200, description = "The job.", body = Job)))]
#[get("/jobs/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Anybody>, id: Id<JobId>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(find(&app, caller.account, id.0).await?))
}

/// A job's progress as server-sent events: one `job` event whenever it moved, until it has ended.
#[utoipa::path(tag = "jobs", params(("id" = JobId, Path, description = "The job.")),
    responses((status = 200, description = "Events.", body = String, content_type = "text/event-stream")))]
#[get("/jobs/{id}/events")]
pub async fn events(
    app: web::Data<App>,
    caller: Caller<Anybody>,
    request: HttpRequest,
    id: Id<JobId>,
) -> Result<HttpResponse, Problem> {
    let first = find(&app, caller.account, id.0).await?;
    let watch = Watch { token: bearer(&request).unwrap_or_default().to_owned(), account: caller.account, ticks: 0 };
    let events = stream::unfold((app, watch, Next::Tell(first)), |(app, mut watch, next)| async move {
        let job = match next {
            Next::Tell(job) => job,
            Next::After(told) => watch.moved(&app, &told).await?,
            Next::End => return None,
        };
        let event = format!("event: job\ndata: {}\n\n", serde_json::to_string(&job).unwrap_or_default());
        let ended = !matches!(job.status, JobStatus::Queued | JobStatus::Running);
        let next = if ended { Next::End } else { Next::After(job) };
        Some((Ok::<_, Problem>(Bytes::from(event)), (app, watch, next)))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("Cache-Control", "no-cache"))
        .streaming(Box::pin(events)))
}

/// Cancels a job of the address book: it stops before its next slice, and what is done stays done. An import then takes
/// back what it has written, and ends as `cancelled` behind that.
#[utoipa::path(tag = "jobs", params(("id" = JobId, Path, description = "The job.")), responses(
    (status = 200, description = "The job as it is now.", body = Job),
    (status = 409, description = "It has ended, or is of a kind that is not cancelled here.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/jobs/{id}/cancel")]
pub async fn stop(app: web::Data<App>, caller: Caller<Contacts>, id: Id<JobId>) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    let job = transact(&app.db, async |tx| cancel::cancel(tx, caller.account, id.0, now).await).await?;
    app.worker.wake_jobs();
    Ok(HttpResponse::Ok().json(job))
}

/// Undoes a job, until its `undo_until`: brings back the contacts that it deleted, or takes back what it imported.
#[utoipa::path(tag = "jobs", params(("id" = JobId, Path, description = "The job to undo.")), responses(
    (status = 202, description = "The job that undoes it.", body = JobStarted),
    (status = 409, description = "There is nothing to undo, or not any more.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/jobs/{id}/undo")]
pub async fn bring_back(app: web::Data<App>, caller: Caller<Contacts>, id: Id<JobId>) -> Result<HttpResponse, Problem> {
    let (restoration, now) = (JobId(app.ids.next()), app.clock.now().millis());
    let job = transact(&app.db, async |tx| undo::undo(tx, caller.account, id.0, restoration, now).await).await?;
    app.worker.wake_jobs();
    Ok(HttpResponse::Accepted().json(JobStarted { job }))
}

/// What a stream does next.
enum Next {
    /// At once: the first look, before anything has moved.
    Tell(Job),
    /// Once the job differs from this.
    After(Job),
    End,
}

/// Who watches, and for how long already.
struct Watch {
    token: String,
    account: AccountKey,
    ticks: u32,
}

impl Watch {
    /// Waits until the job differs from what was told. `None` when it cannot be read any more, when the time is up, or
    /// when whoever watches has been signed out meanwhile.
    async fn moved(&mut self, app: &App, told: &Job) -> Option<Job> {
        while self.ticks < MAX_TICKS {
            self.ticks += 1;
            tokio::time::sleep(TICK).await;
            identify_token(app, &self.token).await.ok()?;
            let job = find(app, self.account, told.id).await.ok()?;
            if job != *told {
                return Some(job);
            }
        }
        None
    }
}

async fn find(app: &App, account: AccountKey, id: JobId) -> Result<Job, Problem> {
    show(&mut app.db.read().await?, account, id).await?.ok_or_else(Problem::not_found)
}
