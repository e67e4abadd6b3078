//! Names of own fields that the account does not have are made fields by whoever writes them.

use std::collections::BTreeMap;

use super::{Details, Error};
use crate::accounts::AccountKey;
use crate::contact_fields;
use crate::db::Tx;
use crate::ids::Ids;

/// The same contact, its fields named as the account names them. `free`: what the contact has already under names that no
/// field has stays so: their field was deleted.
pub async fn adopt(
    tx: &mut Tx,
    account: AccountKey,
    mut details: Details,
    free: &BTreeMap<String, String>,
    ids: &Ids,
    now: i64,
) -> Result<Details, Error> {
    let names: Vec<&str> = details.fields.keys().filter(|name| !free.contains_key(*name)).map(String::as_str).collect();
    if names.is_empty() {
        return Ok(details);
    }
    let spelt = contact_fields::adopt(tx, account, &names, ids, now).await.map_err(|error| match error {
        contact_fields::Error::Database(cause) => Error::Database(cause),
        _ => Error::TooManyFields,
    })?;
    let fields = std::mem::take(&mut details.fields).into_iter();
    details.fields = fields.map(|(name, value)| (spelt.get(&name).cloned().unwrap_or(name), value)).collect();
    Ok(details)
}
