//! Changes a contact.

use openapi::ContactId;
use openapi::contacts::{Contact, ContactChange};

use super::adopt::adopt;
use super::consent::Noted;
use super::membership::set_groups;
use super::put_words::put_words;
use super::show::show;
use super::sql::{self, ContactRow};
use super::{Details, Error};
use crate::accounts::{AccountKey, owner};
use crate::contact_fields::kinds;
use crate::db::{Tx, execute, fetch_optional};
use crate::ids::Ids;
use crate::messages::sql::digits;

pub async fn change(
    tx: &mut Tx,
    account: AccountKey,
    id: ContactId,
    mut change: ContactChange,
    ids: &Ids,
    now: i64,
) -> Result<Contact, Error> {
    let row = fetch_optional!(tx, ContactRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    let groups = change.groups.take();
    let consent = Noted::parse(change.consent.take(), now).map_err(|problem| Error::Fields(Box::new(problem)))?;
    let home = owner(tx, account).await?.country;
    let kinds = kinds(tx, account).await?;
    let before = Details::from(row);
    let free = before.fields.clone();
    let after = before.changed(change, home, &kinds).map_err(|problem| Error::Fields(Box::new(problem)))?;
    let after = adopt(tx, account, after, &free, ids, now).await?;
    write(tx, account, id.0, &after, now).await?;
    if let Some(consent) = consent {
        consent.note(tx, account, id).await?;
    }
    if let Some(groups) = groups {
        set_groups(tx, account, id, &groups).await?;
    }
    show(tx, account, id).await
}

/// Writes all of a contact.
pub(super) async fn write(
    tx: &mut Tx,
    account: AccountKey,
    id: i64,
    details: &Details,
    now: i64,
) -> Result<(), sqlx::Error> {
    let keys = details.keys();
    execute!(
        tx,
        sql::CHANGE,
        id,
        account.0,
        digits(details.mobile),
        details.country.as_str(),
        details.last_name.as_str(),
        details.first_name.as_str(),
        details.email.as_str(),
        details.company.as_str(),
        details.fields_json(),
        keys.search.as_str(),
        now,
        details.line_word(),
        keys.last.as_str(),
        keys.first.as_str(),
        keys.email.as_str(),
        keys.company.as_str(),
        details.typed.as_str()
    )?;
    put_words(tx, account, [(id, &keys)].into_iter(), false).await
}
