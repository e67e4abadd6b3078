//! Makes, changes, deletes and shows fields.

use openapi::contact_fields::{ContactField, ContactFieldKind};
use openapi::{ContactFieldId, Time};

use super::Error;
use super::kind::{of_word, word};
use super::sql::{self, FieldRow};
use crate::accounts::AccountKey;
use crate::contacts::MAX_FIELDS;
use crate::db::{Connected, Rows, Tx, execute, fetch_all, fetch_optional};

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
    let places = Rows::default().column((1..=MAX_FIELDS).map(|place| place as i64));
    if execute!(tx, sql::INSERT, places, id.0, account.0, name, word(kind), now)? == 1 {
        return Ok(ContactField { id, name: name.to_owned(), kind, created_at: Time::from_millis(now) });
    }
    let taken = list(tx, account).await?.iter().any(|field| field.name == name);
    Err(if taken { Error::Taken } else { Error::Full })
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
