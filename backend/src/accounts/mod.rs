//! An account: a shop, a town hall, a hospital.
//!
//! It is known by an ID that its owner chooses, 3 to 32 of `a-z 0-9 - _ .`, the same in any case, never changed. Inside
//! it is a number ([`AccountKey`]), so that no other row carries the text. Everything else belongs to an account, and
//! every statement names it: what is not yours does not exist for you (404).
//!
//! Who opens an account is sent a welcome e-mail; until its link has been opened one can look around, not send or buy. A new e-mail
//! address takes effect once it is confirmed likewise, and the old one is told. Before a change that a thief would make, the
//! owner proves to be the owner ([`proof`]).
//!
//! The balance stands on the account's row and only ever changes by a conditional update beside postings of the ledger
//! (`credits/`). Passwords are kept as Argon2id hashes, made and checked off the threads that serve requests.

mod add_operator;
mod change;
pub mod change_password;
mod confirm;
mod create;
mod credentials;
pub mod password;
pub mod proof;
pub mod routes;
mod show;
pub(crate) mod sql;

pub use add_operator::add_operator;
pub use create::{create, sign_up};
pub use credentials::{AccountId, AccountSettings, Credentials};
pub(crate) use show::locale;
pub use show::{Owner, committed, find_key, lock, owner, public_id, show};

use openapi::ProblemCode;

use crate::problem::Problem;

/// An account inside the server: the primary key of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountKey(pub i64);

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the account ID is taken")]
    Taken,
    #[error("there is no such account")]
    Missing,
    #[error("hashing a password failed: {0}")]
    Password(String),
    #[error("too many passwords are being checked")]
    Busy,
    #[error(transparent)]
    Link(#[from] crate::links::Error),
    #[error(transparent)]
    Allowance(#[from] crate::allowances::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Taken => Self::new(ProblemCode::AlreadyExists).detail("This account ID is taken."),
            Error::Missing => Self::not_found(),
            Error::Password(_) => Self::internal(error),
            Error::Busy => Self::new(ProblemCode::Unavailable).retry_after(1),
            Error::Link(cause) => cause.into(),
            Error::Allowance(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}
