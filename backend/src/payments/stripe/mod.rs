//! Stripe Checkout: a page of Stripe's takes the card.
//!
//! Requests are form-encoded, answers are JSON. A session carries the purchase's id (`client_reference_id`), a refund both
//! ids in its metadata; notifications give them back. Amounts are in cents. Stripe keeps the answer to an
//! `Idempotency-Key` for a day.

use bytes::Bytes;
use form_urlencoded::Serializer;
use hyper::http;
use openapi::accounts::Locale;
use openapi::{Euros, PurchaseId, RefundId, Time};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::signature::verify;
use super::{Answer, BadNotice, Call, Checkout, Failure, Money, Notice, Outcome, RefundOrder, Refunded, Service};
use super::{Session, Standing};

/// Refunds of one payment that are looked through; nobody gives one purchase back in more parts.
const REFUNDS: &str = "100";

pub struct Stripe {
    authorization: http::HeaderValue,
    /// More than one while one is changed for another.
    secrets: Vec<String>,
    /// What the pages of the web app begin with, without a slash at the end.
    site: String,
}

impl Stripe {
    /// `None` when the key has characters that no header takes.
    pub fn new(key: &str, secrets: Vec<String>, site: &str) -> Option<Self> {
        let mut authorization = http::HeaderValue::from_str(&format!("Bearer {key}")).ok()?;
        authorization.set_sensitive(true);
        Some(Self { authorization, secrets, site: site.to_owned() })
    }

    fn get(&self, address: &str) -> Call {
        http::Request::get(address).header(http::header::AUTHORIZATION, &self.authorization).body(Bytes::new())
    }

    fn post(&self, address: &str, key: &str, form: &[(&str, &str)]) -> Call {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        http::Request::post(address)
            .header(http::header::AUTHORIZATION, &self.authorization)
            .header(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("idempotency-key", key)
            .body(body.into())
    }
}

#[derive(Deserialize)]
struct Opened {
    id: String,
    url: String,
    /// Seconds since 1970.
    expires_at: i64,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: serde_json::Value,
}

#[derive(Deserialize)]
struct CheckoutSession {
    #[serde(default)]
    client_reference_id: Option<String>,
    #[serde(default)]
    status: Option<String>,
    payment_status: String,
    #[serde(default)]
    amount_total: Option<i64>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct StripeRefund {
    status: Option<String>,
    #[serde(default)]
    failure_reason: Option<String>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Deserialize, Default)]
struct Metadata {
    #[serde(default)]
    purchase: Option<String>,
    #[serde(default)]
    refund: Option<String>,
}

#[derive(Deserialize)]
struct RefundList {
    data: Vec<StripeRefund>,
}

#[derive(Deserialize)]
struct Refusal {
    error: RefusalError,
}

#[derive(Deserialize)]
struct RefusalError {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    param: Option<String>,
}

impl Service for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn checkout(&self, checkout: &Checkout) -> Call {
        let Checkout { purchase, reference, amount, description, email, locale } = checkout;
        let (id, cents) = (purchase.to_string(), cents(*amount));
        let page = format!("{}/credits/purchases/{id}", self.site);
        let form = [
            ("mode", "payment"),
            ("client_reference_id", &id),
            ("customer_email", email),
            (
                "locale",
                match locale {
                    Locale::Fr => "fr",
                    Locale::En => "en",
                },
            ),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][unit_amount]", &cents),
            ("line_items[0][price_data][product_data][name]", description),
            ("payment_intent_data[description]", reference),
            ("payment_intent_data[metadata][purchase]", &id),
            ("metadata[purchase]", &id),
            // The invoice is in euros, so the card is charged in euros.
            ("adaptive_pricing[enabled]", "false"),
            ("success_url", &page),
            ("cancel_url", &page),
        ];
        self.post("/v1/checkout/sessions", &format!("purchase-{id}"), &form)
    }

    fn read_checkout(&self, answer: &Answer) -> Result<Session, Failure> {
        let opened: Opened = read(answer)?;
        Ok(Session { reference: opened.id, url: opened.url, expires_at: Time::from_millis(opened.expires_at * 1000) })
    }

    fn inquiry(&self, session: &str) -> Call {
        self.get(&format!("/v1/checkout/sessions/{session}"))
    }

    fn read_inquiry(&self, session: &str, answer: &Answer) -> Result<Standing, Failure> {
        let checkout: CheckoutSession = read(answer)?;
        let outcome = match checkout.status.as_deref() {
            Some("expired") => Outcome::Expired,
            _ => paid(&checkout).ok_or_else(unreadable)?,
        };
        let notice = Notice { event: asked(session, &outcome), purchase: purchase_of(&checkout), outcome };
        Ok(Standing { notice, payment: checkout.payment_intent })
    }

    fn refund(&self, order: &RefundOrder, payment: &str) -> Call {
        let RefundOrder { refund, purchase, amount } = order;
        let (refund, purchase) = (refund.to_string(), purchase.to_string());
        let form = [
            ("payment_intent", payment),
            ("amount", &cents(*amount)),
            ("metadata[refund]", &refund),
            ("metadata[purchase]", &purchase),
        ];
        self.post("/v1/refunds", &format!("refund-{refund}"), &form)
    }

    fn read_refund(&self, answer: &Answer) -> Result<Refunded, Failure> {
        Ok(standing(read(answer)?))
    }

    fn earlier(&self, payment: &str) -> Option<Call> {
        let query = Serializer::new(String::new())
            .append_pair("payment_intent", payment)
            .append_pair("limit", REFUNDS)
            .finish();
        Some(self.get(&format!("/v1/refunds?{query}")))
    }

    fn read_earlier(&self, refund: RefundId, answer: &Answer) -> Result<Option<Refunded>, Failure> {
        let list: RefundList = read(answer)?;
        let ours = |one: &StripeRefund| one.metadata.refund.as_deref().and_then(|id| id.parse().ok()) == Some(refund);
        Ok(list.data.into_iter().find(ours).map(standing))
    }

    fn signature_header(&self) -> &'static str {
        "stripe-signature"
    }

    fn notice(&self, signature: &str, body: &[u8], now: Time) -> Result<Notice, BadNotice> {
        verify(&self.secrets, signature, body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|error| BadNotice::Unreadable(error.to_string()))?;
        let (purchase, outcome) = told(&event.kind, event.data.object)?;
        Ok(Notice { event: event.id, purchase, outcome })
    }
}

/// What an event says, and of which purchase.
fn told(kind: &str, object: serde_json::Value) -> Result<(Option<PurchaseId>, Outcome), BadNotice> {
    match kind {
        "checkout.session.completed"
        | "checkout.session.async_payment_succeeded"
        | "checkout.session.async_payment_failed"
        | "checkout.session.expired" => {
            let checkout: CheckoutSession = shape(object)?;
            let outcome = match kind {
                "checkout.session.async_payment_failed" => Outcome::Refused { reason: "payment_failed".to_owned() },
                "checkout.session.expired" => Outcome::Expired,
                _ => paid(&checkout).ok_or_else(|| BadNotice::Unreadable("paid, and no amount".to_owned()))?,
            };
            Ok((purchase_of(&checkout), outcome))
        }
        "refund.updated" | "refund.failed" | "charge.refund.updated" => {
            let refund: StripeRefund = shape(object)?;
            let purchase = refund.metadata.purchase.as_deref().and_then(|id| id.parse().ok());
            let Some(id) = refund.metadata.refund.as_deref().and_then(|id| id.parse().ok()) else {
                return Ok((purchase, Outcome::Other));
            };
            let outcome = match standing(refund) {
                Refunded::Done => Outcome::RefundDone { refund: id },
                Refunded::Pending => Outcome::Other,
                Refunded::Failed { reason } => Outcome::RefundFailed { refund: id, reason },
            };
            Ok((purchase, outcome))
        }
        _ => Ok((None, Outcome::Other)),
    }
}

/// A session that is complete may still wait for its money (a direct debit); one that is paid says how much.
fn paid(checkout: &CheckoutSession) -> Option<Outcome> {
    if checkout.payment_status != "paid" {
        return Some(Outcome::Other);
    }
    let currency = checkout.currency.as_ref()?.to_ascii_uppercase();
    Some(Outcome::Paid(Money { minor: checkout.amount_total?, currency }))
}

fn purchase_of(checkout: &CheckoutSession) -> Option<PurchaseId> {
    checkout.client_reference_id.as_deref()?.parse().ok()
}

fn standing(refund: StripeRefund) -> Refunded {
    match refund.status.as_deref() {
        Some("succeeded") => Refunded::Done,
        Some("failed" | "canceled") => {
            Refunded::Failed { reason: refund.failure_reason.unwrap_or_else(|| "refund_failed".to_owned()) }
        }
        // `pending`, `requires_action`, and whatever comes one day: a notification will tell.
        _ => Refunded::Pending,
    }
}

/// The event that an inquiry is: the same answer twice is the same event.
fn asked(session: &str, outcome: &Outcome) -> String {
    let word = match outcome {
        Outcome::Paid(_) => "paid",
        Outcome::Expired => "expired",
        _ => "open",
    };
    format!("{session}:{word}")
}

fn cents(amount: Euros) -> String {
    // Prices with tax are whole cents: whoever sums them rounds.
    amount.cents().unwrap_or_default().to_string()
}

/// The answer as it should be; otherwise what kind of no it is.
fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Failure> {
    match answer.status {
        200 => serde_json::from_slice(&answer.body).map_err(|_| unreadable()),
        // The same call is under way, or there are too many: neither a yes nor a no.
        409 | 429 => Err(Failure::Unknown(format!("http_{}", answer.status))),
        400..=499 => Err(Failure::Refused(why(answer))),
        status => Err(Failure::Unknown(format!("http_{status}"))),
    }
}

/// Stripe's words for machines. Its words for people may name the key.
fn why(answer: &Answer) -> String {
    let Ok(Refusal { error }) = serde_json::from_slice(&answer.body) else { return format!("http_{}", answer.status) };
    let words = [error.code.unwrap_or(error.kind), error.param.unwrap_or_default()];
    words.join(" ").trim_end().to_owned()
}

fn unreadable() -> Failure {
    Failure::Unknown("unreadable_answer".to_owned())
}

fn shape<T: DeserializeOwned>(object: serde_json::Value) -> Result<T, BadNotice> {
    serde_json::from_value(object).map_err(|error| BadNotice::Unreadable(error.to_string()))
}

#[cfg(test)]
mod tests;
