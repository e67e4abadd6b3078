//! An estimate as server-sent events: `progress` at most four times a second, then `estimate`, or `problem` when something broke
//! on the way. It ends with its client: whoever has closed the page is not waited for.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, rt};
use bytes::Bytes;
use futures_util::stream;
use openapi::campaigns::EstimateProgress;
use serde::Serialize;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::timeout;

use super::estimate::{Subject, estimate};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::exports::Slot;
use crate::problem::Problem;

/// Between two words on how far it has come.
const TICK: Duration = Duration::from_millis(250);

/// Events that wait for the client; progress that finds no room is left out, the next will tell more.
const AHEAD: usize = 2;

/// How long a client that reads nothing is waited for with the result.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the client wants to hear how far it has come.
pub fn is_asked(request: &HttpRequest) -> bool {
    let accepted = request.headers().get_all(ACCEPT).filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/event-stream"))
}

pub fn answer(app: &App, account: AccountKey, subject: Subject, slot: Slot) -> HttpResponse {
    let (give, take) = mpsc::channel(AHEAD);
    rt::spawn(run(app.clone(), account, subject, slot, give));
    let events = stream::unfold(take, async |mut take| {
        let event: Bytes = take.recv().await?;
        Some((Ok::<_, Infallible>(event), take))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("Cache-Control", "no-cache"))
        .streaming(Box::pin(events))
}

async fn run(app: App, account: AccountKey, subject: Subject, slot: Slot, give: Sender<Bytes>) {
    let mut told_at: Option<Instant> = None;
    let told = |done| {
        if give.is_closed() {
            return ControlFlow::Break(());
        }
        if told_at.is_none_or(|at| at.elapsed() >= TICK) {
            told_at = Some(Instant::now());
            let _ = give.try_send(event("progress", &EstimateProgress { done }));
        }
        ControlFlow::Continue(())
    };
    let last = match estimate(&app, account, &subject, told).await {
        Ok(Some(estimate)) => event("estimate", &estimate),
        Ok(None) => return,
        Err(error) => {
            let problem = Problem::from(error);
            problem.log();
            event("problem", &problem.body())
        }
    };
    drop(slot);
    // Nobody there any more is nobody to tell.
    let _ = timeout(PATIENCE, give.send(last)).await;
}

fn event(name: &str, data: &impl Serialize) -> Bytes {
    format!("event: {name}\ndata: {}\n\n", serde_json::to_string(data).unwrap_or_default()).into()
}
