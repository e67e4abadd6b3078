//! Adds a contact.

use openapi::contacts::Contact;
use openapi::{ContactId, GroupId};

use super::membership::set_groups;
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
    now: i64,
) -> Result<Contact, Error> {
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
        details.search(),
        now
    )?;
    if !groups.is_empty() {
        set_groups(tx, account, id, groups).await?;
    }
    show(tx, account, id).await
}
