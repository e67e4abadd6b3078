//! `POST /messages` and `GET /messages?reference=`.

use std::borrow::Cow;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::body::Incoming;
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use crate::answer::{Answer, Problem, identified, json, typed};
use crate::handsets;
use crate::magic::{self, Plan};
use crate::number::Number;
use crate::receipts::{Address, Delivery};
use crate::routes::{Closed, body};
use crate::state::{id_text, now_ms};
use crate::store::{Taken, Text};

/// Providers cut or refuse longer ones (OVH 20, Vonage 40–100, smsmode 140).
const REFERENCE: usize = 200;

/// What a call is read in when nobody says.
const UNTOLD: &str = "en";
/// The longest tag that RFC 5646 asks anybody to keep.
const LANGUAGE: usize = 35;

/// A string that borrows from the body where it holds no escapes.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Str<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a sender posts. Fields beyond these are none of our business.
#[derive(Debug, Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    reference: Str<'a>,
    #[serde(borrow)]
    to: Str<'a>,
    #[serde(borrow)]
    from: Option<Str<'a>>,
    #[serde(borrow)]
    text: Str<'a>,
    #[serde(borrow)]
    kind: Option<Str<'a>>,
    #[serde(borrow)]
    language: Option<Str<'a>>,
    #[serde(borrow)]
    receipt_url: Option<Str<'a>>,
    #[serde(borrow)]
    reply_url: Option<Str<'a>>,
}

/// A message that can be taken.
struct Valid<'a> {
    reference: &'a str,
    to: Number,
    from: &'a str,
    text: &'a str,
    /// What a call reads the text in; `None`: it is no call.
    language: Option<&'a str>,
    receipts: Option<Address>,
    reply_url: &'a str,
}

/// What has been decided of a message, before it is answered.
struct Decision<'a> {
    id: u64,
    plan: &'a Plan,
    answer: magic::Answer,
}

#[derive(Serialize)]
struct Found<'a> {
    id: &'a str,
    reference: &'a str,
    to: String,
    status: &'static str,
    times: u32,
}

fn optional<'a>(field: &'a Option<Str<'_>>) -> &'a str {
    field.as_ref().map_or("", |text| &text.0)
}

pub async fn submit(delivery: &Arc<Delivery>, incoming: Incoming) -> Result<Answer, Closed> {
    let stats = &delivery.shared.stats;
    stats.requests.fetch_add(1, Relaxed);
    let decided = match body(incoming).await {
        Ok(body) => take(delivery, &body),
        Err(problem) => Err(problem),
    };
    let decision = match decided {
        Ok(decision) => decision,
        Err(problem) => {
            stats.refused.fetch_add(1, Relaxed);
            return Ok(problem.answer());
        }
    };
    // Taken first, answered later: a sender that leaves in between has sent it all the same.
    if decision.plan.answer_ms > 0 {
        sleep(Duration::from_millis(decision.plan.answer_ms)).await;
    }
    answer(&decision).await
}

async fn answer(decision: &Decision<'_>) -> Result<Answer, Closed> {
    let again = "come back in a second";
    match decision.answer {
        magic::Answer::Created | magic::Answer::Early | magic::Answer::Slow => {
            Ok(identified(StatusCode::CREATED, &id_text(decision.id)))
        }
        magic::Answer::Refused => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(Problem::new(status, "number_refused", "no phone has this number").answer())
        }
        magic::Answer::Busy | magic::Answer::BusyOnce => Ok(Problem::busy(again).answer()),
        magic::Answer::Unavailable => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            Ok(Problem::later(status, "unavailable", again).answer())
        }
        magic::Answer::Error => {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            Ok(Problem::new(status, "internal_error", "something broke").answer())
        }
        magic::Answer::Never => pending().await,
        magic::Answer::Closed => Err(Closed),
        magic::Answer::Garbage => {
            let page = Bytes::from_static(b"<html><body><h1>It works!</h1></body></html>\n");
            Ok(typed(StatusCode::CREATED, "text/html", page))
        }
    }
}

/// Reads a message, decides its fate and, unless that refuses it, takes it.
fn take<'a>(delivery: &'a Arc<Delivery>, body: &[u8]) -> Result<Decision<'a>, Problem> {
    let shared = &delivery.shared;
    let message: Message<'_> = serde_json::from_slice(body).map_err(|error| Problem::malformed(error.to_string()))?;
    let valid = check(delivery, &message)?;
    if shared.pace.as_ref().is_some_and(|pace| !pace.admits()) {
        let why = "more messages a second than --max-rate";
        return Err(Problem::busy(why));
    }
    let index = shared.fates.draw(valid.to, valid.reference, valid.language.is_some());
    let plan = shared.fates.plan(index);
    let id = shared.next_id();
    let mut decision = Decision { id, plan, answer: plan.row.answer };
    let taken = Taken { id, to: valid.to, at_ms: now_ms(), times: 1, plan: index };
    if plan.row.answer == magic::Answer::BusyOnce {
        if shared.store.refuse_once(valid.reference, taken) {
            shared.stats.refused.fetch_add(1, Relaxed);
            return Ok(decision);
        }
        decision.answer = magic::Answer::Created;
    }
    if !plan.row.taken {
        shared.stats.refused.fetch_add(1, Relaxed);
        return Ok(decision);
    }
    accept(delivery, valid, plan, taken)?;
    Ok(decision)
}

fn accept(delivery: &Arc<Delivery>, valid: Valid<'_>, plan: &Plan, taken: Taken) -> Result<(), Problem> {
    let shared = &delivery.shared;
    let receipts = valid.receipts.filter(|_| !plan.receipts.is_empty());
    // Nobody texts back to a machine that has called.
    let replies = plan.row.reply.filter(|_| !valid.reply_url.is_empty() && !plan.call);
    let waiting = u64::from(receipts.is_some()) + u64::from(replies.is_some());
    if !shared.stats.reserve(waiting) {
        let why = "a million receipts wait for their receivers";
        return Err(Problem::busy(why));
    }
    if shared.store.take(valid.reference, taken) {
        shared.stats.distinct.fetch_add(1, Relaxed);
    }
    shared.stats.accepted.fetch_add(1, Relaxed);
    if !plan.fails {
        let parts = [valid.from, valid.text, valid.reference, valid.reply_url, valid.language.unwrap_or_default()];
        let arrives_ms = taken.at_ms + plan.arrival_ms;
        shared.store.keep(Text::new(valid.to, arrives_ms, parts));
    }
    if let Some(to) = receipts {
        delivery.receipts(to, taken.id, valid.reference, taken.plan, taken.at_ms);
    }
    if let Some(text) = replies {
        // Its room is reserved above; the address was checked with the message.
        let wait_ms = plan.arrival_ms + shared.options.receipt_delay_ms;
        let last = [valid.from, valid.reference, valid.reply_url];
        handsets::post(delivery, valid.to, last, text, wait_ms);
    }
    Ok(())
}

fn check<'a>(delivery: &Delivery, message: &'a Message<'_>) -> Result<Valid<'a>, Problem> {
    let reference = &*message.reference.0;
    if reference.is_empty() || reference.len() > REFERENCE {
        return Err(Problem::field("reference", "must have 1 to 200 characters"));
    }
    let to = Number::parse(&message.to.0).ok_or_else(|| Problem::field("to", "is not in the form +33612345678"))?;
    let reply_url = optional(&message.reply_url);
    if !reply_url.is_empty() {
        delivery.address(reply_url).map_err(|why| Problem::field("reply_url", why))?;
    }
    let receipts = match optional(&message.receipt_url) {
        "" => None,
        url => {
            let address = delivery.address(url);
            Some(address.map_err(|why| Problem::field("receipt_url", why))?)
        }
    };
    let language = match (optional(&message.kind), optional(&message.language)) {
        ("voice", "") => Some(UNTOLD),
        ("voice", language) if language.len() <= LANGUAGE => Some(language),
        ("voice", _) => return Err(Problem::field("language", "must have at most 35 characters")),
        _ => None,
    };
    let (from, text) = (optional(&message.from), &*message.text.0);
    Ok(Valid { reference, to, from, text, language, receipts, reply_url })
}

pub fn look_up(delivery: &Delivery, query: Option<&str>) -> Answer {
    let shared = &delivery.shared;
    if shared.options.no_lookup {
        let why = "this provider does not say what became of a reference";
        return Problem::new(StatusCode::NOT_IMPLEMENTED, "no_lookup", why).answer();
    }
    let mut pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let Some((_, reference)) = pairs.find(|(name, _)| name == "reference") else {
        return Problem::field("reference", "is missing from the query").answer();
    };
    let Some(taken) = shared.store.find(&reference) else {
        let why = "no message with this reference was taken";
        return Problem::new(StatusCode::NOT_FOUND, "unknown_reference", why).answer();
    };
    let elapsed_ms = now_ms().saturating_sub(taken.at_ms);
    let found = Found {
        id: &id_text(taken.id),
        reference: &reference,
        to: taken.to.to_string(),
        status: shared.fates.plan(taken.plan).truth(elapsed_ms),
        times: taken.times,
    };
    json(StatusCode::OK, &found)
}
