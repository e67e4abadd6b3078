//! Opens an account.

use openapi::accounts::Locale;
use openapi::audit::AuditKind;

use super::{AccountKey, AccountSettings, Credentials, Error, password, sql};
use crate::allowances;
use crate::app::App;
use crate::audit::{self, Event};
use crate::clock::Clock;
use crate::db::{Db, Tx, execute, is_unique_violation, transact};
use crate::http::Origin;
use crate::ids::Ids;
use crate::mail::{self, Letter};

/// Accounts that one network address may open in an hour: a class of pupils, not a machine.
const MOST_AN_HOUR: u32 = 30;

/// Opens an account for whoever asks, with a balance of 0. Its e-mail address is to be confirmed: the welcome e-mail has the
/// link. [`Error::Taken`] when the ID is in use.
pub async fn sign_up(
    app: &App,
    new: Credentials,
    settings: AccountSettings,
    origin: &Origin,
) -> Result<AccountKey, Error> {
    let now = app.clock.now().millis();
    // First, and also for an ID that turns out to be taken: neither hashing nor asking for IDs is for free.
    let subject = format!("sign_up:{}", origin.network());
    transact(&app.db, async |tx| allowances::take(tx, &subject, MOST_AN_HOUR, now).await).await?;
    let hash = password::hash(new.password).await?;
    let [key, event, letter] = [(); 3].map(|()| app.ids.next());
    let (id, email) = (new.account_id.as_str(), new.email.as_str());
    let account = AccountKey(key);
    transact(&app.db, async |tx| -> Result<(), Error> {
        insert(tx, account, (id, email, &hash), &settings, false, now).await?;
        audit::note(tx, event, Event::of(account, AuditKind::AccountOpened, origin)).await?;
        mail::queue(tx, letter, id, &Letter::Welcome, now).await?;
        Ok(())
    })
    .await?;
    Ok(account)
}

/// Opens an account as the operator does: confirmed at once. [`Error::Taken`] when the ID is in use.
pub async fn create(
    db: &Db,
    ids: &Ids,
    clock: &Clock,
    new: Credentials,
    settings: AccountSettings,
) -> Result<AccountKey, Error> {
    let hash = password::hash(new.password).await?;
    let (account, event, now) = (AccountKey(ids.next()), ids.next(), clock.now().millis());
    let (id, email) = (new.account_id.as_str(), new.email.as_str());
    transact(db, async |tx| -> Result<(), Error> {
        insert(tx, account, (id, email, &hash), &settings, true, now).await?;
        let what = AuditKind::AccountOpened;
        audit::note(tx, event, Event { account: Some(account), what, origin: None, detail: None, by: None }).await?;
        Ok(())
    })
    .await?;
    Ok(account)
}

async fn insert(
    tx: &mut Tx,
    key: AccountKey,
    (id, email, hash): (&str, &str, &str),
    settings: &AccountSettings,
    confirmed: bool,
    now: i64,
) -> Result<(), Error> {
    let (locale, zone, country) = (locale_word(settings.locale), settings.time_zone.as_str(), settings.country.code());
    let inserted = execute!(tx, sql::INSERT, key.0, id, email, hash, locale, zone, country, confirmed, now);
    match inserted {
        Ok(_) => Ok(()),
        Err(error) if is_unique_violation(&error) => Err(Error::Taken),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn locale_word(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "fr",
        Locale::En => "en",
    }
}
