//! A reply: what a person wrote back (MO).
//!
//! It belongs to the account whose message it answers, told by the reference that the provider gives back. It is tied to that
//! message and its campaign only where the message could be answered: one with a custom sender cannot, nor can a voice call.
//! One that names no message of ours is logged and answered, since nobody could be told, unless it says STOP.
//!
//! STOP in any spelling (`sms::is_stop`) puts the number on the sender's blacklist in the same transaction, so that nothing
//! claimed after it reaches that phone. Without a reference it is about the last message that was sent to the number, whoever
//! sent it and whatever its sender was called; of two accounts that wrote in the same millisecond each is told, for a person who
//! said STOP must not be written to again by the wrong guess. A provider that calls twice is heard once: a number that was taken
//! off the blacklist since stays off it.
//!
//! A reply is unread until its owner says otherwise, or answers it: a single message to that number, unless it is on the
//! blacklist.

mod answer;
mod list;
mod read;
mod receive;
pub mod routes;
pub(crate) mod sql;

pub use read::unread;
pub use receive::receive;

use openapi::ProblemCode;

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such reply")]
    Missing,
    #[error("the number is on the blacklist")]
    Blacklisted,
    #[error(transparent)]
    Message(#[from] crate::messages::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Blacklisted => Self::new(ProblemCode::Conflict)
                .detail("This number is on the blacklist: whoever it belongs to is not to be written to."),
            Error::Message(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
