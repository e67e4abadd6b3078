//! Ends sessions: their refresh tokens give nothing any more, their access tokens are refused.

use openapi::SessionId;
use openapi::audit::AuditKind;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::http::Origin;

/// Signs out.
pub async fn sign_out(app: &App, account: AccountKey, session: i64, origin: &Origin) -> Result<(), Error> {
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        execute!(tx, sql::END, session, now)?;
        audit::note(tx, id, Event::of(account, AuditKind::SignedOut, origin)).await?;
        Ok(())
    })
    .await
}

/// Ends one of the account's sessions. [`Error::Missing`] when it is not the account's, or has ended.
pub async fn end(app: &App, account: AccountKey, session: SessionId, origin: &Origin) -> Result<(), Error> {
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        let ended = fetch_optional!(tx, (String,), sql::END_OWN, session.0, account.0, now)?;
        let (device,) = ended.ok_or(Error::Missing)?;
        audit::note(tx, id, Event::of(account, AuditKind::SessionEnded, origin).about(&device)).await?;
        Ok(())
    })
    .await
}

/// Ends every session but the one that asks.
pub async fn end_all_others(app: &App, account: AccountKey, session: i64, origin: &Origin) -> Result<(), Error> {
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        if end_others(tx, account, Some(session), now).await? > 0 {
            audit::note(tx, id, Event::of(account, AuditKind::SessionEnded, origin)).await?;
        }
        Ok(())
    })
    .await
}

/// Ends every session of an account, but `spared`; answers how many.
pub async fn end_others(tx: &mut Tx, account: AccountKey, spared: Option<i64>, now: i64) -> Result<u64, sqlx::Error> {
    execute!(tx, sql::END_OTHERS, account.0, spared, now)
}
