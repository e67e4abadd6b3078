//! A second factor: a code of an authenticator app (TOTP, RFC 6238) beside the password.
//!
//! Setting it up takes two steps: a secret is made and shown as a QR code, and a first code proves that the app has it. Then
//! ten recovery codes are shown, once. From there on a code is asked at every sign-in and to change the e-mail address or the
//! password. A code is good once: the time step of the last one that was taken is kept, and only a later one is taken. A
//! recovery code is kept as an Argon2id hash and good once too; its first letter says which of the ten it is, so that one hash
//! is computed and not ten.
//!
//! When it is set up, the account's other sessions end: every session of an account with a second factor has shown it.

mod check;
mod codes;
mod confirm;
mod remove;
pub mod routes;
mod setup;
mod show;
pub(crate) mod sql;

pub use check::{Factor, check};

use openapi::ProblemCode;
use totp_rs::{Builder, Secret, Totp};

use crate::problem::Problem;

/// What authenticator apps show above the code.
const ISSUER: &str = "Chappe";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a second factor is on already")]
    AlreadyOn,
    #[error("no second factor is being set up")]
    NotSetUp,
    #[error("no second factor is on")]
    Off,
    #[error("the code is wrong, or was used already")]
    Wrong,
    #[error("making a code failed: {0}")]
    Code(String),
    #[error(transparent)]
    Guessing(#[from] crate::guessing::Error),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::AlreadyOn | Error::NotSetUp | Error::Off => {
                Self::new(ProblemCode::Conflict).detail(format!("The request does not fit: {error}."))
            }
            Error::Wrong => Self::field("otp", "wrong", error.to_string()),
            Error::Code(_) => Self::internal(error),
            Error::Guessing(cause) => cause.into(),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// The generator of a secret: RFC 6238 with six digits, thirty seconds and SHA-1, the one every app knows. A code of the step
/// before or after is taken, for clocks that are not quite right.
fn totp(secret: &str, public_id: &str) -> Result<Totp, Error> {
    let secret = Secret::try_from_base32(secret).map_err(|error| Error::Code(error.to_string()))?;
    Builder::new()
        .with_secret(secret)
        .with_account_name(public_id)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|error| Error::Code(error.to_string()))
}
