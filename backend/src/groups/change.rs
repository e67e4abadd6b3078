//! Renames a group.

use openapi::GroupId;
use openapi::groups::Group;

use super::show::show;
use super::{Error, Name, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute, is_unique_violation};

pub async fn rename(tx: &mut Tx, account: AccountKey, id: GroupId, name: &Name) -> Result<Group, Error> {
    match execute!(tx, sql::RENAME, id.0, account.0, name.as_str(), name.search()) {
        Ok(_) => show(tx, account, id).await,
        Err(error) if is_unique_violation(&error) => Err(Error::Taken),
        Err(error) => Err(error.into()),
    }
}
