//! Turns the second factor on: a first code proves that the app has the secret.

use openapi::audit::AuditKind;

use super::check::step;
use super::{Error, codes, sql};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{execute, fetch_optional, transact};
use crate::guessing::{self, Subject};
use crate::http::Origin;
use crate::mail::{self, Letter};
use crate::sessions;

/// Answers the recovery codes. The account's other sessions end: they have not shown the second factor.
pub async fn confirm(
    app: &App,
    account: AccountKey,
    session: i64,
    typed: &str,
    origin: &Origin,
) -> Result<Vec<String>, Error> {
    let row = fetch_optional!(&mut app.db.read().await?, (String, Option<i64>, String), sql::SECRET, account.0)?;
    let (secret, enabled, public_id) = row.ok_or(Error::NotSetUp)?;
    if enabled.is_some() {
        return Err(Error::AlreadyOn);
    }
    let now = app.clock.now().millis();
    let subject = Subject::proof(account);
    transact(&app.db, async |tx| guessing::count(tx, &subject, now).await).await?;
    let step = match step(&secret, &public_id, typed.trim(), now) {
        Err(Error::Wrong) => {
            let id = app.ids.next();
            let failed = Event::of(account, AuditKind::SecondFactorFailed, origin);
            transact(&app.db, async |tx| audit::note(tx, id, failed).await).await?;
            return Err(Error::Wrong);
        }
        step => step?,
    };
    let codes = codes::make().await?;
    let ids = [app.ids.next(), app.ids.next()];
    transact(&app.db, async |tx| -> Result<(), Error> {
        // The account's row first: a sign-in that was judged before takes it too, and looks again.
        accounts::lock(tx, account).await?;
        if execute!(tx, sql::ENABLE, account.0, now, step, secret.as_str())? == 0 {
            return Err(Error::AlreadyOn);
        }
        codes::put(tx, account, &codes).await?;
        sessions::end_others(tx, account, Some(session), now).await?;
        guessing::clear(tx, &subject).await?;
        audit::note(tx, ids[0], Event::of(account, AuditKind::SecondFactorEnabled, origin)).await?;
        mail::queue(tx, ids[1], &public_id, &Letter::SecondFactorEnabled(origin.at(now)), now).await?;
        Ok(())
    })
    .await?;
    Ok(codes.into_iter().map(|(_, code, _)| code).collect())
}
