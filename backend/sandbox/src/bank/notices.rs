//! What the shop is told, and the signature that it knows it by.

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use sha2::Sha256;

use super::checkouts::{Amount, Checkout, State};
use crate::receipts::Delivery;
use crate::state::{id_text, now_ms, time};

/// Why a refund fails: the card's account is no more.
pub const CARD_CLOSED: &str = "card_closed";

/// A notification on its way.
#[derive(Debug)]
pub struct Notice {
    checkout: u64,
    /// The refund that it tells of; `None`: it tells of the payment.
    refund: Option<(String, bool)>,
    pub path: String,
    pub body: Vec<u8>,
    secret: String,
}

#[derive(Serialize)]
struct Body<'a> {
    id: String,
    event: &'static str,
    reference: &'a str,
    amount: String,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refund: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    at: String,
}

impl Notice {
    /// `Bank-Signature`, as of now: a notification that is repeated an hour later is signed an hour later.
    pub fn signature(&self) -> String {
        let seconds = now_ms() / 1_000;
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()) else { return String::new() };
        mac.update(format!("{seconds}.").as_bytes());
        mac.update(&self.body);
        let hex = mac
            .finalize()
            .into_bytes()
            .iter()
            .fold(String::with_capacity(64), |text, byte| text + &format!("{byte:02x}"));
        format!("t={seconds},v1={hex}")
    }

    /// The shop took it.
    pub fn taken(self, delivery: &Delivery) {
        let Self { checkout, refund, .. } = self;
        delivery.shared.bank.change(checkout, now_ms(), |checkout| match &refund {
            None => checkout.told = true,
            Some((reference, done)) => {
                if let Some(refund) = checkout.refunds.iter_mut().find(|refund| refund.reference == *reference) {
                    refund.done = Some(*done);
                }
            }
        });
    }
}

/// Tells what became of a payment. Room for it is reserved.
pub fn payment(delivery: &Arc<Delivery>, checkout: &Checkout) {
    let (event, reason) = match checkout.state {
        State::Refused(reason) => ("payment.refused", Some(reason)),
        _ => ("payment.paid", None),
    };
    send(delivery, checkout, event, checkout.amount, reason, None, Duration::ZERO);
}

/// Tells what became of a refund, after as long as receipts take. Room for it is reserved.
pub fn refund(delivery: &Arc<Delivery>, checkout: &Checkout, reference: &str, amount: Amount, done: bool) {
    let (event, reason) = if done { ("refund.done", None) } else { ("refund.failed", Some(CARD_CLOSED)) };
    let wait = Duration::from_millis(delivery.shared.options.receipt_delay_ms);
    send(delivery, checkout, event, amount, reason, Some((reference.to_owned(), done)), wait);
}

fn send(
    delivery: &Arc<Delivery>,
    checkout: &Checkout,
    event: &'static str,
    amount: Amount,
    reason: Option<&'static str>,
    refund: Option<(String, bool)>,
    wait: Duration,
) {
    let body = Body {
        id: id_text(delivery.shared.next_id()),
        event,
        reference: &checkout.reference,
        amount: amount.to_string(),
        currency: &checkout.currency,
        refund: refund.as_ref().map(|(reference, _)| reference.as_str()),
        reason,
        at: time(now_ms()),
    };
    // Strings into a vector: nothing here can fail.
    let body = serde_json::to_vec(&body).unwrap_or_default();
    // The address was read once already, when the checkout was opened.
    if let Ok(address) = delivery.address(&checkout.notify_url) {
        let (checkout, secret) = (checkout.id, checkout.secret.clone());
        delivery.notice(address, |path| Notice { checkout, refund, path, body, secret }, wait);
    }
}
