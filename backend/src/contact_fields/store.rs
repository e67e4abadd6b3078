//! Makes, changes, deletes and shows fields.

use std::collections::BTreeMap;

use openapi::contact_fields::{ContactField, ContactFieldKind};
use openapi::{ContactFieldId, Time};

use super::Error;
use super::kind::{Known, kinds, name_key, of_word, word};
use super::sql::{self, FieldRow};
use crate::accounts::AccountKey;
use crate::contacts::MAX_FIELDS;
use crate::db::{Connected, Rows, Tx, execute, fetch_all, fetch_optional};
use crate::ids::Ids;

pub async fn list(on: &mut impl Connected, account: AccountKey) -> Result<Vec<ContactField>, Error> {
    let rows = fetch_all!(on, FieldRow, sql::LIST, account.0)?;
    Ok(rows.into_iter().map(ContactField::from).collect())
}

pub async fn create(
    tx: &mut Tx,
    account: AccountKey,
    id: ContactFieldId,
    name: &str,
    kind: ContactFieldKind,
    now: i64,
) -> Result<ContactField, Error> {
    fetch_optional!(tx, (i64,), sql::LOCK_ACCOUNT, account.0)?;
    if insert(tx, account, id, name, kind, now).await? {
        return Ok(ContactField { id, name: name.to_owned(), kind, created_at: Time::from_millis(now) });
    }
    let taken = kinds(tx, account).await?.contains_key(&name_key(name));
    Err(if taken { Error::Taken } else { Error::Full })
}

/// Makes text fields of the names that the account does not have, and answers how it spells each of them: one that it has
/// in other letters is the same field. [`Error::Full`] when there would be too many.
pub async fn adopt(
    tx: &mut Tx,
    account: AccountKey,
    names: &[&str],
    ids: &Ids,
    now: i64,
) -> Result<BTreeMap<String, String>, Error> {
    let mut known = kinds(tx, account).await?;
    if names.iter().any(|name| !known.contains_key(&name_key(name))) {
        fetch_optional!(tx, (i64,), sql::LOCK_ACCOUNT, account.0)?;
        // What another request has made meanwhile is not made again.
        known = kinds(tx, account).await?;
    }
    let mut spelt = BTreeMap::new();
    for &name in names {
        let key = name_key(name);
        if !known.contains_key(&key) {
            let (id, kind) = (ContactFieldId(ids.next()), ContactFieldKind::Text);
            if !insert(tx, account, id, name, kind, now).await? {
                return Err(Error::Full);
            }
            known.insert(key.clone(), Known { name: name.to_owned(), kind });
        }
        spelt.extend(known.get(&key).map(|field| (name.to_owned(), field.name.clone())));
    }
    Ok(spelt)
}

/// `false` when the name is taken or no place is free. The caller has taken the account's row.
async fn insert(
    tx: &mut Tx,
    account: AccountKey,
    id: ContactFieldId,
    name: &str,
    kind: ContactFieldKind,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let places = Rows::default().column((1..=MAX_FIELDS).map(|place| place as i64));
    let key = name_key(name);
    Ok(execute!(tx, sql::INSERT, places, id.0, account.0, name, word(kind), now, key.as_str())? == 1)
}

pub async fn change(
    tx: &mut Tx,
    account: AccountKey,
    id: ContactFieldId,
    kind: ContactFieldKind,
) -> Result<ContactField, Error> {
    execute!(tx, sql::CHANGE, id.0, account.0, word(kind))?;
    fetch_optional!(tx, FieldRow, sql::SHOW, id.0, account.0)?.map(ContactField::from).ok_or(Error::Missing)
}

pub async fn delete(tx: &mut Tx, account: AccountKey, id: ContactFieldId) -> Result<(), Error> {
    match execute!(tx, sql::DELETE, id.0, account.0)? {
        0 => Err(Error::Missing),
        _ => Ok(()),
    }
}

impl From<FieldRow> for ContactField {
    fn from(row: FieldRow) -> Self {
        Self {
            id: ContactFieldId(row.id),
            name: row.name,
            kind: of_word(&row.kind),
            created_at: Time::from_millis(row.created_at),
        }
    }
}
