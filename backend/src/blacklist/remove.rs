//! Takes a number off the blacklist; why is kept.

use openapi::Msisdn;

use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_optional};
use crate::messages::sql::digits;
use crate::problem::Problem;

/// A reason is a sentence.
const MAX_REASON: usize = 200;

/// Why a number is taken off: one line, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Reason(String);

impl Reason {
    pub fn parse(typed: Option<&str>) -> Result<Self, Problem> {
        let reason = typed.unwrap_or_default().trim();
        if reason.chars().count() > MAX_REASON {
            return Err(Problem::field("reason", "too_long", format!("a reason has at most {MAX_REASON} characters")));
        }
        if reason.chars().any(char::is_control) {
            return Err(Problem::field(
                "reason",
                "malformed",
                "a reason has no line breaks or other control characters",
            ));
        }
        Ok(Self(reason.to_owned()))
    }
}

/// Whether it was on it. `id`: a new one, for its history.
pub async fn remove(
    tx: &mut Tx,
    account: AccountKey,
    number: Msisdn,
    reason: &Reason,
    id: i64,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let number = digits(number);
    if fetch_optional!(tx, (i64,), sql::LOCK, account.0, number)?.is_none() {
        return Ok(false);
    }
    execute!(tx, sql::KEEP, account.0, number, id, now, reason.0.as_str())?;
    execute!(tx, sql::REMOVE, account.0, number)?;
    Ok(true)
}
