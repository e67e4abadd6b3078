//! The test bank: a payment service where no money moves, for buying without an account anywhere. Like the rest of the
//! sandbox it knows nothing of who uses it.
//!
//! # What it speaks
//! - `POST /bank/checkouts {reference, label, amount, currency, description, return_url, notify_url, secret, locale}` → 201
//!   `{id, url, status, expires_at, …}`. `amount` is a decimal string (`"78.00"`); `label` is what the page calls the purchase
//!   by; `locale` is `fr` or `en`. The same `reference` for the same `notify_url` is the same checkout again.
//! - `GET /bank/checkouts/{id}` → 200 `{id, url, status, reference, amount, currency, reason?, expires_at}`, `status` being
//!   `open`, `paid`, `refused` or `expired`; 404 when it is not known (any more).
//! - `POST /bank/refunds {reference, checkout, amount}` → 201 `{status: "pending"}`, or what has become of it when the same
//!   `reference` comes again; 409 `not_paid` or `more_than_paid`.
//! - `GET /bank/pay/{id}` → the page where the buyer chooses one of four cards: one that pays, one that asks for a code first
//!   (3-D Secure; the page shows the code; a wrong one refuses the payment), one that is refused, and one that pays, but takes
//!   no refund. Who closes the page can come back to it for a day. It needs no JavaScript.
//!
//! # Notifications
//! A POST to `notify_url` of `{id, event, reference, amount, currency, refund?, reason?, at}`, `event` being `payment.paid`,
//! `payment.refused`, `refund.done` or `refund.failed`, signed in `Bank-Signature: t=SECONDS,v1=HEX`: HMAC-SHA256 of
//! `SECONDS.BODY` with the checkout's `secret`, anew each time. It is posted every second until it is answered with 2xx,
//! for ten minutes, like a receipt. The buyer is sent to `return_url` once it is taken.
//!
//! The latest 10,000 checkouts are remembered, in memory.

mod api;
mod checkouts;
mod notices;
mod pages;
mod words;

pub use checkouts::Bank;
pub use notices::Notice;

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::{Method, Request};

use crate::answer::{Answer, page, wrong_method};
use crate::receipts::Delivery;
use crate::routes::{body, nowhere};

/// Every address below `/bank/`.
pub async fn route(delivery: &Arc<Delivery>, request: Request<Incoming>) -> Answer {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let parts: Vec<&str> = path.trim_start_matches("/bank/").split('/').collect();
    match (&method, parts.as_slice()) {
        (&Method::GET, ["page.css"]) => page("text/css; charset=utf-8", include_str!("page.css")),
        (&Method::GET, ["checkouts", id]) => api::show(delivery, &host, id),
        (&Method::GET, ["pay", id]) => pages::show(delivery, id, request.uri().query()),
        (&Method::POST, ["checkouts"] | ["refunds"] | ["pay", _] | ["pay", _, "code"]) => {
            let body = match body(request.into_body()).await {
                Ok(body) => body,
                Err(problem) => return problem.answer(),
            };
            match parts.as_slice() {
                ["checkouts"] => api::open(delivery, &host, &body),
                ["refunds"] => api::refund(delivery, &body),
                ["pay", id] => pages::choose(delivery, id, &body).await,
                ["pay", id, _] => pages::enter_code(delivery, id, &body).await,
                _ => nowhere(),
            }
        }
        (_, ["checkouts" | "refunds"] | ["pay", _, "code"]) => wrong_method("POST"),
        (_, ["checkouts", _] | ["page.css"]) => wrong_method("GET"),
        (_, ["pay", _]) => wrong_method("GET, POST"),
        _ => nowhere(),
    }
}
