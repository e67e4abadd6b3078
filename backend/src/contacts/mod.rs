//! The address book: people who can be written to.
//!
//! A contact is a number with a name, an e-mail address, a company and fields of the account's own, all optional but the
//! number. The number is read in any form that the account's country knows and kept in E.164. Two contacts may share a
//! number (a family's, a shop's): `duplicates` lists them, `resolve.rs` leaves one of each, and a campaign writes to a
//! number once anyhow. An import never makes a second one (`imports/`).
//!
//! The e-mail address is text that a message may quote; nothing is ever sent to it, so it is kept as written.
//!
//! Groups are named by id and must be the account's own.
//!
//! What is searched and sorted is written with the row, in small letters without marks, so that `emile` finds Émile on
//! either database (`keys.rs`). Each typed word must begin a word of the contact, in a book of any size: what begins a
//! field is found in the field's index, the words inside it in `contact_word`. One filter (`filter.rs`) says which contacts
//! are meant, to the list, to its count and to selections, so that what is done to "all that match" is done to what was
//! shown. Rows that were written before those columns are completed by the jobs' runner (`complete.rs`).
//!
//! A selection is a job (`select.rs`). What it deletes is put away for a minute and can be brought back (`trash.rs`); a
//! single deletion cannot.

mod adopt;
mod among;
mod change;
pub mod complete;
mod consent;
mod count;
mod create;
mod delete;
mod details;
mod duplicates;
mod export;
mod filter;
mod filtered;
mod keys;
mod likely;
mod list;
mod membership;
mod place;
mod put_words;
mod query;
pub mod resolve;
pub mod routes;
mod search;
pub mod select;
mod set;
mod show;
mod sort;
pub(crate) mod sql;
mod stages;
pub mod trash;
pub(crate) mod trash_sql;
mod walk;
pub(crate) mod walk_sql;

pub(crate) use consent::MAX_SOURCE;
pub use consent::Noted;
pub use details::{Details, MAX_FIELDS, check_field_name};
pub(crate) use details::{MAX_EMAIL, MAX_FIELD_NAME, MAX_FIELD_VALUE, MAX_TEXT, typed};
pub use keys::Keys;
pub(crate) use put_words::put_words;
pub(crate) use search::{number, ranges, words};

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
    #[error("there are as many fields as there may be")]
    TooManyFields,
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
            Error::TooManyFields => Self::field(
                "fields",
                "too_many_fields",
                format!("an account has at most {MAX_FIELDS} fields of its own: delete one first"),
            ),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
