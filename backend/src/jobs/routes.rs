//! `/jobs`.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, get, web};
use bytes::Bytes;
use futures_util::stream;
use openapi::JobId;
use openapi::jobs::{Job, JobStatus};

use super::show;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::http::caller::{Anybody, bearer, identify_token};
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
