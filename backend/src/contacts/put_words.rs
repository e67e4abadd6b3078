//! Writes the words of contacts beside their rows.

use super::{Keys, sql};
use crate::accounts::AccountKey;
use crate::db::{Ids, Rows, Tx, execute, put};

/// The words of contacts that are new, or of whom `fresh` is false: then the words they had are forgotten first.
pub async fn put_words<'k>(
    tx: &mut Tx,
    account: AccountKey,
    contacts: impl Iterator<Item = (i64, &'k Keys)> + Clone,
    fresh: bool,
) -> Result<(), sqlx::Error> {
    if !fresh {
        let ids: Vec<i64> = contacts.clone().map(|(id, _)| id).collect();
        execute!(tx, sql::FORGET_WORDS, Ids(&ids))?;
    }
    let mut words = Vec::new();
    for (id, keys) in contacts {
        words.extend(keys.inner_words().into_iter().map(|word| (id, word)));
    }
    if words.is_empty() {
        return Ok(());
    }
    let rows = Rows::default().column(words.iter().map(|word| word.0)).column(words.iter().map(|word| word.1));
    put(tx, sql::PUT_WORDS, &rows.same(account.0)).await
}
