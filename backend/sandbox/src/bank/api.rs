//! What the shop's server asks: checkouts and refunds.

use std::sync::Arc;

use hyper::{StatusCode, Uri};
use serde::{Deserialize, Serialize};

use super::checkouts::{Amount, Card, Checkout, LIFETIME_MS, Refunded, State};
use super::notices;
use super::words::Locale;
use crate::answer::{Answer, Problem, json};
use crate::receipts::Delivery;
use crate::state::{now_ms, time};

/// Longer words fit on no page.
const WORDS: usize = 200;

#[derive(Deserialize)]
struct NewCheckout {
    reference: String,
    label: String,
    amount: String,
    currency: String,
    description: String,
    return_url: String,
    notify_url: String,
    secret: String,
    locale: Locale,
}

#[derive(Deserialize)]
struct NewRefund {
    reference: String,
    checkout: String,
    amount: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: String,
    url: String,
    status: &'static str,
    reference: &'a str,
    amount: String,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    expires_at: String,
}

#[derive(Serialize)]
struct ShownRefund {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

pub fn id_text(id: u64) -> String {
    format!("bank-{id}")
}

pub fn id_of(text: &str) -> Option<u64> {
    text.strip_prefix("bank-")?.parse().ok()
}

fn shown(status: StatusCode, host: &str, checkout: &Checkout) -> Answer {
    let id = id_text(checkout.id);
    let body = Shown {
        url: format!("http://{host}/bank/pay/{id}"),
        id,
        status: checkout.state.word(),
        reference: &checkout.reference,
        amount: checkout.amount.to_string(),
        currency: &checkout.currency,
        reason: if let State::Refused(reason) = checkout.state { Some(reason) } else { None },
        expires_at: time(checkout.expires_ms),
    };
    json(status, &body)
}

pub fn open(delivery: &Delivery, host: &str, body: &[u8]) -> Answer {
    match read(delivery, body) {
        Ok(checkout) => shown(StatusCode::CREATED, host, &delivery.shared.bank.open(checkout)),
        Err(problem) => problem.answer(),
    }
}

fn read(delivery: &Delivery, body: &[u8]) -> Result<Checkout, Problem> {
    let new: NewCheckout = serde_json::from_slice(body).map_err(|error| Problem::malformed(error.to_string()))?;
    let NewCheckout { reference, label, amount, currency, description, return_url, notify_url, secret, locale } = new;
    let amount: Amount = amount.parse().map_err(|()| Problem::field("amount", "is no amount like 78.00"))?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Problem::field("currency", "is no currency like EUR"));
    }
    for (field, text) in
        [("reference", &reference), ("label", &label), ("description", &description), ("secret", &secret)]
    {
        if text.trim().is_empty() || text.chars().count() > WORDS {
            return Err(Problem::field(field, "must have 1 to 200 characters"));
        }
    }
    delivery.address(&notify_url).map_err(|why| Problem::field("notify_url", why))?;
    let return_origin = origin(&return_url).ok_or_else(|| Problem::field("return_url", "is no address of a page"))?;
    Ok(Checkout {
        id: delivery.shared.next_id(),
        reference,
        label,
        amount,
        currency,
        description,
        return_url,
        return_origin,
        notify_url,
        secret,
        locale,
        expires_ms: now_ms() + LIFETIME_MS,
        state: State::Open,
        told: false,
        refunds: Vec::new(),
    })
}

/// Scheme and host of a page. It goes into a policy, so it must be made of nothing that ends one.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?.as_str());
    let plain = authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    (matches!(scheme, "http" | "https") && plain).then(|| format!("{scheme}://{authority}"))
}

pub fn show(delivery: &Delivery, host: &str, id: &str) -> Answer {
    match id_of(id).and_then(|id| delivery.shared.bank.find(id, now_ms())) {
        Some(checkout) => shown(StatusCode::OK, host, &checkout),
        None => unknown(),
    }
}

fn unknown() -> Answer {
    Problem::new(StatusCode::NOT_FOUND, "unknown_checkout", "there is no such checkout (any more)").answer()
}

pub fn refund(delivery: &Arc<Delivery>, body: &[u8]) -> Answer {
    let new: NewRefund = match serde_json::from_slice(body) {
        Ok(new) => new,
        Err(error) => return Problem::malformed(error.to_string()).answer(),
    };
    let Ok(amount) = new.amount.parse::<Amount>() else {
        return Problem::field("amount", "is no amount like 12.50").answer();
    };
    if !delivery.shared.stats.reserve(1) {
        return Problem::busy("a million receipts wait for their receivers").answer();
    }
    let take = |checkout: &mut Checkout| (checkout.refund(&new.reference, amount), checkout.clone());
    let taken = id_of(&new.checkout).and_then(|id| delivery.shared.bank.change(id, now_ms(), take));
    if !matches!(taken, Some((Refunded::New, _))) {
        delivery.shared.stats.release(1);
    }
    let conflict = |code, detail| Problem::new(StatusCode::CONFLICT, code, detail).answer();
    let Some((refunded, checkout)) = taken else { return unknown() };
    let (status, reason) = match refunded {
        Refunded::New => {
            let done = checkout.state != State::Paid(Card::Closing);
            notices::refund(delivery, &checkout, &new.reference, amount, done);
            ("pending", None)
        }
        Refunded::Again(None) => ("pending", None),
        Refunded::Again(Some(true)) => ("done", None),
        Refunded::Again(Some(false)) => ("failed", Some(notices::CARD_CLOSED)),
        Refunded::NotPaid => return conflict("not_paid", "nothing was paid here"),
        Refunded::TooMuch => return conflict("more_than_paid", "not so much is left of what was paid"),
    };
    json(StatusCode::CREATED, &ShownRefund { status, reason })
}
