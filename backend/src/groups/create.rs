//! Makes a group.

use openapi::groups::Group;
use openapi::{GroupId, Time};

use super::{Error, Name, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, fetch_optional, is_unique_violation};

pub async fn create(tx: &mut Tx, account: AccountKey, id: GroupId, name: &Name, now: i64) -> Result<Group, Error> {
    match execute!(tx, sql::INSERT, id.0, account.0, name.as_str(), name.search(), now) {
        Ok(_) => Ok(Group { id, name: name.as_str().to_owned(), contacts: 0, created_at: Time::from_millis(now) }),
        Err(error) if is_unique_violation(&error) => Err(Error::Taken),
        Err(error) => Err(error.into()),
    }
}

/// The group with this name, made with `id` when there is none.
pub async fn ensure(tx: &mut Tx, account: AccountKey, id: GroupId, name: &Name, now: i64) -> Result<GroupId, Error> {
    execute!(tx, sql::ENSURE, id.0, account.0, name.as_str(), name.search(), now)?;
    let found = fetch_optional!(tx, (i64,), sql::FIND, account.0, name.as_str())?;
    found.map(|(id,)| GroupId(id)).ok_or(Error::Missing)
}
