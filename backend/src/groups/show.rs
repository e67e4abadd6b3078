//! Shows a group.

use openapi::GroupId;
use openapi::groups::Group;

use super::Error;
use super::sql::{self, GroupRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

pub async fn show(on: &mut impl Connected, account: AccountKey, id: GroupId) -> Result<Group, Error> {
    fetch_optional!(on, GroupRow, sql::SHOW, id.0, account.0)?.map(Group::from).ok_or(Error::Missing)
}
