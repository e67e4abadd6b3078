//! Turns the second factor off, or makes new recovery codes: both ask for a code.

use openapi::audit::AuditKind;

use super::{Error, codes, sql};
use crate::accounts::{AccountKey, public_id};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, transact};
use crate::http::Origin;
use crate::mail::{self, Letter};

pub async fn remove(app: &App, account: AccountKey, origin: &Origin) -> Result<(), Error> {
    let public_id = public_id(&mut app.db.read().await?, account).await?;
    let (ids, now) = ([app.ids.next(), app.ids.next()], app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        if execute!(tx, sql::REMOVE, account.0)? == 0 {
            return Err(Error::Off);
        }
        execute!(tx, sql::DROP_RECOVERY, account.0)?;
        audit::note(tx, ids[0], Event::of(account, AuditKind::SecondFactorRemoved, origin)).await?;
        mail::queue(tx, ids[1], &public_id, &Letter::SecondFactorRemoved(origin.at(now)), now).await?;
        Ok(())
    })
    .await
}

/// New recovery codes; the old ones are void.
pub async fn renew_codes(app: &App, account: AccountKey, origin: &Origin) -> Result<Vec<String>, Error> {
    let codes = codes::make().await?;
    let id = app.ids.next();
    transact(&app.db, async |tx| -> Result<(), Error> {
        codes::put(tx, account, &codes).await?;
        audit::note(tx, id, Event::of(account, AuditKind::RecoveryCodesMade, origin)).await?;
        Ok(())
    })
    .await?;
    Ok(codes.into_iter().map(|(_, code, _)| code).collect())
}
