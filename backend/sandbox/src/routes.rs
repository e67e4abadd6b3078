//! Every address of the sandbox on one screen.

use std::fmt;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::{Method, Request, StatusCode};
use percent_encoding::percent_decode_str;

use crate::answer::{Answer, Problem, json, page, wrong_method};
use crate::number::Number;
use crate::receipts::Delivery;
use crate::{bank, handsets, messages};

/// A message is a few hundred bytes; this leaves room for whatever a sender adds.
const BODY: usize = 64 * 1024;

/// The connection is to be closed without an answer.
#[derive(Debug)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("closed without an answer")
    }
}

impl std::error::Error for Closed {}

pub async fn route(delivery: Arc<Delivery>, request: Request<Incoming>) -> Result<Answer, Closed> {
    let path = request.uri().path();
    if let Some(rest) = path.strip_prefix("/handsets/") {
        let (number, reply) = match rest.split_once('/') {
            None => (handset(rest), false),
            Some((number, "replies")) => (handset(number), true),
            Some(_) => return Ok(nowhere()),
        };
        let Some(number) = number else {
            return Ok(Problem::field("number", "is not in the form +33612345678").answer());
        };
        return Ok(match (request.method(), reply) {
            (&Method::GET, false) => handsets::show(&delivery, number),
            (&Method::POST, true) => match body(request.into_body()).await {
                Ok(body) => handsets::reply(&delivery, number, &body),
                Err(problem) => problem.answer(),
            },
            (_, false) => wrong_method("GET"),
            (_, true) => wrong_method("POST"),
        });
    }
    if path.starts_with("/bank/") {
        return Ok(bank::route(&delivery, request).await);
    }
    match (path, request.method()) {
        ("/messages", &Method::POST) => messages::submit(&delivery, request.into_body()).await,
        ("/messages", &Method::GET) => Ok(messages::look_up(&delivery, request.uri().query())),
        ("/messages", _) => Ok(wrong_method("GET, POST")),
        (_, &Method::GET) => Ok(get(&delivery, path)),
        _ => Ok(wrong_method("GET")),
    }
}

fn get(delivery: &Delivery, path: &str) -> Answer {
    match path {
        "/" => page("text/html; charset=utf-8", include_str!("page/index.html")),
        "/page.css" => page("text/css; charset=utf-8", include_str!("page/page.css")),
        "/page.js" => page("text/javascript; charset=utf-8", include_str!("page/page.js")),
        "/words.js" => page("text/javascript; charset=utf-8", include_str!("page/words.js")),
        "/icon.svg" => page("image/svg+xml", include_str!("page/icon.svg")),
        "/stats" => json(StatusCode::OK, &delivery.shared.stats.snapshot()),
        "/handsets" => handsets::recent(delivery),
        _ => nowhere(),
    }
}

pub fn nowhere() -> Answer {
    Problem::new(StatusCode::NOT_FOUND, "not_found", "there is nothing at this address").answer()
}

fn handset(segment: &str) -> Option<Number> {
    Number::parse(&percent_decode_str(segment).decode_utf8().ok()?)
}

/// A request's body, whole. Most come in one piece, which is not copied.
pub async fn body(mut incoming: Incoming) -> Result<Bytes, Problem> {
    let mut whole = BytesMut::new();
    loop {
        let data = match incoming.frame().await {
            None => return Ok(whole.freeze()),
            Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
            Some(Err(_)) => {
                return Err(Problem::malformed("the body ended too soon"));
            }
        };
        if whole.len() + data.len() > BODY {
            let detail = "a body may have 64 KB";
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail));
        }
        if whole.is_empty() && incoming.is_end_stream() {
            return Ok(data);
        }
        whole.extend_from_slice(&data);
    }
}
