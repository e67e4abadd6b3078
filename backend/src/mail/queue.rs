//! Queues a letter in the transaction of whatever it tells.

use super::{Letter, sql};
use crate::db::{Tx, execute};

/// `public_id` is the account's, or what a stranger gave for one. `id` is the row's.
pub async fn queue(tx: &mut Tx, id: i64, public_id: &str, letter: &Letter, now: i64) -> Result<(), sqlx::Error> {
    let letter = serde_json::to_string(letter).map_err(|error| sqlx::Error::Encode(error.into()))?;
    execute!(tx, sql::INSERT, id, public_id, letter.as_str(), now)?;
    Ok(())
}
