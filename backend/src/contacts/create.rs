//! Adds a contact.

use openapi::contacts::Contact;
use openapi::{ContactId, GroupId};

use super::consent::Noted;
use super::membership::set_groups;
use super::put_words::put_words;
use super::show::show;
use super::{Details, Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};
use crate::messages::sql::digits;

pub async fn create(
    tx: &mut Tx,
    account: AccountKey,
    id: ContactId,
    details: &Details,
    groups: &[GroupId],
    consent: Option<&Noted>,
    now: i64,
) -> Result<Contact, Error> {
    let keys = details.keys();
    execute!(
        tx,
        sql::INSERT,
        id.0,
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
    put_words(tx, account, [(id.0, &keys)].into_iter(), true).await?;
    if let Some(consent) = consent {
        consent.note(tx, account, id).await?;
    }
    if !groups.is_empty() {
        set_groups(tx, account, id, groups).await?;
    }
    show(tx, account, id).await
}
