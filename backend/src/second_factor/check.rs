//! Judges a code: one of the app, or a recovery code. Whoever asks counts the try first (`guessing`).

use super::codes::plain;
use super::{Error, sql, totp};
use crate::accounts::{AccountKey, password};
use crate::db::{Db, execute, fetch_optional, transact};

/// Which kind of code it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    App,
    /// It is used up now.
    Recovery,
}

/// Judges and uses up a code. [`Error::Wrong`] also for one that was used before.
pub async fn check(db: &Db, account: AccountKey, typed: &str, now: i64) -> Result<Factor, Error> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
        app_code(db, account, &digits, now).await
    } else {
        recovery_code(db, account, &plain(typed), now).await
    }
}

async fn app_code(db: &Db, account: AccountKey, digits: &str, now: i64) -> Result<Factor, Error> {
    let row = fetch_optional!(&mut db.read().await?, (String, Option<i64>, String), sql::SECRET, account.0)?;
    let Some((secret, Some(_), public_id)) = row else { return Err(Error::Off) };
    let step = step(&secret, &public_id, digits, now)?;
    let taken = transact(db, async |tx| execute!(tx, sql::TAKE_STEP, account.0, step)).await?;
    if taken == 1 { Ok(Factor::App) } else { Err(Error::Wrong) }
}

/// The time step that a code belongs to; [`Error::Wrong`] when it belongs to none around now.
pub(super) fn step(secret: &str, public_id: &str, digits: &str, now: i64) -> Result<i64, Error> {
    let seconds = u64::try_from(now / 1000).unwrap_or(0);
    let step = totp(secret, public_id)?.check(digits, seconds).ok_or(Error::Wrong)?;
    i64::try_from(step).map_err(|_| Error::Wrong)
}

async fn recovery_code(db: &Db, account: AccountKey, code: &str, now: i64) -> Result<Factor, Error> {
    let letter: String = code.chars().take(1).collect();
    let row = fetch_optional!(&mut db.read().await?, (String,), sql::RECOVERY_HASH, account.0, letter.as_str())?;
    let hash = row.map(|(hash,)| hash);
    if !password::verify(code.to_owned(), hash.clone()).await? {
        return Err(Error::Wrong);
    }
    let used =
        transact(db, async |tx| execute!(tx, sql::USE_RECOVERY, account.0, letter.as_str(), now, hash.as_deref()));
    if used.await? == 1 { Ok(Factor::Recovery) } else { Err(Error::Wrong) }
}
