//! Takes a number off the blacklist.

use openapi::Msisdn;

use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};
use crate::messages::sql::digits;

/// Whether it was on it.
pub async fn remove(tx: &mut Tx, account: AccountKey, number: Msisdn) -> Result<bool, sqlx::Error> {
    Ok(execute!(tx, sql::REMOVE, account.0, digits(number))? == 1)
}
