//! Shows an account to its owner, and tells the rest of the server what it must know of it.

use jiff::tz::TimeZone;
use openapi::Credits;
use openapi::accounts::{Account, Billing, Completion, Locale};
use openapi::notices::NoticeSettings;

use super::sql::{self, AccountRow, LockedRow};
use super::{AccountId, AccountKey, Error};
use crate::db::{Connected, Tx, fetch_one, fetch_optional};
use crate::messages::sql::msisdn;
use crate::notices;
use crate::numbers::Country;

/// What other capabilities ask of the account they act for.
#[derive(Debug, Clone)]
pub struct Owner {
    pub country: Country,
    pub locale: Locale,
    pub zone: TimeZone,
    pub balance: Credits,
}

pub async fn show(on: &mut impl Connected, key: AccountKey) -> Result<Account, Error> {
    let row = row(on, key).await?;
    let (balance, committed) = (Credits::from_ten_thousandths(row.balance), committed(on, key).await?);
    let free = if committed < balance { balance - committed } else { Credits::ZERO };
    Ok(Account { committed, free, ..row.into() })
}

/// What running and programmed campaigns still need.
pub async fn committed(on: &mut impl Connected, key: AccountKey) -> Result<Credits, sqlx::Error> {
    let (committed,) = fetch_one!(on, (i64,), sql::COMMITTED, key.0)?;
    Ok(Credits::from_ten_thousandths(committed))
}

pub async fn owner(on: &mut impl Connected, key: AccountKey) -> Result<Owner, Error> {
    let row = row(on, key).await?;
    let country = Country::parse(&row.country).ok_or(Error::Missing)?;
    let zone = TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC);
    let balance = Credits::from_ten_thousandths(row.balance);
    Ok(Owner { country, locale: locale(&row.locale), zone, balance })
}

/// The key of the account with this ID.
pub async fn find_key(on: &mut impl Connected, account_id: &AccountId) -> Result<AccountKey, Error> {
    let found = fetch_optional!(on, (i64,), sql::FIND, account_id.as_str())?;
    found.map(|(key,)| AccountKey(key)).ok_or(Error::Missing)
}

/// Takes the account's row, so that what is read of it holds until the commit.
pub async fn lock(tx: &mut Tx, key: AccountKey) -> Result<LockedRow, Error> {
    fetch_optional!(tx, LockedRow, sql::LOCK, key.0)?.ok_or(Error::Missing)
}

/// What the API calls `account_id`.
pub async fn public_id(on: &mut impl Connected, key: AccountKey) -> Result<String, Error> {
    let row = fetch_optional!(on, (String,), sql::PUBLIC_ID, key.0)?;
    row.map(|(id,)| id).ok_or(Error::Missing)
}

async fn row(on: &mut impl Connected, key: AccountKey) -> Result<AccountRow, Error> {
    fetch_optional!(on, AccountRow, sql::SHOW, key.0)?.ok_or(Error::Missing)
}

pub(crate) fn locale(word: &str) -> Locale {
    if word == "en" { Locale::En } else { Locale::Fr }
}

/// What has been told of an account, and validated where it must be.
fn completion(row: &AccountRow) -> Completion {
    let name = !row.billing_name.is_empty();
    let country = !row.billing_country.is_empty();
    let mobile = row.mobile_certified_at.is_some() || row.mobile_waived;
    let email = row.confirmed;
    Completion { name, country, mobile, email, complete: name && country && mobile && email }
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            completion: completion(&row),
            account_id: row.public_id,
            email: row.email,
            confirmed: row.confirmed,
            pending_email: row.pending_email,
            locale: locale(&row.locale),
            time_zone: row.time_zone,
            country: row.country,
            balance: Credits::from_ten_thousandths(row.balance),
            committed: Credits::ZERO,
            free: Credits::ZERO,
            mobile: row.mobile.map(msisdn),
            mobile_certified: row.mobile_certified_at.is_some(),
            credit_alert: Credits::from_ten_thousandths(row.credit_alert),
            notices: NoticeSettings { mail: notices::kinds(&row.notice_mail) },
            resume_when_credited: row.resume_when_credited,
            billing: Billing {
                name: row.billing_name,
                company: row.billing_company,
                address: row.billing_address,
                postal_code: row.billing_postal_code,
                city: row.billing_city,
                country: row.billing_country,
                vat_number: row.billing_vat_number,
            },
            second_factor: row.second_factor,
            operator: row.operator,
        }
    }
}
