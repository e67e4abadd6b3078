//! An account: a shop, a town hall, a hospital.
//!
//! It is known by an ID that its owner chooses, 3 to 32 of `a-z 0-9 - _ .`, the same in any case, never changed. Inside
//! it is a number ([`AccountKey`]), so that no other row carries the text. Everything else belongs to an account, and
//! every statement names it: what is not yours does not exist for you (404).
//!
//! The balance stands on the account's row and only ever changes by a conditional update beside postings of the ledger
//! (`credits/`). Passwords are kept as Argon2id hashes, made and checked off the threads that serve requests.

mod change;
mod create;
mod credentials;
pub mod password;
pub mod routes;
mod show;
pub(crate) mod sql;

pub use create::create;
pub use credentials::{AccountId, AccountSettings, Credentials};
pub use show::{Owner, find_key, owner, show};

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
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Taken => Self::new(ProblemCode::AlreadyExists).detail("This account ID is taken."),
            Error::Missing => Self::not_found(),
            Error::Password(_) => Self::internal(error),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
