//! Changes what can be changed of an account at once: language, time zone, country, billing particulars, credit alert; and
//! asks for another e-mail address, which takes effect once it is confirmed.

use openapi::Credits;
use openapi::accounts::{AccountChange, BillingChange, Locale};
use openapi::notices::NoticeSettings;

use super::create::locale_word;
use super::credentials::{Email, Wrong, parse_country, parse_zone};
use super::{AccountKey, Error, lock, sql};
use crate::allowances;
use crate::db::{Tx, execute};
use crate::links::{self, Purpose};
use crate::mail::{self, Letter};
use crate::notices;
use crate::problem::{FieldErrors, Problem};

/// A VAT number has its country's two letters and 2 to 13 letters or digits (VIES).
const VAT_NUMBER: std::ops::RangeInclusive<usize> = 4..=15;

/// New addresses that an account can ask for in an hour, and letters about it that go to one address: enough to mistype, too few
/// to fill a stranger's mailbox.
const MOST_CHANGES: u32 = 5;

/// A change that can be accepted.
pub struct Change {
    locale: Option<Locale>,
    time_zone: Option<String>,
    country: Option<String>,
    credit_alert: Option<Credits>,
    notices: Option<NoticeSettings>,
    resume_when_credited: Option<bool>,
    /// In the order of the columns: name, company, address, postal code, city, country, VAT number.
    billing: [Option<String>; 7],
    pub email: Option<Email>,
}

impl Change {
    /// Reads a change; every wrong field is told.
    pub fn parse(change: &AccountChange) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let mut take = |field: &str, value: Option<&str>, parse: fn(&str) -> Result<String, Wrong>| {
            value.and_then(|text| errors.take(field, parse(text)))
        };
        let time_zone = take("time_zone", change.time_zone.as_deref(), parse_zone);
        let country = take("country", change.country.as_deref(), country_code);
        let nothing = BillingChange::default();
        let new = change.billing.as_ref().unwrap_or(&nothing);
        let billing = [
            take("billing.name", new.name.as_deref(), line::<200>),
            take("billing.company", new.company.as_deref(), line::<200>),
            take("billing.address", new.address.as_deref(), line::<500>),
            take("billing.postal_code", new.postal_code.as_deref(), line::<20>),
            take("billing.city", new.city.as_deref(), line::<200>),
            take("billing.country", new.country.as_deref(), country_or_nothing),
            take("billing.vat_number", new.vat_number.as_deref(), vat_number),
        ];
        let email = change.email.as_deref().and_then(|text| errors.take("email", Email::parse(text)));
        if change.credit_alert.is_some_and(|threshold| threshold < Credits::ZERO) {
            errors.add("credit_alert", "out_of_range", "a threshold is zero or more");
        }
        errors.finish()?;
        Ok(Self {
            locale: change.locale,
            time_zone,
            country,
            credit_alert: change.credit_alert,
            notices: change.notices.clone(),
            resume_when_credited: change.resume_when_credited,
            billing,
            email,
        })
    }
}

/// Writes a change. `mail_ids` are for the two letters about a new address.
pub async fn change(tx: &mut Tx, key: AccountKey, change: &Change, mail_ids: [i64; 2], now: i64) -> Result<(), Error> {
    let account = lock(tx, key).await?;
    // The address that is in use already needs no confirmation.
    let email = change.email.as_ref().map(Email::as_str).filter(|email| *email != account.email);
    let [name, company, address, postal_code, city, billing_country, vat_number] =
        change.billing.each_ref().map(Option::as_deref);
    execute!(
        tx,
        sql::CHANGE,
        key.0,
        change.locale.map(locale_word),
        change.time_zone.as_deref(),
        change.country.as_deref(),
        change.credit_alert.map(Credits::ten_thousandths),
        name,
        company,
        address,
        postal_code,
        city,
        billing_country,
        vat_number,
        email,
        change.notices.as_ref().map(|settings| notices::words(&settings.mail)),
        change.resume_when_credited
    )?;
    if let Some(email) = email {
        allowances::take(tx, &format!("email_of:{}", key.0), MOST_CHANGES, now).await?;
        allowances::take(tx, &format!("email_to:{}", email.to_lowercase()), MOST_CHANGES, now).await?;
        links::void(tx, key, Purpose::ConfirmEmail, now).await?;
        let letters =
            [Letter::ConfirmEmail { to: email.to_owned() }, Letter::EmailChangeAsked { new: email.to_owned() }];
        for (id, letter) in mail_ids.into_iter().zip(&letters) {
            mail::queue(tx, id, &account.public_id, letter, now).await?;
        }
    }
    Ok(())
}

/// Text without control characters (PostgreSQL keeps no NUL, and an invoice no others), trimmed; lines stay lines.
fn line<const MOST: usize>(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    if text.chars().count() > MOST {
        return Err(("too_long", format!("at most {MOST} characters")));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(("malformed", "no control characters".to_owned()));
    }
    Ok(text.to_owned())
}

fn country_code(text: &str) -> Result<String, Wrong> {
    parse_country(text).map(|country| country.code().to_owned())
}

fn country_or_nothing(text: &str) -> Result<String, Wrong> {
    if text.is_empty() { Ok(String::new()) } else { country_code(text) }
}

fn vat_number(text: &str) -> Result<String, Wrong> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    let plain = plain.to_uppercase();
    let right = VAT_NUMBER.contains(&plain.len())
        && plain.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && plain.bytes().any(|b| b.is_ascii_digit())
        && plain.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if plain.is_empty() || right {
        Ok(plain)
    } else {
        Err(("malformed", "a VAT number is like FR32123456789".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_numbers_lose_their_spaces_and_keep_their_country() {
        assert_eq!(vat_number("fr 32 123 456 789").unwrap(), "FR32123456789");
        assert_eq!(vat_number("").unwrap(), "");
        for wrong in ["HELLO", "32123456789", "FR", "FR32/123456789", "FR3212345678901234"] {
            assert!(vat_number(wrong).is_err(), "{wrong}");
        }
    }
}
