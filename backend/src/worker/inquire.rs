//! Asks the provider what became of messages in doubt.

use std::sync::Arc;
use std::time::{Duration, Instant};

use openapi::MessageId;
use tokio::sync::mpsc::UnboundedSender;

use super::engine::Event;
use super::outcome::Inquired;
use super::send::{Connection, Exchange};
use super::settle::millis;
use super::sql;
use crate::app::App;
use crate::credits::Error;
use crate::db::{Rows, Tx, execute, fetch_all};
use crate::providers::{Configured, Inquiry};

/// Inquiries of one turn; they go over one connection, one after the other, beside the sending.
const BATCH: i64 = 200;

/// How long a turn's inquiries may be under way before another node may ask again; with a provider that lets each wait for its whole
/// time-out they end before all are made, and the rest waits for the next turn that takes them.
const LEASE: Duration = Duration::from_secs(120);

/// The same, and one inquiry at least fits into it.
fn lease(timeout: Duration) -> Duration {
    LEASE.max(timeout * 3)
}

/// How long after a message was written its provider is asked: no sooner can it say that something never arrived.
pub fn inquire_after(timeout: Duration) -> Duration {
    timeout + Duration::from_secs(1)
}

/// Takes the inquiries whose time has come; the postponed due date is the lease.
pub async fn take(tx: &mut Tx, now: i64, timeout: Duration) -> Result<Vec<Inquired>, Error> {
    let due = fetch_all!(tx, (i64, String, i32, i32), sql::INQUIRIES_DUE, now, BATCH)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let lease_millis = millis(lease(timeout));
    let rows = Rows::default()
        .column(due.iter().map(|row| row.0))
        .column(due.iter().map(|row| row.2))
        .column(due.iter().map(|_| now + lease_millis))
        .column(due.iter().map(|row| row.3));
    execute!(tx, sql::INQUIRY_LATER, rows)?;
    let asked = |(message, _, attempt, tries): (i64, String, i32, i32)| Inquired {
        message,
        attempt,
        tries,
        answer: Inquiry::NoAnswer,
    };
    Ok(due.into_iter().map(asked).collect())
}

/// Asks, and sends what was heard to the engine.
pub async fn ask(app: App, due: Vec<Inquired>, events: UnboundedSender<Event>) {
    let provider = app.providers.route();
    let mut connection = Connection::new(Arc::from(provider.authority.as_str()));
    let mut heard = Vec::with_capacity(due.len());
    // What is heard is to be written before the lease ends.
    let end = Instant::now() + lease(provider.timeout) - provider.timeout * 2;
    for one in due {
        if Instant::now() >= end {
            break;
        }
        let answer = inquiry(provider, &mut connection, one.message).await;
        heard.push(Inquired { answer, ..one });
    }
    // The engine outlives its tasks but for the end of the process, when nothing is lost: the inquiries stay due.
    let _ = events.send(Event::Inquired(heard));
}

async fn inquiry(provider: &Configured, connection: &mut Connection, message: i64) -> Inquiry {
    let Some(Ok(request)) = provider.adapter.inquiry(MessageId(message)) else { return Inquiry::NoAnswer };
    match connection.exchange(request, provider.timeout).await {
        Exchange::Answered(answer) => provider.adapter.inquired(&answer),
        Exchange::NotWritten(reason) | Exchange::Lost(reason) => {
            tracing::info!(
                message,
                reason,
                after_ms = millis(provider.timeout),
                "the provider did not answer an inquiry"
            );
            Inquiry::NoAnswer
        }
    }
}
