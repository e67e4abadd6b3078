//! Deletes a template; what was written with it stays.

use openapi::TemplateId;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Tx, execute};

pub async fn delete(tx: &mut Tx, account: AccountKey, id: TemplateId) -> Result<(), Error> {
    match execute!(tx, sql::DELETE, id.0, account.0)? {
        0 => Err(Error::Missing),
        _ => Ok(()),
    }
}
