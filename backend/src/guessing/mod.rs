//! Guessing: whoever tries passwords and codes waits longer and longer, and the owner is never locked out for good.
//!
//! A try is counted *before* it is judged, for the account and for the network address, so twenty tries at once are twenty
//! tries; one that succeeds is taken back. The first few are free. Then each one makes the next wait, twice as long every time, up
//! to a quarter of an hour. A day without a try forgets everything.
//!
//! A stranger who keeps guessing would keep the owner waiting too. So a browser that has signed in before counts by itself
//! (`known_device`), and a password reset by e-mail takes the waiting away. An account that does not exist is counted alike:
//! the answer does not tell.

pub(crate) mod sql;

use openapi::ProblemCode;

use crate::accounts::AccountKey;
use crate::allowances;
use crate::db::{Tx, execute, fetch_one, fetch_optional};
use crate::problem::Problem;

/// Wrong tries at one account that cost nothing: people mistype.
const FREE_FOR_ACCOUNT: i64 = 5;

/// Wrong tries an hour from one network address, at whichever accounts: an office signs in from one.
const MOST_FROM_ADDRESS: u32 = 100;

/// The longest wait, in milliseconds: with it a stranger has 96 tries a day.
const LONGEST_WAIT: i64 = 15 * 60 * 1000;

/// A day without a try forgets the tries before, in milliseconds.
const FORGOTTEN_AFTER: i64 = 24 * 3600 * 1000;

/// What tries are counted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    key: String,
}

impl Subject {
    /// An account by its public ID, whether it exists or not.
    pub fn account(public_id: &str) -> Self {
        Self { key: format!("account:{public_id}") }
    }

    /// An account from a browser that it has been signed in with before; by the hash of the browser's cookie.
    pub fn device(hash: &str) -> Self {
        Self { key: format!("device:{hash}") }
    }

    /// Somebody who is signed in to this account and proves to be its owner.
    pub fn proof(account: AccountKey) -> Self {
        Self { key: format!("proof:{}", account.0) }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("too many tries: wait {seconds} seconds")]
    Wait { seconds: u64 },
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Wait { seconds } => Self::new(ProblemCode::TooManyTries).retry_after(seconds),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// How long the next try waits after this many wrong ones, in milliseconds.
fn wait(failures: i64) -> i64 {
    match u32::try_from(failures - FREE_FOR_ACCOUNT) {
        Ok(beyond) if beyond > 0 => 1000_i64.saturating_mul(2_i64.saturating_pow(beyond - 1)).min(LONGEST_WAIT),
        _ => 0,
    }
}

/// Counts a try. [`Error::Wait`] when it comes too early; it is not judged then.
pub async fn count(tx: &mut Tx, subject: &Subject, now: i64) -> Result<(), Error> {
    let key = subject.key.as_str();
    let counted = fetch_optional!(tx, (i64,), sql::COUNT, key, now, now - FORGOTTEN_AFTER)?;
    let Some((failures,)) = counted else {
        let (until,) = fetch_one!(tx, (i64,), sql::BLOCKED_UNTIL, key)?;
        let seconds = u64::try_from((until - now).max(0)).unwrap_or(0).div_ceil(1000);
        return Err(Error::Wait { seconds: seconds.max(1) });
    };
    // A free try blocks nothing: of tries at once, one that looked at the clock a millisecond earlier may be counted later.
    if wait(failures) > 0 {
        execute!(tx, sql::BLOCK, key, now + wait(failures))?;
    }
    Ok(())
}

/// Counts a try from a network address, whomever it is at. [`Error::Wait`] when the hour has had enough of them.
pub async fn count_address(tx: &mut Tx, network: &str, now: i64) -> Result<(), Error> {
    match allowances::take(tx, &address(network), MOST_FROM_ADDRESS, now).await {
        Err(allowances::Error::UsedUp { seconds }) => Err(Error::Wait { seconds }),
        Err(allowances::Error::Database(cause)) => Err(cause.into()),
        Ok(()) => Ok(()),
    }
}

/// Takes one try from an address back: it was none.
pub async fn uncount_address(tx: &mut Tx, network: &str) -> Result<(), sqlx::Error> {
    allowances::give_back(tx, &address(network)).await
}

fn address(network: &str) -> String {
    format!("guess:{network}")
}

/// Takes one try back: it was none.
pub async fn uncount(tx: &mut Tx, subject: &Subject) -> Result<(), sqlx::Error> {
    execute!(tx, sql::UNCOUNT, subject.key.as_str())?;
    Ok(())
}

/// Forgets the tries: the owner has proven to be the owner.
pub async fn clear(tx: &mut Tx, subject: &Subject) -> Result<(), sqlx::Error> {
    execute!(tx, sql::CLEAR, subject.key.as_str())?;
    Ok(())
}

/// Forgets what is long over.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET, now - FORGOTTEN_AFTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<i64> = (1..=9).map(|failures| wait(failures) / 1000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(wait(16), LONGEST_WAIT);
        assert_eq!(wait(i64::from(u32::MAX)), LONGEST_WAIT);
    }
}
