//! A receiver of receipts: its queue, and the connections that empty it.
//!
//! A connection is opened when something waits and all others are busy, up to the limit, and kept for a while. It posts
//! one receipt at a time and follows no redirect: what is not 2xx is posted again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::receipts::{Delivery, Job};
use crate::store::lock;

/// Longer than any receiver's commit; a receiver that hangs is tried again.
const ANSWER: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(5);
/// How often each connection to a receiver that cannot be reached knocks.
const KNOCK: Duration = Duration::from_secs(1);
/// A connection without work is closed after this.
const IDLE: Duration = Duration::from_secs(30);
/// A queue that was longer than this gives its memory back when it is empty.
const SPARE: usize = 4_096;

type Line = SendRequest<Full<Bytes>>;

#[derive(Debug)]
pub struct Host {
    /// `host:port` to connect to.
    target: String,
    header: HeaderValue,
    queue: Mutex<Queue>,
    work: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Job>,
    connections: usize,
    idle: usize,
}

enum Outcome {
    Taken,
    NotTaken,
    /// Not a byte was written.
    Unreachable,
}

impl Host {
    pub fn new(authority: &str) -> Self {
        let has_port = authority.rsplit(']').next().is_some_and(|rest| rest.contains(':'));
        let target = if has_port { authority.to_owned() } else { format!("{authority}:80") };
        // An authority that was parsed as one has only visible ASCII.
        let header = HeaderValue::from_str(authority);
        Self {
            target,
            header: header.unwrap_or(HeaderValue::from_static("")),
            queue: Mutex::default(),
            work: Notify::new(),
        }
    }

    pub fn push(self: Arc<Self>, job: Job, delivery: &Arc<Delivery>) {
        let mut queue = lock(&self.queue);
        queue.jobs.push_back(job);
        if queue.idle > 0 {
            drop(queue);
            // The one that worked last: the others may fall asleep and close.
            self.work.notify_last();
            return;
        }
        if queue.connections < delivery.connections() {
            queue.connections += 1;
            drop(queue);
            tokio::spawn(self.work(delivery.clone()));
        }
    }

    /// The next job, or nothing when there was none for long and the connection may go.
    async fn next(&self) -> Option<Job> {
        loop {
            {
                let mut queue = lock(&self.queue);
                if let Some(job) = queue.jobs.pop_front() {
                    return Some(job);
                }
                if queue.jobs.capacity() > SPARE {
                    queue.jobs = VecDeque::new();
                }
                queue.idle += 1;
            }
            let woken = timeout(IDLE, self.work.notified()).await.is_ok();
            let mut queue = lock(&self.queue);
            queue.idle -= 1;
            if !woken && queue.jobs.is_empty() {
                queue.connections -= 1;
                return None;
            }
        }
    }

    pub fn clear(&self) {
        lock(&self.queue).jobs.clear();
    }

    async fn work(self: Arc<Self>, delivery: Arc<Delivery>) {
        let mut line = None;
        while let Some(job) = self.next().await {
            match self.post(&mut line, &job, &delivery).await {
                Outcome::Taken => delivery.acknowledged(job),
                Outcome::NotTaken => delivery.refused(job),
                Outcome::Unreachable => {
                    sleep(KNOCK).await;
                    if let Some(job) = delivery.unless_stale(job) {
                        lock(&self.queue).jobs.push_front(job);
                    }
                }
            }
        }
    }

    async fn post(&self, line: &mut Option<Line>, job: &Job, delivery: &Delivery) -> Outcome {
        if line.as_ref().is_none_or(SendRequest::is_closed) {
            *line = self.connect().await;
        }
        let Some(open) = line else {
            return Outcome::Unreachable;
        };
        let mut request = Request::post(job.path())
            .header(HOST, &self.header)
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(signature) = job.signature() {
            request = request.header("bank-signature", signature);
        }
        let request = request.body(Full::new(Bytes::from(delivery.body(job))));
        let Ok(request) = request else {
            return Outcome::NotTaken;
        };
        match timeout(ANSWER, exchange(open, request)).await {
            Ok(Ok(true)) => Outcome::Taken,
            Ok(Ok(false)) => Outcome::NotTaken,
            Ok(Err(_)) | Err(_) => {
                *line = None;
                Outcome::NotTaken
            }
        }
    }

    async fn connect(&self) -> Option<Line> {
        let connect = TcpStream::connect(&self.target);
        let stream = timeout(CONNECT, connect).await.ok()?.ok()?;
        stream.set_nodelay(true).ok()?;
        let (line, connection) = handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(async move {
            // How a connection ended shows in the request it carried.
            drop(connection.await);
        });
        Some(line)
    }
}

/// Posts and reads the whole answer, so that the connection can carry the next; whether it was 2xx.
async fn exchange(line: &mut Line, request: Request<Full<Bytes>>) -> hyper::Result<bool> {
    line.ready().await?;
    let response = line.send_request(request).await?;
    let taken = response.status().is_success();
    let mut body = response.into_body();
    while let Some(frame) = body.frame().await {
        frame?;
    }
    Ok(taken)
}
