//! Deletes a group; its contacts stay.

use openapi::GroupId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

pub async fn delete(tx: &mut Tx, account: AccountKey, id: GroupId) -> Result<(), Error> {
    match execute!(tx, sql::DELETE, id.0, account.0)? {
        0 => Err(Error::Missing),
        _ => Ok(()),
    }
}
