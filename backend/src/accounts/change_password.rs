//! Changes the password: the old one stops working at once, every other session ends, the e-mail address is told.

use openapi::audit::AuditKind;

use super::confirm::forget_pending;
use super::password::{self, NewPassword};
use super::{AccountKey, Error, lock, sql};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, transact};
use crate::http::Origin;
use crate::links::{self, Purpose, new_token};
use crate::mail::{self, Letter};
use crate::sessions;

/// A password that is set, and by whom.
pub struct Setting<'a> {
    pub account: AccountKey,
    pub hash: &'a str,
    /// The session that stays; `None`: all end.
    pub session: Option<i64>,
    pub what: AuditKind,
    pub origin: &'a Origin,
    /// For the event and the letter.
    pub ids: [i64; 2],
    pub now: i64,
}

/// Answers the cookie by which this browser, alone, is known from now on.
pub async fn change_password(
    app: &App,
    account: AccountKey,
    session: i64,
    new: NewPassword,
    origin: &Origin,
) -> Result<String, Error> {
    let hash = password::hash(new).await?;
    let (device, _) = new_token()?;
    let (ids, now) = ([app.ids.next(), app.ids.next()], app.clock.now().millis());
    let what = AuditKind::PasswordChanged;
    let setting = Setting { account, hash: &hash, session: Some(session), what, origin, ids, now };
    transact(&app.db, async |tx| -> Result<(), Error> {
        set(tx, &setting).await?;
        sessions::know_device(tx, account, &device, now).await?;
        Ok(())
    })
    .await?;
    Ok(device)
}

/// Sets a password, in the transaction of whatever proves that it may be set.
pub async fn set(tx: &mut Tx, setting: &Setting<'_>) -> Result<(), Error> {
    let &Setting { account, hash, session, what, origin, ids, now } = setting;
    let public_id = lock(tx, account).await?.public_id;
    execute!(tx, sql::SET_PASSWORD, account.0, hash)?;
    sessions::end_others(tx, account, session, now).await?;
    // Whoever had a browser of this account's known, or a link under way, may be the reason for the change.
    execute!(tx, sessions::sql::FORGET_DEVICES_OF, account.0)?;
    links::void(tx, account, Purpose::ResetPassword, now).await?;
    // So may whoever asked for another address: it would be the next way in.
    forget_pending(tx, account, now).await?;
    audit::note(tx, ids[0], Event::of(account, what, origin)).await?;
    mail::queue(tx, ids[1], &public_id, &Letter::PasswordChanged(origin.at(now)), now).await?;
    Ok(())
}
