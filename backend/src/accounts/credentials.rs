//! What is asked when an account is opened, parsed.

use email_address::EmailAddress;
use jiff::tz::TimeZone;
use openapi::accounts::{AccountChange, Locale, NewAccount};

use crate::numbers::Country;
use crate::problem::{FieldErrors, Problem};

/// Shorter ones fall to guessing (OWASP ASVS 4, 2.1.1 asks for 12; issue "Accounts" adds the list of common ones).
const MIN_PASSWORD: usize = 10;
/// Longer ones only cost time to hash.
const MAX_PASSWORD: usize = 256;

/// The ID an account is known by: 3 to 32 of `a-z 0-9 - _ .`, kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountId(String);

impl AccountId {
    pub fn parse(text: &str) -> Result<Self, (&'static str, String)> {
        let allowed = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if !(3..=32).contains(&text.len()) || !allowed {
            return Err(("malformed", "an account ID has 3 to 32 of a-z 0-9 - _ .".to_owned()));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An account ID, an e-mail address and a password that can be accepted.
pub struct Credentials {
    pub account_id: AccountId,
    pub email: String,
    pub password: String,
}

/// Language, time zone and country of an account.
pub struct AccountSettings {
    pub locale: Locale,
    pub time_zone: String,
    pub country: Country,
}

impl Credentials {
    /// Reads a sign-up; every wrong field is told.
    pub fn parse(new: NewAccount, home: Country) -> Result<(Self, AccountSettings), Problem> {
        let mut errors = FieldErrors::default();
        let account_id = errors.take("account_id", AccountId::parse(&new.account_id));
        let email = errors.take("email", parse_email(&new.email));
        let password = errors.take("password", parse_password(new.password));
        let country = match new.country.as_deref() {
            Some(code) => errors.take("country", parse_country(code)),
            None => Some(home),
        };
        let zone = new.time_zone.as_deref().unwrap_or("Europe/Paris");
        let time_zone = errors.take("time_zone", parse_zone(zone));
        errors.finish()?;
        // `finish` has refused whatever is missing here.
        let (Some(account_id), Some(email), Some(password), Some(country), Some(time_zone)) =
            (account_id, email, password, country, time_zone)
        else {
            return Err(Problem::new(openapi::ProblemCode::InvalidField));
        };
        let settings = AccountSettings { locale: new.locale.unwrap_or_default(), time_zone, country };
        Ok((Self { account_id, email, password }, settings))
    }
}

impl AccountSettings {
    /// What the settings become by a change.
    pub fn changed(self, change: &AccountChange) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let country = match change.country.as_deref() {
            Some(code) => errors.take("country", parse_country(code)),
            None => Some(self.country),
        };
        let time_zone = match change.time_zone.as_deref() {
            Some(zone) => errors.take("time_zone", parse_zone(zone)),
            None => Some(self.time_zone.clone()),
        };
        errors.finish()?;
        Ok(Self {
            locale: change.locale.unwrap_or(self.locale),
            time_zone: time_zone.unwrap_or(self.time_zone),
            country: country.unwrap_or(self.country),
        })
    }
}

fn parse_email(text: &str) -> Result<String, (&'static str, String)> {
    let text = text.trim();
    let deliverable =
        EmailAddress::is_valid(text) && text.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
    if deliverable { Ok(text.to_owned()) } else { Err(("malformed", "this is not an e-mail address".to_owned())) }
}

fn parse_password(text: String) -> Result<String, (&'static str, String)> {
    match text.chars().count() {
        MIN_PASSWORD..=MAX_PASSWORD => Ok(text),
        0..MIN_PASSWORD => Err(("too_short", format!("a password has at least {MIN_PASSWORD} characters"))),
        _ => Err(("too_long", format!("a password has at most {MAX_PASSWORD} characters"))),
    }
}

fn parse_country(code: &str) -> Result<Country, (&'static str, String)> {
    Country::parse(code).ok_or(("unknown_country", "a country is two letters of ISO 3166-1, such as FR".to_owned()))
}

fn parse_zone(name: &str) -> Result<String, (&'static str, String)> {
    let unknown = || ("unknown_time_zone", "a time zone is an IANA name, such as Europe/Paris".to_owned());
    let zone = TimeZone::get(name).map_err(|_| unknown())?;
    zone.iana_name().map(str::to_owned).ok_or_else(unknown)
}
