//! What is asked when an account is opened, parsed.

use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};
use jiff::tz::TimeZone;
use openapi::accounts::{Locale, NewAccount};

use super::password::NewPassword;
use crate::numbers::Country;
use crate::problem::{FieldErrors, Problem};

/// Why a value cannot be accepted: a stable word and a sentence.
pub type Wrong = (&'static str, String);

/// Longer addresses exist in no mail system (RFC 5321 §4.5.3.1.3: 256 with the brackets).
const MAX_EMAIL: usize = 254;

/// The ID an account is known by: 3 to 32 of `a-z 0-9 - _ .`, kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountId(String);

impl AccountId {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let allowed = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if !(3..=32).contains(&text.len()) || !allowed {
            return Err(("malformed", "an account ID has 3 to 32 of a-z 0-9 - _ .".to_owned()));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// From the field `account_id` of a request. What cannot be anybody's ID may be refused without telling of any.
    pub fn in_field(text: &str) -> Result<Self, Problem> {
        Self::parse(text).map_err(|(code, message)| Problem::field("account_id", code, message))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountId {
    type Err = Wrong;
    fn from_str(text: &str) -> Result<Self, Wrong> {
        Self::parse(text)
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address that mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let text = text.trim();
        // An address alone: no `Anne <…>`, no `[127.0.0.1]`, and nothing that ends a header.
        let alone = Options::default().without_display_text().without_domain_literal();
        let deliverable = text.len() <= MAX_EMAIL
            && !text.chars().any(char::is_control)
            && EmailAddress::parse_with_options(text, alone).is_ok()
            && text.rsplit('@').next().is_some_and(|domain| domain.contains('.'));
        if deliverable {
            Ok(Self(text.to_owned()))
        } else {
            Err(("malformed", "this is not an e-mail address".to_owned()))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An account ID, an e-mail address and a password that can be accepted.
pub struct Credentials {
    pub account_id: AccountId,
    pub email: Email,
    pub password: NewPassword,
}

/// Language, time zone and country of an account.
pub struct AccountSettings {
    pub locale: Locale,
    pub time_zone: String,
    pub country: Country,
}

impl Credentials {
    /// Reads a sign-up; every wrong field is told.
    pub async fn parse(new: NewAccount, home: Country) -> Result<(Self, AccountSettings), Problem> {
        let mut errors = FieldErrors::default();
        let known = vec![new.account_id.clone(), new.email.clone()];
        let account_id = errors.take("account_id", AccountId::parse(&new.account_id));
        let email = errors.take("email", Email::parse(&new.email));
        let password = errors.take("password", NewPassword::parse(new.password, known).await?);
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

pub(super) fn parse_country(code: &str) -> Result<Country, Wrong> {
    Country::parse(code).ok_or(("unknown_country", "a country is two letters of ISO 3166-1, such as FR".to_owned()))
}

pub(super) fn parse_zone(name: &str) -> Result<String, Wrong> {
    let unknown = || ("unknown_time_zone", "a time zone is an IANA name, such as Europe/Paris".to_owned());
    let zone = TimeZone::get(name).map_err(|_| unknown())?;
    zone.iana_name().map(str::to_owned).ok_or_else(unknown)
}
