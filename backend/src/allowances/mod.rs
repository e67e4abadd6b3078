//! Allowances: what may be done only so often an hour, such as asking for a code by SMS.
//!
//! An hour begins with the first use. The count is one conditional statement, so that parallel requests cannot have more
//! than is allowed.

pub(crate) mod sql;

use openapi::ProblemCode;

use crate::db::{Connected, Tx, execute, fetch_one, fetch_optional};
use crate::problem::Problem;

/// One hour, in milliseconds.
const HOUR: i64 = 3600 * 1000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no more for {seconds} seconds")]
    UsedUp { seconds: u64 },
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::UsedUp { seconds } => Self::new(ProblemCode::TooManyTries).retry_after(seconds),
            Error::Database(cause) => cause.into(),
        }
    }
}

/// Uses one of `most` an hour. [`Error::UsedUp`] when there is none left.
pub async fn take(tx: &mut Tx, subject: &str, most: u32, now: i64) -> Result<(), Error> {
    let taken = fetch_optional!(tx, (i64,), sql::TAKE, subject, now, now - HOUR, i64::from(most))?;
    if taken.is_some() {
        return Ok(());
    }
    let (began_at,) = fetch_one!(tx, (i64,), sql::BEGAN_AT, subject)?;
    let seconds = u64::try_from((began_at + HOUR - now).max(0)).unwrap_or(0).div_ceil(1000);
    Err(Error::UsedUp { seconds: seconds.max(1) })
}

/// Whether the hour's uses are used up.
pub async fn is_used_up(on: &mut impl Connected, subject: &str, most: u32, now: i64) -> Result<bool, sqlx::Error> {
    Ok(fetch_optional!(on, (i64,), sql::USED_UP, subject, now - HOUR, i64::from(most))?.is_some())
}

/// Gives one use back: it was none.
pub async fn give_back(tx: &mut Tx, subject: &str) -> Result<(), sqlx::Error> {
    execute!(tx, sql::GIVE_BACK, subject)?;
    Ok(())
}

/// Forgets the hours that are over.
pub async fn forget(tx: &mut Tx, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::FORGET, now - HOUR)
}
