//! Shows an account to its owner, and tells the rest of the server what it must know of it.

use openapi::Credits;
use openapi::accounts::{Account, Locale};

use super::sql::{self, AccountRow};
use super::{AccountId, AccountKey, Error};
use crate::db::{Connected, fetch_one, fetch_optional};
use crate::numbers::Country;

/// What other capabilities ask of the account they act for.
#[derive(Debug, Clone)]
pub struct Owner {
    pub country: Country,
    pub balance: Credits,
}

pub async fn show(on: &mut impl Connected, key: AccountKey) -> Result<Account, Error> {
    let row = row(on, key).await?;
    let (committed,) = fetch_one!(on, (i64,), sql::COMMITTED, key.0)?;
    Ok(Account {
        account_id: row.public_id,
        email: row.email,
        locale: locale(&row.locale),
        time_zone: row.time_zone,
        country: row.country,
        balance: Credits::from_ten_thousandths(row.balance),
        committed: Credits::from_ten_thousandths(committed),
        mobile: None,
        mobile_certified: false,
    })
}

pub async fn owner(on: &mut impl Connected, key: AccountKey) -> Result<Owner, Error> {
    let row = row(on, key).await?;
    let country = Country::parse(&row.country).ok_or(Error::Missing)?;
    Ok(Owner { country, balance: Credits::from_ten_thousandths(row.balance) })
}

/// The key of the account with this ID.
pub async fn find_key(on: &mut impl Connected, account_id: &AccountId) -> Result<AccountKey, Error> {
    let found = fetch_optional!(on, (i64,), sql::FIND, account_id.as_str())?;
    found.map(|(key,)| AccountKey(key)).ok_or(Error::Missing)
}

pub(super) async fn row(on: &mut impl Connected, key: AccountKey) -> Result<AccountRow, Error> {
    fetch_optional!(on, AccountRow, sql::SHOW, key.0)?.ok_or(Error::Missing)
}

pub(super) fn locale(word: &str) -> Locale {
    if word == "en" { Locale::En } else { Locale::Fr }
}
