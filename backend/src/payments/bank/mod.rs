//! The test bank (`chappe sandbox`, below `/bank/`): no money moves. Spoken to like any other service, so that a
//! purchase's whole way can be gone without an account anywhere.
//!
//! `POST /bank/checkouts` → 201 `{id, url, expires_at}`; `GET /bank/checkouts/{id}` → 200 `{status, reference, amount,
//! currency}`, 404 when it has been started anew since; `POST /bank/refunds` → 201 `{status}`. Amounts are decimals of the
//! currency, `"78.00"`. It is told with each checkout what to sign its notifications with.

use bytes::Bytes;
use hyper::http;
use openapi::accounts::Locale;
use openapi::{Euros, PurchaseId, RefundId, Time};
use serde::{Deserialize, Serialize};

use super::signature::verify;
use super::{Answer, BadNotice, Call, Checkout, Failure, Money, Notice, Outcome, RefundOrder, Refunded, Service};
use super::{Session, Standing};

pub struct Bank {
    /// Where its notifications are to be sent.
    notify_url: String,
    secret: String,
    /// What the pages of the web app begin with, without a slash at the end.
    site: String,
}

impl Bank {
    pub fn new(callback_base: &str, secret: String, site: &str) -> Self {
        let notify_url = format!("{}/api/v1/payments/bank/notifications", callback_base.trim_end_matches('/'));
        Self { notify_url, secret, site: site.to_owned() }
    }
}

#[derive(Serialize)]
struct Open<'a> {
    reference: PurchaseId,
    label: &'a str,
    amount: Euros,
    currency: &'static str,
    description: &'a str,
    return_url: &'a str,
    notify_url: &'a str,
    secret: &'a str,
    locale: Locale,
}

#[derive(Serialize)]
struct GiveBack<'a> {
    reference: RefundId,
    checkout: &'a str,
    amount: Euros,
}

#[derive(Deserialize)]
struct Opened {
    id: String,
    url: String,
    expires_at: Time,
}

#[derive(Deserialize)]
struct Told {
    status: String,
    #[serde(default)]
    reason: Option<String>,
    reference: PurchaseId,
    amount: Euros,
    currency: String,
}

#[derive(Deserialize)]
struct GivenBack {
    status: String,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    id: String,
    event: String,
    reference: String,
    #[serde(default)]
    refund: Option<RefundId>,
    #[serde(default)]
    amount: Option<Euros>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
}

impl Service for Bank {
    fn name(&self) -> &'static str {
        "bank"
    }

    fn checkout(&self, checkout: &Checkout) -> Call {
        let Checkout { purchase, reference, amount, description, locale, .. } = checkout;
        let open = Open {
            reference: *purchase,
            label: reference,
            amount: *amount,
            currency: "EUR",
            description,
            return_url: &format!("{}/credits/purchases/{purchase}", self.site),
            notify_url: &self.notify_url,
            secret: &self.secret,
            locale: *locale,
        };
        post("/bank/checkouts", &open)
    }

    fn read_checkout(&self, answer: &Answer) -> Result<Session, Failure> {
        let Opened { id, url, expires_at } = read(answer, 201)?;
        Ok(Session { reference: id, url, expires_at })
    }

    fn inquiry(&self, session: &str) -> Call {
        http::Request::get(format!("/bank/checkouts/{session}")).body(Bytes::new())
    }

    fn read_inquiry(&self, session: &str, answer: &Answer) -> Result<Standing, Failure> {
        // It forgets when it is started anew; nobody can pay there any more.
        if answer.status == 404 {
            let notice = Notice { event: format!("{session}:expired"), purchase: None, outcome: Outcome::Expired };
            return Ok(Standing { notice, payment: None });
        }
        let told: Told = read(answer, 200)?;
        let (outcome, payment) = match told.status.as_str() {
            "paid" => (Outcome::Paid(money(told.amount, told.currency)?), Some(session.to_owned())),
            "refused" => {
                (Outcome::Refused { reason: told.reason.unwrap_or_else(|| "payment_failed".to_owned()) }, None)
            }
            "expired" => (Outcome::Expired, None),
            _ => (Outcome::Other, None),
        };
        let event = format!("{session}:{}", told.status);
        Ok(Standing { notice: Notice { event, purchase: Some(told.reference), outcome }, payment })
    }

    fn refund(&self, order: &RefundOrder, payment: &str) -> Call {
        post("/bank/refunds", &GiveBack { reference: order.refund, checkout: payment, amount: order.amount })
    }

    fn read_refund(&self, answer: &Answer) -> Result<Refunded, Failure> {
        let given: GivenBack = read(answer, 201)?;
        Ok(match given.status.as_str() {
            "done" => Refunded::Done,
            "failed" => Refunded::Failed { reason: given.reason.unwrap_or_else(|| "refund_failed".to_owned()) },
            _ => Refunded::Pending,
        })
    }

    /// It remembers references for as long as it remembers the payment.
    fn earlier(&self, _: &str) -> Option<Call> {
        None
    }

    fn read_earlier(&self, _: RefundId, _: &Answer) -> Result<Option<Refunded>, Failure> {
        Ok(None)
    }

    fn signature_header(&self) -> &'static str {
        "bank-signature"
    }

    fn notice(&self, signature: &str, body: &[u8], now: Time) -> Result<Notice, BadNotice> {
        verify(std::slice::from_ref(&self.secret), signature, body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
        let reason = |otherwise: &str| event.reason.clone().unwrap_or_else(|| otherwise.to_owned());
        let outcome = match (event.event.as_str(), event.refund) {
            ("payment.paid", _) => {
                let (Some(amount), Some(currency)) = (event.amount, event.currency) else {
                    return Err(unreadable("paid, and no amount"));
                };
                Outcome::Paid(money(amount, currency).map_err(|error| unreadable(&error.to_string()))?)
            }
            ("payment.refused", _) => Outcome::Refused { reason: reason("payment_failed") },
            ("refund.done", Some(refund)) => Outcome::RefundDone { refund },
            ("refund.failed", Some(refund)) => Outcome::RefundFailed { refund, reason: reason("refund_failed") },
            _ => Outcome::Other,
        };
        Ok(Notice { event: event.id, purchase: event.reference.parse().ok(), outcome })
    }
}

fn unreadable(why: &str) -> BadNotice {
    BadNotice::Unreadable(why.to_owned())
}

fn money(amount: Euros, currency: String) -> Result<Money, Failure> {
    let minor = amount.cents().ok_or_else(|| Failure::Unknown("unreadable_answer".to_owned()))?;
    Ok(Money { minor, currency })
}

fn post(address: &str, body: &impl Serialize) -> Call {
    // Strings and numbers: nothing here can fail.
    let body = serde_json::to_vec(body).unwrap_or_default();
    http::Request::post(address).header(http::header::CONTENT_TYPE, "application/json").body(body.into())
}

fn read<T: for<'a> Deserialize<'a>>(answer: &Answer, expected: u16) -> Result<T, Failure> {
    match answer.status {
        status if status == expected => {
            serde_json::from_slice(&answer.body).map_err(|_| Failure::Unknown("unreadable_answer".to_owned()))
        }
        429 => Err(Failure::Unknown("http_429".to_owned())),
        400..=499 => {
            let code = serde_json::from_slice::<Refusal>(&answer.body).map(|refusal| refusal.code);
            Err(Failure::Refused(code.unwrap_or_else(|_| format!("http_{}", answer.status))))
        }
        status => Err(Failure::Unknown(format!("http_{status}"))),
    }
}

#[cfg(test)]
mod tests;
