//! The bare pair: a client that does nothing but post, and a handler that does nothing but answer.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1 as client;
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::{Load, Run, usage};

/// What came back so far.
#[derive(Default)]
struct Receipts {
    count: AtomicUsize,
    expected: usize,
    all: Notify,
}

pub async fn run(load: Load) -> Run {
    let sandbox = load.sandbox();
    let host = sandbox.address.trim_start_matches("http://").to_owned();
    let receipts = Arc::new(Receipts { expected: load.messages, ..Receipts::default() });
    let handler = listen(Arc::clone(&receipts)).await;
    let next = Arc::new(AtomicUsize::new(0));
    let before = usage::cpu(std::process::id());
    let start = Instant::now();
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..load.in_flight() {
        senders.spawn(send(host.clone(), handler.clone(), load.messages, Arc::clone(&next)));
    }
    senders.join_all().await;
    if load.receipts {
        let all = tokio::time::timeout(Duration::from_secs(600), receipts.all.notified()).await;
        all.expect("every message gets its receipt");
    }
    let seconds = start.elapsed().as_secs_f64();
    let cpu = usage::cpu(std::process::id()) - before;
    assert_eq!(sandbox.stats().await.distinct, load.messages as u64);
    Run {
        rate: load.messages as f64 / seconds,
        cpu: cpu / load.messages as f64,
        server_memory: usage::peak_memory(std::process::id()),
        sandbox_memory: sandbox.pid().map_or(0.0, usage::peak_memory),
        database_memory: None,
    }
}

/// One connection, one message at a time, until all are posted.
async fn send(host: String, handler: String, messages: usize, next: Arc<AtomicUsize>) {
    let stream = TcpStream::connect(&host).await.expect("the sandbox listens");
    stream.set_nodelay(true).expect("TCP");
    let (mut line, connection) = client::handshake(TokioIo::new(stream)).await.expect("the sandbox speaks HTTP");
    tokio::spawn(connection);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= messages {
            return;
        }
        let request = Request::post("/messages").header("host", &host).header("content-type", "application/json");
        let request = request.body(Full::new(body(number, &handler))).expect("the request is legal");
        let answer = line.send_request(request).await.expect("the sandbox answers");
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.into_body().collect().await.expect("the answer is whole");
    }
}

/// As the server's own adapter words it.
fn body(number: usize, handler: &str) -> Bytes {
    let (reference, to) = (1_000_000_000_000_000 + number, 33_610_000_000 + number);
    format!(
        r#"{{"reference":"{reference}","to":"+{to}","text":"{}","kind":"pro","receipt_url":"{handler}/receipts?id={reference}&attempt=1","reply_url":"{handler}/replies"}}"#,
        crate::dispatch::TEXT
    )
    .into()
}

/// Answers 204 to whatever comes, and counts it.
async fn listen(receipts: Arc<Receipts>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            drop(stream.set_nodelay(true));
            let receipts = Arc::clone(&receipts);
            let service = service_fn(move |request: Request<Incoming>| answer(request, Arc::clone(&receipts)));
            tokio::spawn(server::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}

async fn answer(request: Request<Incoming>, receipts: Arc<Receipts>) -> Result<Response<Empty<Bytes>>, Infallible> {
    drop(request.into_body().collect().await);
    if receipts.count.fetch_add(1, Ordering::Relaxed) + 1 == receipts.expected {
        receipts.all.notify_one();
    }
    let mut response = Response::new(Empty::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}
