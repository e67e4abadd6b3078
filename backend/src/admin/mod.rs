//! What operators see and do: accounts of the whole platform.
//!
//! An operator is an account with that right (`chappe admin operator add ID`) and with a second factor; to everybody else nothing
//! below `/admin` exists (404). What an operator does to an account stands in that account's audit, with the operator's name.

mod accounts;
mod disable;
pub mod routes;
pub(crate) mod sql;
mod waive;

use openapi::ProblemCode;

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such account")]
    Missing,
    #[error("operators do not disable their own account")]
    OwnAccount,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::OwnAccount => {
                Self::new(ProblemCode::Conflict).detail("You cannot disable your own account: nobody could enable it.")
            }
            Error::Database(cause) => cause.into(),
        }
    }
}
