//! The links of e-mails: confirm an address, set a new password.
//!
//! A link carries a token of 256 bits; the database keeps its hash. A link works once and for a while; afterwards it still
//! says why it does not work any more (used, expired), until it is swept. Several may be under way at once (somebody who
//! was impatient asked twice): each of them works, and the first one that is used takes the others with it.

pub(crate) mod sql;

use openapi::ProblemCode;
use sha2::{Digest, Sha256};

use crate::accounts::AccountKey;
use crate::db::{Connected, Tx, execute, fetch_optional};
use crate::http::body::hex;
use crate::problem::Problem;

/// 256 bits of chance: not to be guessed.
const TOKEN_BYTES: usize = 32;

/// How long a dead link still says why it is dead: 30 days, in milliseconds.
const KEPT_MILLIS: i64 = 30 * 24 * 3600 * 1000;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms the address of a new account.
    ConfirmAccount,
    /// Confirms a new address of an account.
    ConfirmEmail,
    ResetPassword,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::ConfirmAccount => "confirm_account",
            Self::ConfirmEmail => "confirm_email",
            Self::ResetPassword => "reset_password",
        }
    }

    /// How long a link works, in milliseconds.
    pub const fn lifetime(self) -> i64 {
        const HOUR: i64 = 3600 * 1000;
        match self {
            // People read their mail tomorrow.
            Self::ConfirmAccount | Self::ConfirmEmail => 48 * HOUR,
            // Whoever asked for it is waiting for it.
            Self::ResetPassword => HOUR,
        }
    }

    /// The page of the web app that the link leads to.
    pub const fn page(self) -> &'static str {
        match self {
            Self::ConfirmAccount => "confirm",
            Self::ConfirmEmail => "confirm-email",
            Self::ResetPassword => "reset-password",
        }
    }
}

/// A link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub account: AccountKey,
    /// The address that the link was sent to.
    pub email: String,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such link")]
    Unknown,
    #[error("the link has expired")]
    Expired,
    #[error("the link has been used")]
    Used,
    #[error("making a token failed: {0}")]
    Token(String),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Unknown => Self::not_found().detail("There is no such link: was its address copied whole?"),
            Error::Expired => Self::new(ProblemCode::LinkExpired),
            Error::Used => Self::new(ProblemCode::LinkUsed),
            Error::Token(_) => Self::internal(error),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// A new token and the hash that is kept of it; also what refresh tokens and device cookies are made of.
pub fn new_token() -> Result<(String, String), Error> {
    let mut bytes = [0_u8; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Token(error.to_string()))?;
    let token = hex(&bytes);
    let hash = hash_of(&token);
    Ok((token, hash))
}

/// What the database keeps of a token that is too long to be guessed: a fast hash is enough.
pub fn hash_of(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Makes a link for an address; answers its token.
pub async fn make(tx: &mut Tx, account: AccountKey, purpose: Purpose, email: &str, now: i64) -> Result<String, Error> {
    let (token, hash) = new_token()?;
    execute!(tx, sql::INSERT, hash.as_str(), account.0, purpose.word(), email, now + purpose.lifetime())?;
    Ok(token)
}

/// Whether a link would work: asked before work that is not to be done for nothing.
pub async fn peek(on: &mut impl Connected, token: &str, purpose: Purpose, now: i64) -> Result<Link, Error> {
    let hash = hash_of(token);
    match fetch_optional!(on, (i64, String), sql::WORKS, hash.as_str(), purpose.word(), now)? {
        Some((account, email)) => Ok(Link { account: AccountKey(account), email }),
        None => Err(why(on, &hash, purpose).await?),
    }
}

/// Uses a link up, and with it the others of the same purpose.
pub async fn redeem(tx: &mut Tx, token: &str, purpose: Purpose, now: i64) -> Result<Link, Error> {
    let hash = hash_of(token);
    let used = fetch_optional!(tx, (i64, String), sql::USE, hash.as_str(), purpose.word(), now)?;
    let Some((account, email)) = used else { return Err(why(tx, &hash, purpose).await?) };
    execute!(tx, sql::USE_OTHERS, account, purpose.word(), now)?;
    Ok(Link { account: AccountKey(account), email })
}

async fn why(on: &mut impl Connected, hash: &str, purpose: Purpose) -> Result<Error, sqlx::Error> {
    Ok(match fetch_optional!(on, (Option<i64>,), sql::FIND, hash, purpose.word())? {
        None => Error::Unknown,
        Some((Some(_),)) => Error::Used,
        Some((None,)) => Error::Expired,
    })
}

/// Voids the links of a purpose: what they were for has been settled otherwise.
pub async fn void(tx: &mut Tx, account: AccountKey, purpose: Purpose, now: i64) -> Result<(), sqlx::Error> {
    execute!(tx, sql::USE_OTHERS, account.0, purpose.word(), now)?;
    Ok(())
}

/// Forgets links that have been dead for long.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET, now - KEPT_MILLIS)
}
