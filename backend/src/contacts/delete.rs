//! Deletes contacts: one, or many by id or by number.

use openapi::ContactId;
use openapi::contacts::ContactDeletion;

use super::{Error, MAX_AT_ONCE, sql};
use crate::accounts::AccountKey;
use crate::db::{Ids, Tx, execute};
use crate::messages::sql::digits;
use crate::numbers::{self, Country};
use crate::problem::{FieldErrors, Problem};

/// Which contacts to delete.
pub struct Deletion {
    ids: Vec<i64>,
    /// Every contact with such a number goes.
    numbers: Vec<i64>,
}

impl Deletion {
    pub fn parse(asked: ContactDeletion, home: Country) -> Result<Self, Problem> {
        if asked.ids.is_none() && asked.numbers.is_none() {
            return Err(Problem::field("ids", "required", "name ids, numbers or both"));
        }
        let ids: Vec<i64> = asked.ids.unwrap_or_default().iter().map(|id| id.0).collect();
        let typed = asked.numbers.unwrap_or_default();
        let mut errors = FieldErrors::default();
        for (field, count) in [("ids", ids.len()), ("numbers", typed.len())] {
            if count > MAX_AT_ONCE {
                errors.add(field, "too_many", format!("at most {MAX_AT_ONCE} at once"));
            }
        }
        errors.finish()?;
        let mut errors = FieldErrors::default();
        let read = |(at, text): (usize, &String)| errors.take(&format!("numbers[{at}]"), numbers::read(text, home));
        let numbers = typed.iter().enumerate().filter_map(read).map(|number| digits(number.msisdn)).collect();
        errors.finish()?;
        Ok(Self { ids, numbers })
    }
}

/// Deletes one. [`Error::Missing`] when it is not the account's.
pub async fn delete(tx: &mut Tx, account: AccountKey, id: ContactId) -> Result<(), Error> {
    match execute!(tx, sql::DELETE, Ids(&[id.0]), account.0)? {
        0 => Err(Error::Missing),
        _ => Ok(()),
    }
}

/// Deletes those that are the account's; answers how many.
pub async fn delete_many(tx: &mut Tx, account: AccountKey, deletion: &Deletion) -> Result<i64, Error> {
    let mut deleted = execute!(tx, sql::DELETE, Ids(&deletion.ids), account.0)?;
    if !deletion.numbers.is_empty() {
        deleted += execute!(tx, sql::DELETE_NUMBERS, Ids(&deletion.numbers), account.0)?;
    }
    Ok(i64::try_from(deleted).unwrap_or(i64::MAX))
}
