//! Opens an account.

use openapi::accounts::Locale;

use super::{AccountKey, AccountSettings, Credentials, Error, password, sql};
use crate::clock::Clock;
use crate::db::{Db, execute, is_unique_violation, transact};
use crate::ids::Ids;

/// Opens an account with a balance of 0, confirmed at once. [`Error::Taken`] when the ID is in use.
pub async fn create(
    db: &Db,
    ids: &Ids,
    clock: &Clock,
    new: Credentials,
    settings: AccountSettings,
) -> Result<AccountKey, Error> {
    let hash = password::hash(new.password).await?;
    let key = AccountKey(ids.next());
    let now = clock.now().millis();
    let created = transact(db, async |tx| {
        execute!(
            tx,
            sql::INSERT,
            key.0,
            new.account_id.as_str(),
            new.email.as_str(),
            hash.as_str(),
            locale_word(settings.locale),
            settings.time_zone.as_str(),
            settings.country.code(),
            true,
            now
        )
    })
    .await;
    match created {
        Ok(_) => Ok(key),
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
