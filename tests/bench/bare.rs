//! The bare pair: a client that does nothing but post, and a handler that does nothing but answer.
//!
//! Each is one thread, as quick as hyper lets it be: connections that are kept, one message at a time on each, as many
//! as the server has in flight. Two threads a side were slower, because the sandbox needs the same cores.

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
use tests::Sandbox;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::load::Load;
use crate::run::Run;
use crate::usage::{Meter, Process};

/// What never takes so long has stopped.
const PATIENCE: Duration = Duration::from_secs(600);

/// Where the handler is reached below its address: as long as the server's own, whose secret has 32 characters.
const PATH: &str = "/api/v1/providers/sandbox/0123456789abcdef0123456789abcdef";

/// Receipts that came.
struct Receipts {
    count: AtomicUsize,
    expected: usize,
    all: Notify,
}

/// Posts every message and waits for every receipt.
pub fn run(runtime: &Runtime, load: Load) -> Run {
    let sandbox = load.sandbox();
    let receipts = Arc::new(Receipts { count: AtomicUsize::new(0), expected: load.messages, all: Notify::new() });
    let handler = listen(Arc::clone(&receipts));
    let host = sandbox.address.trim_start_matches("http://").to_owned();
    let processes = [Process::new("bare", std::process::id()), Process::sandbox(&sandbox)];
    let meter = Meter::start(&processes);
    let start = Instant::now();
    let client = std::thread::spawn(move || alone().block_on(post(&host, &handler, load)));
    client.join().expect("every message is posted");
    if load.receipts {
        let all = async { tokio::time::timeout(PATIENCE, receipts.all.notified()).await };
        runtime.block_on(all).expect("every message gets its receipt");
    }
    let seconds = start.elapsed().as_secs_f64();
    let used = meter.stop(load.messages);
    runtime.block_on(check(&sandbox, load));
    Run::new(load, seconds, used)
}

async fn check(sandbox: &Sandbox, load: Load) {
    let stats = sandbox.stats().await;
    let count = load.messages as u64;
    assert_eq!((stats.accepted, stats.distinct, stats.duplicates), (count, count, 0));
}

fn alone() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
}

async fn post(host: &str, handler: &str, load: Load) {
    let next = Arc::new(AtomicUsize::new(0));
    let mut lines = JoinSet::new();
    for _ in 0..load.in_flight() {
        lines.spawn(line(host.to_owned(), handler.to_owned(), load.messages, Arc::clone(&next)));
    }
    lines.join_all().await;
}

/// One connection, one message at a time, until all are posted.
async fn line(host: String, handler: String, messages: usize, next: Arc<AtomicUsize>) {
    let stream = TcpStream::connect(&host).await.expect("the sandbox listens");
    stream.set_nodelay(true).expect("it is TCP");
    let (mut line, connection) = client::handshake(TokioIo::new(stream)).await.expect("the sandbox speaks HTTP");
    tokio::spawn(connection);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= messages {
            return;
        }
        let request = Request::post("/messages").header("host", &host).header("content-type", "application/json");
        let request = request.body(Full::new(body(number, &handler))).expect("the request is legal");
        line.ready().await.expect("the sandbox keeps connections");
        let answer = line.send_request(request).await.expect("the sandbox answers");
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.into_body().collect().await.expect("the answer is whole");
    }
}

/// As the server's own adapter words it.
fn body(number: usize, handler: &str) -> Bytes {
    let (reference, to) = (100_000_000_000_000_000 + number, 33_610_000_000 + number);
    let text = crate::dispatch::TEXT;
    let receipts = format!("{handler}{PATH}/receipts?attempt=1&campaign=100000000000000000");
    format!(
        r#"{{"reference":"{reference}","to":"+{to}","text":"{text}","kind":"pro","receipt_url":"{receipts}","reply_url":"{handler}{PATH}/replies"}}"#
    )
    .into()
}

/// Answers 204 to whatever comes, and counts it, for as long as the program runs.
fn listen(receipts: Arc<Receipts>) -> String {
    let runtime = alone();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    std::thread::spawn(move || runtime.block_on(accept(listener, receipts)));
    address
}

async fn accept(listener: TcpListener, receipts: Arc<Receipts>) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).expect("it is TCP");
        let receipts = Arc::clone(&receipts);
        let service = service_fn(move |request| answer(request, Arc::clone(&receipts)));
        tokio::spawn(server::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(request: Request<Incoming>, receipts: Arc<Receipts>) -> Result<Response<Empty<Bytes>>, Infallible> {
    let body = request.into_body().collect().await;
    assert!(body.is_ok_and(|body| !body.to_bytes().is_empty()), "a receipt has a body");
    if receipts.count.fetch_add(1, Ordering::Relaxed) + 1 == receipts.expected {
        receipts.all.notify_one();
    }
    let mut response = Response::new(Empty::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}
