//! Shows contacts with their groups.

use std::collections::HashMap;

use openapi::contacts::Contact;
use openapi::{ContactId, GroupId};

use super::Error;
use super::sql::{self, ContactRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: ContactId) -> Result<Contact, Error> {
    let row = fetch_optional!(on, ContactRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    with_groups(on, vec![row]).await?.pop().ok_or(Error::Missing)
}

/// The contacts of these rows, in their order. One statement asks for the groups of all.
pub async fn with_groups(on: &mut impl Connected, rows: Vec<ContactRow>) -> Result<Vec<Contact>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut groups: HashMap<i64, Vec<GroupId>> = HashMap::new();
    for (contact, group) in fetch_all!(on, (i64, i64), sql::GROUPS_OF, Ids(&ids))? {
        groups.entry(contact).or_default().push(GroupId(group));
    }
    let contact = |row: ContactRow| {
        let own = groups.remove(&row.id).unwrap_or_default();
        row.contact(own)
    };
    Ok(rows.into_iter().map(contact).collect())
}
