//! Disables an account: its sessions end, its keys are refused, nothing of it leaves any more. Enabled again, it goes on
//! where it was; campaigns that have stood for too long meanwhile wait for a word of their owner.

use openapi::audit::AuditKind;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::audit::{self, Event};
use crate::campaigns::hold::{LATE, hold};
use crate::db::{execute, fetch_optional, transact};
use crate::http::Origin;
use crate::sessions;

/// `by` is the operator.
pub async fn disable(
    app: &App,
    account: AccountKey,
    reason: Option<&str>,
    by: AccountKey,
    origin: &Origin,
) -> Result<(), Error> {
    if account == by {
        return Err(Error::OwnAccount);
    }
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        execute!(tx, sql::DISABLE, account.0, now, reason)?;
        sessions::end_others(tx, account, None, now).await?;
        let event = Event { by: Some(by), ..Event::of(account, AuditKind::AccountDisabled, origin) };
        audit::note(tx, id, event).await?;
        Ok(())
    })
    .await
}

pub async fn enable(app: &App, account: AccountKey, by: AccountKey, origin: &Origin) -> Result<(), Error> {
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        let since = fetch_optional!(tx, (Option<i64>,), sql::DISABLED_AT, account.0)?;
        if execute!(tx, sql::ENABLE, account.0)? == 1 {
            if since.and_then(|(since,)| since).is_some_and(|since| since < now - LATE) {
                hold(tx, &app.ids, now, Some(account)).await?;
            }
            let event = Event { by: Some(by), ..Event::of(account, AuditKind::AccountEnabled, origin) };
            audit::note(tx, id, event).await?;
        }
        Ok(())
    })
    .await
}
