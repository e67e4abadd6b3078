//! Makes an account an operator (`chappe admin operator add`).

use openapi::audit::AuditKind;

use super::{AccountId, AccountKey, Error, sql};
use crate::audit::{self, Event};
use crate::db::{Db, fetch_optional, transact};

/// `event` is the id of the audit's event.
pub async fn add_operator(db: &Db, event: i64, id: &AccountId) -> Result<(), Error> {
    transact(db, async |tx| -> Result<(), Error> {
        let added = fetch_optional!(tx, (i64,), sql::ADD_OPERATOR, id.as_str())?;
        let account = added.map(|(key,)| AccountKey(key)).ok_or(Error::Missing)?;
        let what = AuditKind::OperatorAdded;
        audit::note(tx, event, Event { account: Some(account), what, origin: None, detail: None, by: None }).await?;
        Ok(())
    })
    .await
}
