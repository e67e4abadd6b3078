//! Templates: texts that are kept, to be chosen when an SMS is written.
//!
//! There may be any number of them. A template has a name, unique in its folder; a folder is nothing but the word that its
//! templates share: it comes with the first and goes with the last. Whoever uses a template copies its text, so that a campaign
//! stays as it is when the template changes.
//!
//! The text is checked as a campaign's is. Fields in it that nobody knows are no error, since the account may come to have
//! them: they are told with the template each time it is shown.

mod change;
mod create;
mod delete;
mod list;
mod parse;
pub mod routes;
mod show;
pub(crate) mod sql;

use openapi::ProblemCode;

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such template")]
    Missing,
    #[error("the folder has a template with this name")]
    Taken,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Taken => {
                Self::new(ProblemCode::AlreadyExists).detail("A template with this name lies in the folder already.")
            }
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
