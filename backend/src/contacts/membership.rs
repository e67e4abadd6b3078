//! The groups of one contact.

use openapi::{ContactId, GroupId};

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Ids, Tx, execute, fetch_all};

/// Makes these its groups, and no other. They must be the account's own.
pub async fn set_groups(tx: &mut Tx, account: AccountKey, contact: ContactId, groups: &[GroupId]) -> Result<(), Error> {
    let ids: Vec<i64> = groups.iter().map(|group| group.0).collect();
    let own = fetch_all!(tx, (i64,), sql::OWN_GROUPS, Ids(&ids), account.0)?;
    if let Some(at) = ids.iter().position(|id| !own.contains(&(*id,))) {
        return Err(Error::NoSuchGroup(at));
    }
    execute!(tx, sql::LEAVE_GROUPS, contact.0)?;
    execute!(tx, sql::JOIN_GROUPS, Ids(&ids), contact.0)?;
    Ok(())
}
