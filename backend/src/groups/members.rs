//! Puts contacts into a group, and takes them out.

use openapi::GroupId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Ids, Tx, execute, fetch_optional};

/// Puts the account's own contacts among `contacts` into the group; answers how many were not in it. Others are passed
/// over: what was deleted a moment ago is no reason to refuse the rest.
pub async fn add(tx: &mut Tx, account: AccountKey, id: GroupId, contacts: &[i64]) -> Result<i64, Error> {
    lock(tx, account, id).await?;
    Ok(count(execute!(tx, sql::ADD, Ids(contacts), id.0, account.0)?))
}

/// Takes contacts out; answers how many were in it.
pub async fn remove(tx: &mut Tx, account: AccountKey, id: GroupId, contacts: &[i64]) -> Result<i64, Error> {
    lock(tx, account, id).await?;
    Ok(count(execute!(tx, sql::REMOVE, Ids(contacts), id.0)?))
}

async fn lock(tx: &mut Tx, account: AccountKey, id: GroupId) -> Result<(), Error> {
    fetch_optional!(tx, (i64,), sql::LOCK, id.0, account.0)?.map(|_| ()).ok_or(Error::Missing)
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
