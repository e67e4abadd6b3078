//! The address book: people who can be written to.
//!
//! A contact is a number with a name, an e-mail address, a company and fields of the account's own, all optional but the
//! number. The number is read in any form that the account's country knows and kept in E.164. Two contacts may share a
//! number (a family's, a shop's): `duplicates` lists them, and a campaign writes to a number once anyhow. An import never
//! makes a second one (`imports/`).
//!
//! The e-mail address is text that a message may quote; nothing is ever sent to it, so it is kept as written.
//!
//! Groups are named by id and must be the account's own. A search looks in `search`, which is written with the row:
//! small letters without marks, so that `emile` finds Émile on either database.

mod change;
mod create;
mod delete;
mod details;
mod duplicates;
mod export;
mod list;
mod membership;
pub mod routes;
mod search;
mod show;
pub(crate) mod sql;

pub use details::{Details, MAX_FIELDS};
pub(crate) use details::{MAX_EMAIL, MAX_FIELD_NAME, MAX_FIELD_VALUE, MAX_TEXT};
pub(crate) use search::{pattern, words};

use crate::problem::Problem;

/// Contacts deleted, or put into a group, by one request: one short transaction.
pub const MAX_AT_ONCE: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such contact")]
    Missing,
    #[error("there is no such group")]
    NoSuchGroup(usize),
    #[error("the fields are wrong")]
    Fields(Box<Problem>),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::NoSuchGroup(at) => Self::field(format!("groups[{at}]"), "unknown_group", error.to_string()),
            Error::Fields(problem) => *problem,
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
