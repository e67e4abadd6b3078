//! Groups of contacts: the address book's own lists.
//!
//! A group has a name, unique in its account, and any number of the account's own contacts; a contact may be in several.
//! Deleting a group leaves its contacts where they are, and takes the group away at once, however many are in it
//! (`delete.rs`). `GET /contacts?group=` lists who is in it.
//!
//! How many are in it stands in the group's row. Triggers on `group_member` keep it (migrations 1004), so that it is right
//! whoever writes members: a request, an import, a deletion that cascades.

mod change;
mod create;
mod delete;
mod list;
mod members;
mod name;
pub mod routes;
mod show;
pub(crate) mod sql;

pub use create::ensure;
pub use delete::forget;
pub use name::Name;

use openapi::ProblemCode;

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such group")]
    Missing,
    #[error("a group with this name exists")]
    Taken,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Taken => Self::new(ProblemCode::AlreadyExists).detail("A group with this name exists."),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
