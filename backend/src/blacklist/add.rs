//! Puts numbers on the blacklist.

use openapi::blacklist::BlacklistNumbers;

use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Ids, Rows, Tx, execute};
use crate::messages::sql::digits;
use crate::numbers::{self, Country};
use crate::problem::{FieldErrors, Problem};

/// Numbers in one request: longer lists are files, and go through an import.
const MAX_NUMBERS: usize = 1_000;

/// Reads the numbers, all or none: each wrong one is told by its place.
pub fn parse(asked: &BlacklistNumbers, home: Country) -> Result<Vec<i64>, Problem> {
    let mut errors = FieldErrors::default();
    match asked.numbers.len() {
        0 => errors.add("numbers", "required", "name at least one number"),
        1..=MAX_NUMBERS => {}
        _ => errors.add("numbers", "too_many", format!("at most {MAX_NUMBERS} numbers at once")),
    }
    errors.finish()?;
    let mut errors = FieldErrors::default();
    let read = |(at, text): (usize, &String)| errors.take(&format!("numbers[{at}]"), numbers::read(text, home));
    let numbers = asked.numbers.iter().enumerate().filter_map(read).map(|number| digits(number.msisdn)).collect();
    errors.finish()?;
    Ok(numbers)
}

/// Answers how many were not on it.
pub async fn add(tx: &mut Tx, account: AccountKey, numbers: &[i64], now: i64) -> Result<i64, sqlx::Error> {
    let rows = Rows::default().column(numbers.iter().copied());
    let added = execute!(tx, sql::ADD, rows, account.0, "manual", now)?;
    execute!(tx, sql::PIN, Ids(numbers), account.0, 0_i64)?;
    Ok(i64::try_from(added).unwrap_or(i64::MAX))
}
