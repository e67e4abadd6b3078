//! The phones: what each received, and what it answers.

use std::sync::Arc;

use hyper::StatusCode;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Problem, identified, json};
use crate::number::Number;
use crate::receipts::Delivery;
use crate::state::{id_text, now_ms, time};
use crate::store::{Reply, Shown};

/// Phones on the page, and texts shown of each.
const RECENT: usize = 12;
const RECENT_TEXTS: usize = 20;
/// Nobody types more into a phone: ten parts of an SMS.
const REPLY: usize = 1_530;

#[derive(Serialize)]
struct Handset {
    number: String,
    messages: Vec<Shown>,
    replies: Vec<Reply>,
}

#[derive(Serialize)]
struct Recent {
    items: Vec<Handset>,
}

#[derive(Deserialize)]
struct Typed {
    text: String,
}

#[derive(Serialize)]
struct ReplyBody<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
    text: &'a str,
    reference: &'a str,
    at: &'a str,
}

fn handset(delivery: &Delivery, number: Number, limit: usize) -> Handset {
    let store = &delivery.shared.store;
    Handset {
        number: number.to_string(),
        messages: store.shown(number, now_ms(), limit),
        replies: store.replies(number),
    }
}

pub fn show(delivery: &Delivery, number: Number) -> Answer {
    json(StatusCode::OK, &handset(delivery, number, usize::MAX))
}

pub fn recent(delivery: &Delivery) -> Answer {
    let numbers = delivery.shared.store.recent(now_ms(), RECENT);
    let handsets = numbers.into_iter().map(|number| handset(delivery, number, RECENT_TEXTS));
    json(StatusCode::OK, &Recent { items: handsets.collect() })
}

/// Answers the last text that the phone received.
pub fn reply(delivery: &Arc<Delivery>, number: Number, body: &[u8]) -> Answer {
    let typed: Typed = match serde_json::from_slice(body) {
        Ok(typed) => typed,
        Err(error) => {
            return Problem::malformed(error.to_string()).answer();
        }
    };
    if typed.text.trim().is_empty() || typed.text.chars().count() > REPLY {
        return Problem::field("text", "must have 1 to 1530 characters").answer();
    }
    let Some(last) = delivery.shared.store.last(number, now_ms()) else {
        let why = "this phone has received nothing that it could answer";
        return Problem::new(StatusCode::NOT_FOUND, "unknown_handset", why).answer();
    };
    if last.reply_url.is_empty() {
        let why = "the last message to this phone has no reply_url";
        return Problem::new(StatusCode::CONFLICT, "no_reply_url", why).answer();
    }
    if !delivery.shared.stats.reserve(1) {
        let why = "a million receipts wait for their receivers";
        return Problem::busy(why).answer();
    }
    let last = [&*last.from, &last.reference, &last.reply_url];
    let id = post(delivery, number, last, &typed.text, 0);
    identified(StatusCode::ACCEPTED, &id)
}

/// Sends what a phone answers in `wait_ms` to `[sender, reference, reply address]` of a text; room is reserved.
pub fn post(
    delivery: &Arc<Delivery>,
    number: Number,
    [sender, reference, url]: [&str; 3],
    text: &str,
    wait_ms: u64,
) -> String {
    let id = id_text(delivery.shared.next_id());
    let at = time(now_ms() + wait_ms);
    let body = ReplyBody { id: &id, from: &number.to_string(), to: sender, text, reference, at: &at };
    // Strings into a vector: nothing here can fail.
    let body = serde_json::to_vec(&body).unwrap_or_default();
    delivery.shared.store.reply(Reply { id: id.clone(), number, text: text.to_owned(), at, taken: false });
    // The address was read once already, when its message came.
    if let Ok(address) = delivery.address(url) {
        delivery.reply(address, id.clone(), body, wait_ms);
    }
    id
}
