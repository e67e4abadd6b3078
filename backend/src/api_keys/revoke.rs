//! Revokes a key: it is refused from the next request on.

use openapi::ApiKeyId;
use openapi::audit::AuditKind;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{fetch_optional, transact};
use crate::http::Origin;

pub async fn revoke(app: &App, account: AccountKey, key: ApiKeyId, origin: &Origin) -> Result<(), Error> {
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        let revoked = fetch_optional!(tx, (String,), sql::REVOKE, key.0, account.0, now)?;
        let (name,) = revoked.ok_or(Error::Missing)?;
        audit::note(tx, id, Event::of(account, AuditKind::ApiKeyRevoked, origin).about(&name)).await?;
        Ok(())
    })
    .await
}
