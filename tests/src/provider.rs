//! A provider whose every answer a test decides, for what the sandbox has no mood for. It speaks the sandbox's protocol.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// What is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To take a message, for the `time`th time.
    Take { reference: String, to: String, time: usize },
    /// What became of one.
    Tell { reference: String },
}

/// An answer, and how long it takes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Answer {
    pub status: u16,
    /// Seconds.
    pub retry_after: Option<u64>,
    pub after: Duration,
}

impl Answer {
    pub const fn of(status: u16) -> Self {
        Self { status, retry_after: None, after: Duration::ZERO }
    }

    pub const fn busy(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::of(503) }
    }

    pub const fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }
}

type Answers = dyn Fn(&Asked) -> Answer + Send + Sync;

pub struct Provider {
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Provider {
    /// Answers as told until the test's runtime ends.
    pub async fn start(answers: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it listens"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let heard = asked.clone();
        let answers: Arc<Answers> = Arc::new(answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (heard, answers) = (heard.clone(), answers.clone());
                let service = service_fn(move |request| answer(request, heard.clone(), answers.clone()));
                // The server may be killed in the middle of a request.
                tokio::spawn(
                    async move { _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await },
                );
            }
        });
        Self { address, asked }
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panicked with it").clone()
    }

    /// How often it was to take each message.
    pub fn taken(&self) -> HashMap<String, usize> {
        let mut taken = HashMap::new();
        for asked in self.asked() {
            if let Asked::Take { reference, .. } = asked {
                *taken.entry(reference).or_default() += 1;
            }
        }
        taken
    }
}

async fn answer(
    request: Request<Incoming>,
    heard: Arc<Mutex<Vec<Asked>>>,
    answers: Arc<Answers>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (method, query) = (request.method().clone(), request.uri().query().unwrap_or_default().to_owned());
    let body = request.into_body().collect().await?.to_bytes();
    let asked = if method == Method::POST {
        let body: serde_json::Value = serde_json::from_slice(&body).expect("a message is JSON");
        let word = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let reference = word("reference");
        let heard = heard.lock().expect("nobody panicked with it");
        let before = heard.iter().filter(|one| matches!(one, Asked::Take { reference: of, .. } if *of == reference));
        Asked::Take { time: before.count() + 1, to: word("to"), reference }
    } else {
        Asked::Tell { reference: query.trim_start_matches("reference=").to_owned() }
    };
    heard.lock().expect("nobody panicked with it").push(asked.clone());
    let Answer { status, retry_after, after } = answers(&asked);
    tokio::time::sleep(after).await;
    let mut response = Response::builder().status(status);
    if let Some(seconds) = retry_after {
        response = response.header("retry-after", seconds);
    }
    Ok(response.body(Bytes::from_static(br#"{"id":"1","code":"refused"}"#).into()).expect("it is an answer"))
}
