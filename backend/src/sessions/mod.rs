//! A session: someone signed in on some device.
//!
//! Signing in gives an access token of fifteen minutes and a refresh token that only a cookie carries (HttpOnly,
//! SameSite=Strict, sent to `/api/v1/sessions` alone). Refreshing uses the token up and gives the next one. A token that
//! comes back after it was used has been copied: the whole session ends. Two tabs that refresh in the same moment are
//! not thieves, so a used token still works for ten seconds.

mod create;
mod end;
mod refresh;
pub mod routes;
pub(crate) mod sql;

use openapi::ProblemCode;

use crate::problem::Problem;

/// Thirty days without a visit end a session.
pub const REFRESH_MILLIS: i64 = 30 * 24 * 3600 * 1000;

/// How long a used refresh token still works, for tabs that refresh together.
const REUSE_GRACE_MILLIS: i64 = 10_000;

/// 256 bits of chance: not to be guessed.
const TOKEN_BYTES: usize = 32;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("wrong account ID or password")]
    WrongCredentials,
    #[error("the session has ended")]
    Ended,
    #[error("making a token failed: {0}")]
    Token(String),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::WrongCredentials => Self::new(ProblemCode::WrongCredentials),
            Error::Ended => Self::new(ProblemCode::Unauthorized).detail("The session has ended: sign in again."),
            Error::Token(_) => Self::internal(error),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}

/// A session that was begun or refreshed: its id and the refresh token to hand out.
pub struct Begun {
    pub account: crate::accounts::AccountKey,
    pub session: i64,
    pub refresh_token: String,
}

/// A new refresh token and the hash that is kept of it.
fn new_token() -> Result<(String, String), Error> {
    let mut bytes = [0_u8; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Token(error.to_string()))?;
    let token = crate::http::body::hex(&bytes);
    let hash = hash_of(&token);
    Ok((token, hash))
}

fn hash_of(token: &str) -> String {
    use sha2::{Digest, Sha256};
    crate::http::body::hex(&Sha256::digest(token.as_bytes()))
}
