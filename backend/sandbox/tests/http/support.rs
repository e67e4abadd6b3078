//! A sandbox on a port of its own, a sender, and a receiver that writes down what is posted to it.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use sandbox::{Options, Running};
use serde_json::{Value, json};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug, Clone)]
pub struct Posted {
    pub path: String,
    pub body: Value,
    /// The body as it came, and what it is signed with.
    pub raw: Bytes,
    pub signature: Option<String>,
    pub at: Instant,
}

#[derive(Clone, Default)]
pub struct Receiver {
    posted: Arc<Mutex<Vec<Posted>>>,
    /// How many posts are still to be answered 503.
    refusals: Arc<AtomicUsize>,
}

impl Receiver {
    pub fn refuse(&self, times: usize) {
        self.refusals.store(times, SeqCst);
    }

    pub fn posted(&self) -> Vec<Posted> {
        self.posted.lock().unwrap().clone()
    }

    pub async fn serve(self, listener: tokio::net::TcpListener) {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let receiver = self.clone();
            let service = service_fn(move |request| receiver.clone().take(request));
            let connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::spawn(connection);
        }
    }

    async fn take(self, request: Request<Incoming>) -> Result<Response<Empty<Bytes>>, Infallible> {
        let path = request.uri().to_string();
        let signature = request.headers().get("bank-signature").map(|value| value.to_str().unwrap().to_owned());
        let body = request.into_body().collect().await.unwrap().to_bytes();
        self.posted.lock().unwrap().push(Posted {
            path,
            body: serde_json::from_slice(&body).unwrap(),
            raw: body,
            signature,
            at: Instant::now(),
        });
        let mut response = Response::new(Empty::new());
        let refuse = self.refusals.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1));
        if refuse.is_ok() {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        }
        Ok(response)
    }
}

pub struct World {
    pub sandbox: Running,
    pub receiver: Receiver,
    pub receiver_url: String,
    pub client: reqwest::Client,
}

/// A sandbox whose receipts hardly wait.
pub fn quick() -> Options {
    Options { receipt_delay_ms: 20, late_ms: 1_500, ..Options::default() }
}

impl World {
    pub async fn new(options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let sandbox = sandbox::start(listener, options).await.unwrap();
        let receiver = Receiver::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver_url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(receiver.clone().serve(listener));
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { sandbox, receiver, receiver_url, client }
    }

    pub fn message(&self, reference: &str, to: &str) -> Value {
        json!({
            "reference": reference, "to": to, "from": "Chappe", "text": "Bonjour \"à\" tous",
            "kind": "pro", "colour": "unknown fields are tolerated",
            "receipt_url": format!("{}/receipts?id={reference}", self.receiver_url),
            "reply_url": format!("{}/replies", self.receiver_url),
        })
    }

    pub fn post(&self, path: &str, body: &Value) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.sandbox.url());
        self.client.post(url).json(body)
    }

    pub async fn send(&self, reference: &str, to: &str) -> reqwest::Result<reqwest::Response> {
        self.post("/messages", &self.message(reference, to)).send().await
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let url = format!("{}{path}", self.sandbox.url());
        let answer = self.client.get(url).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    pub async fn stats(&self) -> Value {
        self.get("/stats").await.1
    }

    pub async fn status(&self, reference: &str) -> Option<String> {
        let (status, found) = self.get(&format!("/messages?reference={reference}")).await;
        (status == 200).then(|| found["status"].as_str().unwrap().to_owned())
    }

    /// What was posted for a reference, once it is `count` or patience ends.
    pub async fn receipts(&self, reference: &str, count: usize) -> Vec<Posted> {
        let path = format!("/receipts?id={reference}");
        let start = Instant::now();
        loop {
            let mut posted = self.receiver.posted();
            posted.retain(|posted| posted.path == path);
            if posted.len() >= count || start.elapsed() > PATIENCE {
                return posted;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The statuses posted for a reference, after waiting a little for one too many.
    pub async fn statuses(&self, reference: &str, count: usize) -> Vec<String> {
        self.receipts(reference, count).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
        let receipts = self.receipts(reference, count).await;
        let statuses = receipts.iter().map(|posted| posted.body["status"].as_str());
        statuses.map(|status| status.unwrap().to_owned()).collect()
    }

    /// What was posted as replies, once it is `count` or patience ends.
    pub async fn replies(&self, count: usize) -> Vec<Value> {
        let start = Instant::now();
        loop {
            let posted = self.receiver.posted().into_iter();
            let replies: Vec<Value> =
                posted.filter(|posted| posted.path == "/replies").map(|posted| posted.body).collect();
            if replies.len() >= count || start.elapsed() > PATIENCE {
                return replies;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until it is so.
    pub async fn until(&self, what: &str, arrived: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !arrived(self) {
            assert!(start.elapsed() < PATIENCE, "it never comes: {what}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}
