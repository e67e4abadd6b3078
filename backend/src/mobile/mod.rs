//! The certified mobile of an account.
//!
//! A code of six digits goes to the number as an ordinary message, through the worker and its provider, at the platform's
//! expense; whoever types it within ten minutes has shown that the number is theirs. That earns a gift of credits, once an
//! account and once a number over the whole platform: two unique keys of one table say so, whatever runs at once.
//!
//! Codes cost the platform money, so nobody may make it send them at will: five tries a code, three codes an hour for an
//! account and for a number, a cap an hour over everything, mobiles only, and only of the countries that the operator allows (a
//! premium number abroad would pay its owner for each code).

mod confirm;
mod create;
pub mod routes;
pub(crate) mod sql;
mod sweep;

pub use sweep::forget;

use openapi::{Credits, ProblemCode};

use crate::problem::Problem;

/// What a certified mobile earns: the source's 20 credits.
const GIFT: Credits = Credits::whole(20);

/// How long a code works: ten minutes, in milliseconds.
const CODE_MILLIS: i64 = 10 * 60 * 1000;

/// Tries at one code: with 1 000 000 codes, one in 200 000 guesses right.
const MOST_TRIES: i64 = 5;

/// Codes an hour for an account, and for a number.
const MOST_CODES: u32 = 3;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("this mobile is certified already")]
    Certified,
    #[error("this is not the code")]
    Wrong,
    #[error("there is no code that works: ask for a new one")]
    Expired,
    #[error("too many wrong codes: ask for a new one")]
    TooManyTries,
    #[error("making a code failed: {0}")]
    Code(String),
    #[error(transparent)]
    Allowance(#[from] crate::allowances::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error(transparent)]
    Message(#[from] crate::messages::Error),
    #[error(transparent)]
    Credits(#[from] crate::credits::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Certified => Self::new(ProblemCode::Conflict).detail("This mobile is certified already."),
            Error::Wrong => Self::field("code", "wrong", error.to_string()),
            Error::Expired => Self::field("code", "expired", error.to_string()),
            Error::TooManyTries => Self::field("code", "too_many_tries", error.to_string()),
            Error::Code(_) => Self::internal(error),
            Error::Allowance(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Message(cause) => cause.into(),
            Error::Credits(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}
