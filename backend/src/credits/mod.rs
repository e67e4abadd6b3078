//! Credits: a ledger that proves itself.
//!
//! A movement is two or more postings that sum to zero, written in the transaction that causes it and never touched
//! again. Each posting belongs to a holder: an account, or one of the platform's own books ([`Book`]). An account's
//! balance stands beside the ledger on the account's row and changes by a conditional update in [`post`] and nowhere
//! else, so no balance is ever negative, whatever runs at once; the database says no. The platform's books have no
//! balance row: nothing is hot.
//!
//! The same update numbers the account's postings, so their order is exact on every node, and with it the balance after
//! each: the next one's is this one's and its amount. A posting carries what lists find it by. What a campaign has moved
//! in all stands beside the ledger too (`campaign_charge`), so that a list can show it as one line: at its last posting,
//! and the balances of a folded list as if everything had moved there ([`list`]).
//!
//! What a message costs is debited when it is accepted (single) or claimed (campaign), and refunded when it is certain
//! that it did not leave. [`verify`] proves in one snapshot that every movement sums to zero and moves credits the way
//! its kind says, every balance equals its postings and every posting goes on where the one before ended, and that what
//! campaigns and messages were charged is what their postings say. A worker does so each night ([`nightly`]).

mod balance;
mod export;
mod grant;
mod list;
pub mod nightly;
mod post;
#[cfg(test)]
pub(crate) mod property;
pub mod routes;
pub(crate) mod sql;
mod transfer;
mod verify;
pub(crate) mod verify_sql;

pub use grant::grant;
pub use post::{Cause, lock, post};
pub use verify::{Finding, verify};

use openapi::credits::MovementKind;
use openapi::{Credits, FieldError, ProblemCode};

use crate::accounts::AccountKey;
use crate::problem::Problem;

/// One of the platform's own books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// Where credits come from: negative, and as much below zero as accounts were ever given.
    Issued = 1,
    /// Where they go when messages leave.
    Consumed = 2,
    /// What the platform pays itself: the codes that certify mobiles. Their messages belong to this number, and to no
    /// account: nobody reads a code in a list of messages.
    Courtesy = 3,
    /// What was sold: negative, and as much below zero as purchases credited, less what was taken back for money.
    Sold = 4,
}

/// Who holds credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Account(AccountKey),
    Platform(Book),
}

impl Holder {
    /// Who paid for a message, by the number that its row belongs to.
    pub const fn of(number: i64) -> Self {
        if number == Book::Courtesy as i64 { Self::Platform(Book::Courtesy) } else { Self::Account(AccountKey(number)) }
    }

    /// The number in the ledger. Accounts' ids carry a time, so they can never be a book's small number.
    pub const fn number(self) -> i64 {
        match self {
            Self::Account(key) => key.0,
            Self::Platform(book) => book as i64,
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the balance does not cover it")]
    Insufficient,
    #[error("campaigns still need {0} credits of this account")]
    EatsCommitted(Credits),
    #[error("the postings of a movement must sum to zero")]
    Unbalanced,
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("a transfer goes to another account")]
    ToOneself,
    #[error("the account has been disabled")]
    ReceiverDisabled,
    #[error("an amount is above zero")]
    NotPositive,
    #[error("nothing is no amount to transfer")]
    ZeroAmount,
    #[error("an amount to transfer is above zero")]
    NegativeAmount,
    #[error("{}", Credits::TOO_PRECISE.0)]
    TooPrecise,
    #[error("the balance does not cover the transfer")]
    BeyondBalance,
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Insufficient => Self::new(ProblemCode::InsufficientCredit),
            Error::EatsCommitted(committed) => {
                Self::new(ProblemCode::EatsCommitted).detail(format!("Campaigns still need {committed} credits."))
            }
            Error::NoSuchAccount => refused(ProblemCode::UnknownAccount, "to", &error),
            Error::ToOneself => refused(ProblemCode::OwnAccount, "to", &error),
            Error::ReceiverDisabled => refused(ProblemCode::DisabledAccount, "to", &error),
            Error::ZeroAmount => refused(ProblemCode::ZeroAmount, "credits", &error),
            Error::NegativeAmount => refused(ProblemCode::NegativeAmount, "credits", &error),
            Error::TooPrecise => refused(ProblemCode::TooPrecise, "credits", &error),
            Error::BeyondBalance => refused(ProblemCode::InsufficientCredit, "credits", &error),
            Error::NotPositive => Self::field("credits", "out_of_range", error.to_string()),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
            Error::Unbalanced => Self::internal(error),
        }
    }
}

/// A refusal with a code of its own, which names its field too.
fn refused(code: ProblemCode, field: &str, error: &Error) -> Problem {
    let error = FieldError { field: field.to_owned(), code: code.word(), message: error.to_string() };
    Problem::new(code).with_errors(vec![error])
}

pub(crate) const fn kind_word(kind: MovementKind) -> &'static str {
    match kind {
        MovementKind::Grant => "grant",
        MovementKind::Gift => "gift",
        MovementKind::Transfer => "transfer",
        MovementKind::Sending => "sending",
        MovementKind::Refund => "refund",
        MovementKind::Purchase => "purchase",
        MovementKind::PurchaseRefund => "purchase_refund",
    }
}

fn kind_of(word: &str) -> MovementKind {
    match word {
        "gift" => MovementKind::Gift,
        "transfer" => MovementKind::Transfer,
        "sending" => MovementKind::Sending,
        "refund" => MovementKind::Refund,
        "purchase" => MovementKind::Purchase,
        "purchase_refund" => MovementKind::PurchaseRefund,
        _ => MovementKind::Grant,
    }
}

/// An amount as the database keeps it.
pub(crate) const fn amount(credits: Credits) -> i64 {
    credits.ten_thousandths()
}
