//! Sends a code to a mobile.

use openapi::accounts::{Locale, MobileCode};
use openapi::campaigns::Kind;
use openapi::messages::NewMessage;
use openapi::{MessageId, Time};

use super::{CODE_MILLIS, Error, MOST_CODES, sql};
use crate::accounts::{self, AccountKey, password};
use crate::allowances::take;
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::http::Origin;
use crate::messages::sql::digits;
use crate::messages::{Payer, Priced, Sending, send};
use crate::numbers::{self, Country, Line, Number};
use crate::problem::Problem;

/// Reads a number that a code may go to.
pub fn parse(app: &App, text: &str, home: Country) -> Result<Number, Problem> {
    let refused = |code, message: String| Problem::field("number", code, message);
    let number = numbers::read(text, home).map_err(|bad| refused(bad.code(), bad.to_string()))?;
    if number.line != Line::Mobile {
        return Err(refused("not_mobile", "this is not the number of a mobile".to_owned()));
    }
    if !app.config.code_countries().any(|country| country == number.country.code()) {
        return Err(refused("country_not_served", "codes do not go to this country".to_owned()));
    }
    Ok(number)
}

/// Sends the code; the newest one counts.
pub async fn create(
    app: &App,
    account: AccountKey,
    number: Number,
    locale: Locale,
    origin: &Origin,
) -> Result<MobileCode, Error> {
    let (to, now) = (digits(number.msisdn), app.clock.now().millis());
    // First: whoever asks too often is not worth the hashing.
    transact(&app.db, async |tx| allow(tx, app, account, to, now).await).await?;
    let code = random()?;
    let hash = password::hash_text(code.clone()).await?;
    let message = NewMessage {
        to: number.msisdn.to_string(),
        text: text(locale, &code),
        sender: None,
        kind: Kind::Pro,
        language: None,
        purpose: None,
        client_ref: None,
    };
    let (id, movement, event) = (MessageId(app.ids.next()), app.ids.next(), app.ids.next());
    let priced = Priced::parse(message, id, number.country, &app.rates.at(now), &app.opt_outs)?;
    let provider = app.providers.route().adapter.name();
    let sending = Sending { id, movement, payer: Payer::Platform, provider, now };
    let expires_at = now + CODE_MILLIS;
    transact(&app.db, async |tx| -> Result<(), Error> {
        accounts::lock(tx, account).await?;
        execute!(tx, sql::BLANK_OLD, account.0)?;
        execute!(tx, sql::PUT_CODE, account.0, to, hash.as_str(), id.0, expires_at)?;
        send(tx, &priced, sending).await?;
        let number = number.msisdn.to_string();
        let asked = Event::of(account, openapi::audit::AuditKind::MobileCodeAsked, origin);
        audit::note(tx, event, asked.about(&number)).await?;
        Ok(())
    })
    .await?;
    Ok(MobileCode { number: number.msisdn, expires_at: Time::from_millis(expires_at) })
}

/// Whether one more code may be sent: for the account, to the number, and over all.
async fn allow(tx: &mut Tx, app: &App, account: AccountKey, to: i64, now: i64) -> Result<(), Error> {
    if fetch_optional!(tx, (i64,), sql::CERTIFIED, account.0, to)?.is_some() {
        return Err(Error::Certified);
    }
    take(tx, &format!("code_of:{}", account.0), MOST_CODES, now).await?;
    take(tx, &format!("code_to:{to}"), MOST_CODES, now).await?;
    take(tx, "codes", app.config.codes_per_hour, now).await?;
    Ok(())
}

/// Six digits, each code as likely as the others.
fn random() -> Result<String, Error> {
    /// The largest multiple of a million that fits: beyond it the small codes would come a little more often.
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes).map_err(|error| Error::Code(error.to_string()))?;
        let number = u32::from_le_bytes(bytes);
        if number < FAIR {
            return Ok(format!("{:06}", number % 1_000_000));
        }
    }
}

/// The message, one part in either language.
fn text(locale: Locale, code: &str) -> String {
    match locale {
        Locale::Fr => format!("Chappe : votre code est {code}. Il est valable 10 minutes. Ne le donnez à personne."),
        Locale::En => format!("Chappe: your code is {code}. It works for 10 minutes. Give it to nobody."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_one_part_in_either_language() {
        for locale in [Locale::Fr, Locale::En] {
            let code = random().unwrap();
            assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
            assert_eq!(sms::measure(&text(locale, &code)).parts.get(), 1);
        }
    }
}
