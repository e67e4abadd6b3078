//! Changes language, time zone or country.

use openapi::accounts::{Account, AccountChange};

use super::create::locale_word;
use super::show::{locale, row, show};
use super::{AccountKey, AccountSettings, Error, sql};
use crate::db::{Db, execute, transact};
use crate::numbers::Country;
use crate::problem::Problem;

pub async fn change(db: &Db, key: AccountKey, change: AccountChange) -> Result<Account, Problem> {
    let before = row(&mut db.read().await?, key).await?;
    let before = AccountSettings {
        locale: locale(&before.locale),
        time_zone: before.time_zone,
        country: Country::parse(&before.country).ok_or(Error::Missing)?,
    };
    let after = before.changed(&change)?;
    let account = transact(db, async |tx| -> Result<Account, Error> {
        let zone = after.time_zone.as_str();
        execute!(tx, sql::CHANGE, key.0, locale_word(after.locale), zone, after.country.code())?;
        show(tx, key).await
    })
    .await?;
    Ok(account)
}
