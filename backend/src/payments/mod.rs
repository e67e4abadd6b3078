//! Payments: whoever takes a buyer's card, over HTTP.
//!
//! An adapter ([`Service`], one file each) is pure, like a provider's: it turns a [`Checkout`] into a request, an answer
//! into a [`Session`], a notification into a [`Notice`]. It does no I/O, so a table of cases tests it whole. The way out,
//! its time limit and its errors exist once, in `client.rs`; which service is used, in `registry.rs`.
//!
//! **The money follows the service's own word.** A purchase is credited by the signed notification that the service posts
//! to this server (`receive.rs`), or by its answer when this server asks it (`ask.rs`); never by the browser that comes
//! back. What the service says is compared with the purchase, amount and currency, where it is applied:
//! `purchases::settle::apply`.
//!
//! - A notification counts when its signature is right and not older than five minutes; anything else is a 400 without a
//!   word. Its event is remembered in the transaction of its effect, and the answer 200 follows the commit: one that is
//!   repeated, or comes twice at once, changes nothing, and one whose answer was lost is repeated by the service.
//! - What is said of nothing of ours (another shop of the same Stripe account) is answered 200 and forgotten.
//! - A notification can get lost altogether. So the worker asks the service itself what became of each checkout that it
//!   has heard nothing final of: after five minutes first, then less and less often, for four weeks (a direct debit takes
//!   two to fail).
//! - No transaction is open while a service is asked. A purchase whose checkout could not be opened was never payable: its
//!   page's address went nowhere.
//!
//! # Which service
//! Stripe, when both of its settings are there; otherwise the test bank of the sandbox (no money moves, and its page says
//! so). Never both: with Stripe, nothing that the sandbox says counts.
//!
//! # Setting Stripe up
//! 1. In Stripe's dashboard, under *Developers › API keys*, make a restricted key that may write *Checkout Sessions*
//!    and *Charges and Refunds* (a secret key works, too): `CHAPPE_STRIPE_KEY=rk_live_…`.
//! 2. Under *Developers › Webhooks*, add an endpoint `{CHAPPE_PUBLIC_URL}/api/v1/payments/stripe/notifications` with the
//!    events `checkout.session.completed`, `checkout.session.async_payment_succeeded`,
//!    `checkout.session.async_payment_failed`, `checkout.session.expired`, `refund.updated`, `refund.failed` and
//!    `charge.refund.updated`; others are answered and forgotten. Its signing secret: `CHAPPE_STRIPE_WEBHOOK_SECRET=whsec_…`.
//!    While a secret is changed, both count: separate them by a comma.
//! 3. Set `CHAPPE_PUBLIC_URL` to the HTTPS address that buyers come back to, and start the server anew.
//! 4. Which ways to pay Stripe's page offers (cards, wallets, direct debit) is chosen in its dashboard; those that take
//!    days are credited when the money is there.
//!
//! Disputes are dealt with in Stripe's dashboard; what they cost the operator takes with a refund by hand.

mod ask;
mod bank;
mod client;
mod receive;
mod registry;
pub mod routes;
mod signature;
pub(crate) mod sql;
mod stripe;

pub use ask::run as ask_about_checkouts;
pub use registry::{Payments, SettingsError};

use std::time::Duration;

use bytes::Bytes;
use hyper::http;
use openapi::accounts::Locale;
use openapi::{Euros, PurchaseId, RefundId, Time};

/// A card payment that is to be opened. The buyer's way back and the address of notifications are the service's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// What the service gives back in its notifications, and the key that makes a repeated call open nothing new.
    pub purchase: PurchaseId,
    /// What the buyer knows the purchase by; stands on the service's page.
    pub reference: String,
    /// With tax; whole cents.
    pub amount: Euros,
    /// What is bought, in the buyer's language: `1 000 credits`.
    pub description: String,
    pub email: String,
    pub locale: Locale,
}

/// A page of the service that takes the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The service's own id for it.
    pub reference: String,
    /// Where the buyer pays.
    pub url: String,
    /// Until when.
    pub expires_at: Time,
}

/// Money that is to go back to a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundOrder {
    /// The key that makes a repeated call pay nothing twice.
    pub refund: RefundId,
    pub purchase: PurchaseId,
    /// With tax; whole cents.
    pub amount: Euros,
}

/// What the service says of a refund that it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refunded {
    Done,
    /// A notification will tell.
    Pending,
    /// Never, as far as the service is concerned: the operator pays it another way.
    Failed {
        reason: String,
    },
}

/// A call that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The service says no; the same call would be refused again.
    #[error("the payment service refused: {0}")]
    Refused(String),
    /// Nobody knows whether it was done; the same call may be made again, since it carries its own key.
    #[error("the payment service did not answer as it should: {0}")]
    Unknown(String),
}

/// Why a service was not asked, or what came of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No service is configured, or not the one that took the money.
    #[error("no payment service is configured for this")]
    NotConfigured,
    #[error(transparent)]
    Failed(#[from] Failure),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// What a service tells of a purchase, by itself or when it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The service's own id of this event; the same one is the same event.
    pub event: String,
    /// As we gave it to the service; `None` where the event is about something that is not ours.
    pub purchase: Option<PurchaseId>,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The money is there.
    Paid(Money),
    /// The bank refused; the buyer may still pay another time, and then [`Outcome::Paid`] follows.
    Refused {
        reason: String,
    },
    /// The page no longer takes the card.
    Expired,
    RefundDone {
        refund: RefundId,
    },
    /// May follow [`Outcome::RefundDone`]: a bank can send money back days later (a card that was closed).
    RefundFailed {
        refund: RefundId,
        reason: String,
    },
    /// Nothing that changes a purchase.
    Other,
}

/// An amount as a bank writes it; it may be another than was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// In the smallest unit of the currency: cents.
    pub minor: i64,
    /// ISO 4217, in capitals.
    pub currency: String,
}

impl Money {
    /// Whether it is exactly this many euros.
    pub fn is(&self, amount: Euros) -> bool {
        self.currency == "EUR" && amount.cents() == Some(self.minor)
    }
}

/// A service's whole answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Bytes,
}

/// A request as data, to be written by `client.rs`. Its address is a path; the host is the service's.
pub type Call = Result<http::Request<Bytes>, http::Error>;

/// What became of a checkout, as the service tells it when it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub notice: Notice,
    /// The service's own id of the money that it took, which a refund names.
    pub payment: Option<String>,
}

/// A notification that does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadNotice {
    /// Not the service's, or too old.
    #[error("its signature is wrong")]
    Forged,
    /// Signed, and yet not what the service is known to say.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// One payment service's language.
pub trait Service: Send + Sync {
    /// Its name in addresses and in the database.
    fn name(&self) -> &'static str;
    /// The request that opens a checkout; made twice, it opens one.
    fn checkout(&self, checkout: &Checkout) -> Call;
    fn read_checkout(&self, answer: &Answer) -> Result<Session, Failure>;
    /// The request that asks what became of a session.
    fn inquiry(&self, session: &str) -> Call;
    fn read_inquiry(&self, session: &str, answer: &Answer) -> Result<Standing, Failure>;
    /// The request that gives money of a payment back; made twice within a day, it pays once.
    fn refund(&self, order: &RefundOrder, payment: &str) -> Call;
    fn read_refund(&self, answer: &Answer) -> Result<Refunded, Failure>;
    /// The request that asks which refunds there are of a payment, where the service forgets that it was asked for one
    /// before; `None` when it never does.
    fn earlier(&self, payment: &str) -> Option<Call>;
    /// What that says of this refund; `None` when there is none.
    fn read_earlier(&self, refund: RefundId, answer: &Answer) -> Result<Option<Refunded>, Failure>;
    /// The header that its notifications are signed in.
    fn signature_header(&self) -> &'static str;
    /// Reads a notification, when its signature over the raw body is right and it is of now.
    fn notice(&self, signature: &str, body: &[u8], now: Time) -> Result<Notice, BadNotice>;
}

/// How long after it was signed a notification counts, either way: what Stripe's own libraries allow.
const TOLERANCE: Duration = Duration::from_secs(300);
