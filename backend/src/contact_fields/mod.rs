//! The account's own fields of contacts: name and kind, at most 30.
//!
//! A name that nobody has used yet, in a contact that is written or in the mapping of an import, makes a text field. Letters
//! that differ by case or accents make no other field.
//!
//! A contact keeps its values by the field's name, as text. A value that is written by hand must be of the field's kind;
//! what an import has brought, and what was there before, stays readable whatever it is. A field that is deleted leaves its
//! values where they are: they are free then, as those of names that no field has.

mod kind;
pub mod routes;
pub(crate) mod sql;
mod store;

pub use kind::{Kinds, check, kinds, name_key};
pub use store::adopt;

use openapi::ProblemCode;

use crate::contacts::MAX_FIELDS;
use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such field")]
    Missing,
    #[error("a field with this name exists")]
    Taken,
    #[error("there are as many fields as there may be")]
    Full,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Taken => Self::new(ProblemCode::AlreadyExists).detail("A field with this name exists."),
            Error::Full => Self::new(ProblemCode::Conflict)
                .detail(format!("An account has at most {MAX_FIELDS} fields of its own: delete one first.")),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
