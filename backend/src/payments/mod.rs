//! Payments: whoever takes a buyer's card, over HTTP.
//!
//! An adapter ([`PaymentService`], one file each) is pure, like a provider's: it turns a [`Checkout`] into a request, an
//! answer into a [`Session`], a notification into a [`Notice`]. It does no I/O, so a table of cases tests it whole. The
//! way out, its time limit and its errors exist once, in `client.rs`; which service is used, in `registry.rs`.
//!
//! **The money follows the service's own word.** A purchase is credited by the signed notification that the service posts
//! to this server, or by its answer when this server asks it; never by the browser that comes back. What the notice says
//! is compared with the purchase (amount and currency) where it is applied: `purchases::settle::apply`.

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
    /// When the service must stop taking the card. Services know a longest and a shortest time of their own.
    pub expires_at: Time,
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
