//! API keys: the right of a program to call for an account.
//!
//! A key has a name, scopes, and a mode: what a *live* key sends leaves and costs, what a *test* key sends only ever reaches
//! the sandbox and costs nothing, whatever providers are configured. A key is `chappe_live_` or `chappe_test_` and 160 bits of
//! chance; it is shown once, and a hash is kept. A fast hash is enough for what cannot be guessed. Every request asks the key's row,
//! so a revoked one is refused from the next request on.
//!
//! A key never manages the account itself (password, second factor, sessions, other keys): that is for people.

mod create;
mod identify;
mod list;
mod revoke;
pub mod routes;
pub(crate) mod sql;

pub use identify::{identify, is_one};

use openapi::ProblemCode;
use openapi::api_keys::{KeyMode, Scope};

use crate::problem::Problem;

/// How every key begins, so that it is recognised wherever it turns up: in a log, in a repository.
const LIVE: &str = "chappe_live_";
const TEST: &str = "chappe_test_";

/// 160 bits of chance, 40 characters.
const SECRET_BYTES: usize = 20;

/// Characters of a key that are kept to recognise it by: the beginning, and four that leave 144 bits unknown.
const PREFIX: usize = LIVE.len() + 4;

/// Keys of one account: one a program, and room for changing them.
const MOST_KEYS: i64 = 100;

/// A name is for a list.
const MAX_NAME: usize = 100;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such key")]
    Missing,
    #[error("there are {MOST_KEYS} keys already")]
    TooMany,
    #[error("making a key failed: {0}")]
    Chance(String),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::TooMany => {
                Self::new(ProblemCode::Conflict).detail(format!("An account has at most {MOST_KEYS} keys: revoke one."))
            }
            Error::Chance(_) => Self::internal(error),
            Error::Account(cause) => cause.into(),
            Error::Database(cause) => cause.into(),
        }
    }
}

const fn beginning(mode: KeyMode) -> &'static str {
    match mode {
        KeyMode::Live => LIVE,
        KeyMode::Test => TEST,
    }
}

const fn mode_of(test: bool) -> KeyMode {
    if test { KeyMode::Test } else { KeyMode::Live }
}

/// Scopes as the row keeps them: words with a space between.
fn scopes_of(words: &str) -> Vec<Scope> {
    Scope::ALL.into_iter().filter(|scope| words.split(' ').any(|word| word == scope.word())).collect()
}
