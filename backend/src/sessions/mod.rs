//! A session: someone signed in on some device.
//!
//! Signing in gives an access token of fifteen minutes and a refresh token that only a cookie carries (HttpOnly,
//! SameSite=Strict, sent to `/api/v1/sessions` alone). Refreshing uses the token up and gives the next one. A token that
//! comes back after it was used has been copied: the whole session ends. Two tabs that refresh in the same moment are
//! not thieves, so a used token still works for ten seconds.
//!
//! Every request asks the session's row, so an ended session is refused from the next request on although its access token
//! would live on. Wrong passwords wait longer and longer (`guessing`); a browser that has signed in before has a cookie that
//! says so, and counts by itself. The answer to a wrong password is the same whether or not the account exists, in words and
//! in time.

mod create;
mod end;
mod identify;
mod list;
mod refresh;
pub mod routes;
pub(crate) mod sql;
mod sweep;

pub use create::know_device;
pub use end::end_others;
pub use identify::identify;
pub use sweep::{SLICE, forget};

use openapi::ProblemCode;

use crate::problem::Problem;

/// Thirty days without a visit end a session.
pub const REFRESH_MILLIS: i64 = 30 * 24 * 3600 * 1000;

/// How long a used refresh token still works, for tabs that refresh together.
const REUSE_GRACE_MILLIS: i64 = 10_000;

/// How often a used token works within its grace: as many tabs as wake up together.
const MOST_AGAIN: i64 = 20;

/// How long the row of a session is kept after it was last seen, in milliseconds: twice as long as it can be refreshed.
const KEPT_MILLIS: i64 = 2 * REFRESH_MILLIS;

/// How long a browser is known after it was last signed in with: a year, in milliseconds.
const DEVICE_MILLIS: i64 = 365 * 24 * 3600 * 1000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("wrong account ID or password")]
    WrongCredentials,
    #[error("a code of the second factor is needed")]
    SecondFactorRequired,
    #[error("the code of the second factor is wrong")]
    SecondFactorWrong,
    #[error("the account has been disabled")]
    Disabled,
    #[error("the session has ended")]
    Ended,
    #[error("there is no such session")]
    Missing,
    #[error(transparent)]
    Link(#[from] crate::links::Error),
    #[error(transparent)]
    Guessing(#[from] crate::guessing::Error),
    #[error(transparent)]
    SecondFactor(crate::second_factor::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::WrongCredentials => Self::new(ProblemCode::WrongCredentials),
            Error::SecondFactorRequired => Self::new(ProblemCode::SecondFactorRequired),
            Error::SecondFactorWrong => Self::new(ProblemCode::SecondFactorWrong),
            Error::Disabled => Self::new(ProblemCode::AccountDisabled),
            Error::Ended => Self::new(ProblemCode::Unauthorized).detail("The session has ended: sign in again."),
            Error::Missing => Self::not_found(),
            Error::Link(cause) => cause.into(),
            Error::Guessing(cause) => cause.into(),
            Error::SecondFactor(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// A session that was begun or refreshed: its id and the refresh token to hand out.
pub struct Begun {
    pub account: crate::accounts::AccountKey,
    pub session: i64,
    pub refresh_token: String,
    /// The cookie by which this browser is known from now on; `None` when nothing was proven.
    pub device_token: Option<String>,
}
