//! Deletes a group; its contacts stay.
//!
//! It is gone at once, and its name is free. Its members are forgotten a slice at a time by the jobs' runner, because a
//! million of them would keep everybody else who writes waiting.

use openapi::GroupId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Ids, Tx, execute, fetch_all, fetch_optional, transact};

/// Members forgotten in one transaction: about 20 ms of SQLite's one writer.
const SLICE: i64 = 1_000;

pub async fn delete(tx: &mut Tx, account: AccountKey, id: GroupId, now: i64) -> Result<(), Error> {
    // Names have no line breaks, so nobody has taken this one.
    let name = format!("\n{id}");
    match execute!(tx, sql::DELETE, id.0, account.0, now, name.as_str())? {
        0 => Err(Error::Missing),
        _ => Ok(()),
    }
}

/// Forgets a slice of the members of a deleted group, in the end the group; `false` when there was nothing to do.
pub async fn forget(app: &App) -> Result<bool, Error> {
    // Looking first keeps an idle server from writing.
    if fetch_optional!(&mut app.db.read().await?, (i64,), sql::DELETED)?.is_none() {
        return Ok(false);
    }
    transact(&app.db, async |tx| {
        // One node at a time, so that none takes another's slice for the last one.
        let Some((group,)) = fetch_optional!(tx, (i64,), sql::DELETED)? else { return Ok(false) };
        let members = fetch_all!(tx, (i64,), sql::MEMBERS, group, SLICE)?;
        let members: Vec<i64> = members.into_iter().map(|(id,)| id).collect();
        match members.is_empty() {
            true => execute!(tx, sql::FORGET, group)?,
            false => execute!(tx, sql::REMOVE, Ids(&members), group)?,
        };
        Ok(true)
    })
    .await
}
