//! Does without an account's mobile, for whoever cannot give one. No gift comes with it.

use openapi::audit::AuditKind;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, transact};
use crate::http::Origin;

/// `by` is the operator.
pub async fn waive(app: &App, account: AccountKey, by: AccountKey, origin: &Origin) -> Result<(), Error> {
    let id = app.ids.next();
    transact(&app.db, async |tx| -> Result<(), Error> {
        if execute!(tx, sql::WAIVE, account.0)? == 1 {
            let event = Event { by: Some(by), ..Event::of(account, AuditKind::MobileWaived, origin) };
            audit::note(tx, id, event).await?;
        }
        Ok(())
    })
    .await
}
