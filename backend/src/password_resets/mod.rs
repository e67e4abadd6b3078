//! A password reset: for whoever has forgotten it.
//!
//! It is asked for by account ID. The answer never tells whether the account exists: the request queues the same row either
//! way, and the worker finds out. The link works once, for an hour; a new password ends every session. A second factor stays on.

mod confirm;
mod create;
pub mod routes;

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the new password cannot be accepted")]
    NewPassword((&'static str, String)),
    #[error(transparent)]
    Link(#[from] crate::links::Error),
    #[error(transparent)]
    Allowance(#[from] crate::allowances::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NewPassword((code, message)) => Self::field("new", code, message),
            Error::Link(cause) => cause.into(),
            Error::Allowance(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}
