//! Purchases of credits (CR4, CR5): by card, by transfer, by cheque.
//!
//! A purchase keeps the price, the VAT rule, and the country and VAT number that it was told by, as they were when it was made
//! ([`price`], [`vat`]); what comes later changes packs and particulars, not this price.
//!
//! **Credits come in one way**: [`settle::credit`], in one transaction: the status moves to `paid`, the movement is posted, the
//! invoice issued, the letter queued. The status decides, by a conditional update: whatever comes twice, at once or late
//! changes nothing. Money counts more than words: a purchase that was refused, cancelled or has expired is credited all the same
//! when its money comes.
//!
//! ```text
//! pending ──> paid ──> refunded          paid: credited and invoiced
//!    │         ^
//!    └─> refused, cancelled, expired      the money may still come
//! ```
//!
//! A card follows the bank's signed word alone ([`settle::apply`]); the operator confirms transfers and cheques with the amount
//! that came in ([`confirm`]). Less than the price waits for the rest, or buys the credits that it pays for; more is credited as
//! bought, and the surplus is told to the buyer, to whom it is owed.
//!
//! A refund ([`refund`]) takes credits back and gives their money back, with a credit note, in one transaction. It never takes
//! more than the purchase has left or than the account has: the balance says no. Parts are told from the sums, so they add
//! up to the cent. The bank is asked afterwards, with no transaction held ([`ask`]), under a key of its own; what it refuses, and
//! transfers and cheques, the operator pays by hand and says so.
//!
//! Lock order: the account's row first, then its purchase, then the invoice's series.

pub mod admin_routes;
mod ask;
mod cancel;
mod checkout;
mod confirm;
pub(crate) mod create;
mod expire;
mod list;
mod offer;
mod price;
mod reference;
pub(crate) mod refund;
mod refuse;
pub mod routes;
pub mod settle;
mod show;
pub(crate) mod sql;
mod vat;
pub mod vat_number;

pub use ask::run as ask_for_refunds;
pub use expire::expire;
pub use offer::methods;

use openapi::{Credits, Euros, ProblemCode};

use crate::problem::Problem;

/// Purchases of one account that wait for their money; more are no purchases but noise for the operator.
const MOST_PENDING: i64 = 20;

/// How long a card can be paid with, in milliseconds: a day, which is the longest that Stripe keeps its page open.
const CARD_MILLIS: i64 = 24 * 3600 * 1000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such purchase")]
    Missing,
    #[error("there is no pack of so many credits")]
    UnknownPack,
    #[error("this way to pay is not offered here")]
    NotOffered,
    #[error("the price is more than can be kept")]
    TooDear,
    #[error("too many purchases wait for their money")]
    TooManyPending,
    /// What was wanted needs another status than the purchase's.
    #[error("{0}")]
    Status(&'static str),
    #[error("{0} euros are still to be paid")]
    AmountDiffers(Euros),
    #[error("an amount that came in is above zero, in whole cents")]
    Amount,
    #[error("credits to take back are above zero")]
    NotPositive,
    #[error("the purchase has {0} credits left to take back")]
    MoreThanLeft(Credits),
    #[error("so few credits are worth less than a cent")]
    Worthless,
    #[error("a reference could not be made: {0}")]
    Reference(String),
    #[error(transparent)]
    Payment(#[from] crate::payments::Error),
    #[error(transparent)]
    Credits(#[from] crate::credits::Error),
    #[error(transparent)]
    Invoice(#[from] crate::invoices::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let told = error.to_string();
        match error {
            Error::Missing => Self::not_found(),
            Error::UnknownPack => Self::field("pack", "unknown", told),
            Error::NotOffered => Self::field("method", "not_offered", told),
            Error::TooManyPending => {
                Self::new(ProblemCode::TooManyPending).detail(format!("At most {MOST_PENDING} wait at the same time."))
            }
            Error::Status(why) => Self::new(ProblemCode::Conflict).detail(why),
            Error::AmountDiffers(missing) => {
                Self::new(ProblemCode::AmountDiffers).detail(format!("{missing} euros are still to be paid."))
            }
            Error::Amount => Self::field("received", "out_of_range", told),
            Error::NotPositive => Self::field("credits", "out_of_range", told),
            Error::MoreThanLeft(_) => Self::field("credits", "more_than_left", told),
            Error::Worthless => Self::field("credits", "worthless", told),
            Error::TooDear | Error::Reference(_) => Self::internal(error),
            Error::Payment(cause) => payment_problem(cause),
            Error::Credits(cause) => cause.into(),
            Error::Invoice(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// What the service says of itself is for the log, not for the buyer.
fn payment_problem(error: crate::payments::Error) -> Problem {
    match error {
        crate::payments::Error::Database(cause) => cause.into(),
        error => {
            tracing::error!(%error, "a payment page could not be opened");
            Problem::new(ProblemCode::PaymentUnavailable)
        }
    }
}

#[cfg(test)]
mod tests;
