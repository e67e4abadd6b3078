//! Writes messages to the provider: each sender is a task with a connection of its own.
//!
//! The client follows no redirect, retries nothing by itself, knows no proxy, and closes a connection that was idle
//! before the other side does: a request that meets a closing connection is a message in doubt.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::RETRY_AFTER;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use openapi::{CampaignId, MessageId};
use tokio::net::TcpStream;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::timeout;

use super::engine::Event;
use super::outcome::{Settled, Verdict};
use super::queue::{Claimed, Queue};
use crate::app::App;
use crate::providers::{Answer, Configured, Outcome, Outgoing};

/// Shorter than any server keeps an idle connection (actix and hyper: 5 s and more).
const KEEP_IDLE: Duration = Duration::from_secs(2);

/// A provider that does not accept a connection within this is down.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// An answer to a message is a line of JSON; whatever is longer is not read.
const MAX_ANSWER: usize = 64 * 1024;

/// Between the last moment to write and the end of the lease there must be the provider's time-out and this.
const LEASE_MARGIN: Duration = Duration::from_secs(1);

/// The first pause after a connection failed.
const DOWN_PAUSE: Duration = Duration::from_secs(1);

/// How an exchange with the provider ended.
pub enum Exchange {
    Answered(Answer),
    /// Not a byte was written: it may be tried again.
    NotWritten(String),
    /// Written, at least in part, and not answered: it may have arrived.
    Lost(String),
}

/// One connection, opened when it is needed.
pub struct Connection {
    authority: Arc<str>,
    open: Option<(SendRequest<Full<Bytes>>, Instant)>,
}

impl Connection {
    pub fn new(authority: Arc<str>) -> Self {
        Self { authority, open: None }
    }

    /// Writes the request and reads the whole answer, within `limit`.
    pub async fn exchange(&mut self, request: Request<Bytes>, limit: Duration) -> Exchange {
        let mut sender = match self.sender().await {
            Ok(sender) => sender,
            Err(reason) => return Exchange::NotWritten(reason),
        };
        let request = request.map(Full::new);
        let answered = timeout(limit, async {
            let response = sender.try_send_request(request).await;
            match response {
                Ok(response) => read(response).await.map_err(|reason| (reason, true)),
                // hyper gives the request back when it was never put on the wire.
                Err(mut error) => {
                    let written = error.take_message().is_none();
                    Err((error.into_error().to_string(), written))
                }
            }
        })
        .await;
        match answered {
            Ok(Ok(answer)) => {
                self.open = Some((sender, Instant::now()));
                Exchange::Answered(answer)
            }
            Ok(Err((reason, true))) => Exchange::Lost(reason),
            Ok(Err((reason, false))) => Exchange::NotWritten(reason),
            Err(_) => Exchange::Lost("time_out".to_owned()),
        }
    }

    /// The kept connection while it is fresh, else a new one.
    async fn sender(&mut self) -> Result<SendRequest<Full<Bytes>>, String> {
        if let Some((mut sender, used)) = self.open.take()
            && used.elapsed() < KEEP_IDLE
            && sender.ready().await.is_ok()
        {
            return Ok(sender);
        }
        let connected = timeout(CONNECT_TIMEOUT, TcpStream::connect(&*self.authority)).await;
        let stream = connected.map_err(|_| "no connection in time".to_owned())?.map_err(|error| error.to_string())?;
        // Each message is one small write: waiting for more would only delay it.
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
        tokio::task::spawn_local(async move {
            // Its end shows in the sender.
            let _ = connection.await;
        });
        Ok(sender)
    }
}

async fn read(response: Response<hyper::body::Incoming>) -> Result<Answer, String> {
    let status = response.status().as_u16();
    let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let body = Limited::new(response.into_body(), MAX_ANSWER).collect().await.map_err(|error| error.to_string())?;
    Ok(Answer { status, retry_after: seconds.map(Duration::from_secs), body: body.to_bytes() })
}

/// The senders of one engine.
pub struct Senders {
    queue: Arc<Queue>,
    events: UnboundedSender<Event>,
}

impl Senders {
    pub(super) fn new(queue: Arc<Queue>, events: UnboundedSender<Event>) -> Self {
        Self { queue, events }
    }

    /// Runs until the engine closes the queue and what was under way is answered. Must run inside a `LocalSet`.
    pub async fn run(self, app: App) {
        let mut senders = tokio::task::JoinSet::new();
        for _ in 0..app.providers.route().in_flight {
            senders.spawn_local(run(app.clone(), self.queue.clone(), self.events.clone()));
        }
        while senders.join_next().await.is_some() {}
    }
}

/// Takes messages from the queue and tells the engine what became of each, until the queue closes.
async fn run(app: App, queue: Arc<Queue>, events: UnboundedSender<Event>) {
    let mut connections: Vec<(Arc<str>, Connection)> = Vec::new();
    while let Some(message) = queue.pop().await {
        // The one that its row names, whatever else is configured: a test key's goes to the sandbox.
        let verdict = match app.providers.by_name(&message.provider) {
            Some(provider) => {
                send(provider, connection_to(provider, &message.provider, &mut connections), &message).await
            }
            None => Verdict::Unsent { after: DOWN_PAUSE },
        };
        if events.send(Event::Settled(Settled { message, verdict })).is_err() {
            return;
        }
    }
}

/// The sender's own connection to a provider.
fn connection_to<'a>(
    provider: &Configured,
    name: &Arc<str>,
    connections: &'a mut Vec<(Arc<str>, Connection)>,
) -> &'a mut Connection {
    let at = connections.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
        connections.push((name.clone(), Connection::new(Arc::from(provider.authority.as_str()))));
        connections.len() - 1
    });
    &mut connections[at].1
}

async fn send(provider: &Configured, connection: &mut Connection, message: &Claimed) -> Verdict {
    let needed = provider.timeout + LEASE_MARGIN;
    if message.lease.saturating_duration_since(Instant::now()) < needed {
        return Verdict::Unsent { after: Duration::ZERO };
    }
    let outgoing = Outgoing {
        id: MessageId(message.id),
        attempt: message.attempt,
        campaign: message.origin.campaign().map(CampaignId),
        to: message.to,
        from: message.sender.as_deref(),
        text: &message.text,
        kind: message.kind,
        language: message.language,
        callbacks: &provider.callbacks,
    };
    let request = match provider.adapter.request(&outgoing) {
        Ok(request) => request,
        Err(error) => {
            tracing::error!(message = message.id, %error, "a message cannot be put into a request");
            return Verdict::Refused { reason: "not_sendable".to_owned() };
        }
    };
    match connection.exchange(request, provider.timeout).await {
        Exchange::Answered(answer) => match provider.adapter.outcome(&answer) {
            Outcome::Accepted { provider_ref } => Verdict::Accepted { provider_ref },
            Outcome::Refused { reason, retry: None } => Verdict::Refused { reason },
            Outcome::Refused { reason, retry: Some(after) } => Verdict::Later { reason, after },
            Outcome::Unknown { reason } => Verdict::Unknown { reason },
        },
        Exchange::NotWritten(reason) => {
            tracing::debug!(message = message.id, reason, "not written");
            Verdict::Unsent { after: DOWN_PAUSE }
        }
        Exchange::Lost(reason) => {
            tracing::info!(message = message.id, reason, "in doubt: written and not answered");
            Verdict::Unknown { reason: "no_answer".to_owned() }
        }
    }
}
