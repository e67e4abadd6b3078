//! Confirms the e-mail address: of a new account, or the one that takes another's place.

use openapi::audit::AuditKind;

use super::{AccountId, AccountKey, Error, lock, sql};
use crate::allowances;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::http::Origin;
use crate::links::{self, Purpose};
use crate::mail::{self, Letter};

/// Welcome e-mails that an account can ask for in an hour, and those that one network address can ask for.
const MOST_RESENT: u32 = 3;
const MOST_RESENT_BY_ADDRESS: u32 = 30;

/// The link of the welcome e-mail was opened.
pub async fn confirm(app: &App, token: &str, origin: &Origin) -> Result<(), Error> {
    let (event, now) = (app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        let link = links::redeem(tx, token, Purpose::ConfirmAccount, now).await?;
        // An address that was changed meanwhile is not confirmed by the old one's link.
        let confirmed = fetch_optional!(tx, (String,), sql::CONFIRM, link.account.0, link.email.as_str())?;
        confirmed.ok_or(links::Error::Expired)?;
        audit::note(tx, event, Event::of(link.account, AuditKind::EmailConfirmed, origin).about(&link.email)).await?;
        Ok(())
    })
    .await
}

/// Sends the welcome e-mail again, to an account that is not confirmed. Never tells whether there is such an account.
pub async fn resend(app: &App, account_id: &AccountId, origin: &Origin) -> Result<(), Error> {
    let (letter, now) = (app.ids.next(), app.clock.now().millis());
    let public_id = account_id.as_str();
    transact(&app.db, async |tx| -> Result<(), Error> {
        allowances::take(tx, &format!("resend:{}", origin.network()), MOST_RESENT_BY_ADDRESS, now).await?;
        allowances::take(tx, &format!("resend_to:{public_id}"), MOST_RESENT, now).await?;
        mail::queue(tx, letter, public_id, &Letter::Welcome, now).await?;
        Ok(())
    })
    .await
}

/// The link that was sent to a new address was opened: it takes the old one's place, which is told.
pub async fn confirm_email(app: &App, token: &str, origin: &Origin) -> Result<(), Error> {
    let (event, letter, now) = (app.ids.next(), app.ids.next(), app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), Error> {
        let link = links::redeem(tx, token, Purpose::ConfirmEmail, now).await?;
        let before = lock(tx, link.account).await?;
        let swapped = fetch_optional!(tx, (String,), sql::SWAP_EMAIL, link.account.0, link.email.as_str())?;
        let (public_id,) = swapped.ok_or(links::Error::Expired)?;
        // Links that went to the old address open nothing any more.
        links::void(tx, link.account, Purpose::ResetPassword, now).await?;
        links::void(tx, link.account, Purpose::ConfirmAccount, now).await?;
        let changed = Letter::EmailChanged { old: before.email, new: link.email.clone() };
        mail::queue(tx, letter, &public_id, &changed, now).await?;
        audit::note(tx, event, Event::of(link.account, AuditKind::EmailChanged, origin).about(&link.email)).await?;
        Ok(())
    })
    .await
}

/// Forgets a new address that was not confirmed.
pub async fn forget_pending(tx: &mut Tx, account: AccountKey, now: i64) -> Result<(), Error> {
    execute!(tx, sql::FORGET_PENDING_EMAIL, account.0)?;
    links::void(tx, account, Purpose::ConfirmEmail, now).await?;
    Ok(())
}
