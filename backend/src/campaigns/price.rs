//! What becomes of each recipient, and what it costs: one code for the estimate and for the launch.

use std::collections::HashSet;

use openapi::campaigns::Kind;
use openapi::{Credits, Msisdn};
use roaring::RoaringTreemap;
use sms::{Encoding, Fields, Message, Template};

use super::recipients::{Person, Recipient};
use super::sql;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::messages::sql::digits;
use crate::numbers::{Country, Line, Number};
use crate::rates::Rates;

/// What is written, as far as prices depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    pub text: &'a str,
    pub kind: Kind,
    pub with_sender: bool,
    pub stop_mention: bool,
    /// By a test key: it costs nothing.
    pub test: bool,
    /// The moment whose rates count: when it leaves, as far as that is known.
    pub at: i64,
}

/// Decides and prices recipients, one slice after the other.
pub struct Pricer {
    account: AccountKey,
    /// With the words on how to stop, where they are asked for.
    template: Template,
    kind: Kind,
    with_sender: bool,
    /// What a test key sends costs nothing.
    free: bool,
    rates: Rates,
    /// The rate that was asked for last: most recipients live in one country.
    rate: Option<(Country, Option<Credits>)>,
    /// Numbers that are sent to already.
    seen: RoaringTreemap,
    /// When there is nothing to personalise: what everybody gets.
    plain: Option<Plain>,
    /// Names in the text that are no field, as written.
    unknown: Vec<String>,
}

struct Plain {
    /// `None`: what the campaign says, to the letter.
    text: Option<String>,
    size: Size,
}

/// What a recipient's text counts.
#[derive(Clone, Copy)]
struct Size {
    parts: u32,
    fits: bool,
    /// `None`: it is read aloud.
    encoding: Option<Encoding>,
}

/// A recipient with its outcome.
pub struct Outcome {
    pub number: Msisdn,
    pub contact: Option<i64>,
    /// `None` when no plan has the number.
    pub country: Option<Country>,
    pub verdict: Verdict,
}

pub enum Verdict {
    /// `text` is the recipient's own, with the example in place of an opt-out link; `None` when it is the campaign's, to the letter.
    Send { text: Option<String>, parts: i32, price: Credits, encoding: Option<Encoding> },
    /// `duplicate`, `blacklisted`, `invalid`, `not_mobile`, `no_rate`, `too_long`, `empty`.
    Skip { reason: &'static str },
}

impl Pricer {
    /// The one way from what is written to prices: an estimate and the launch that follows it differ only in what has happened
    /// between them. `seen`: the numbers of an interrupted launch.
    pub async fn open(
        app: &App,
        on: &mut impl Connected,
        account: AccountKey,
        written: Written<'_>,
        seen: RoaringTreemap,
    ) -> Result<Self, sqlx::Error> {
        let own = fetch_all!(on, (String,), sql::OWN_FIELDS, account.0)?;
        let own: Vec<String> = own.into_iter().map(|(name,)| name).collect();
        let template = sent_template(app, written, &own);
        let unknown = template.unknown(&own).into_iter().map(str::to_owned).collect();
        let Written { kind, with_sender, test, at, .. } = written;
        let plain = template.is_plain().then(|| {
            let (text, size) = compose(&template, kind, &Fields::default());
            Plain { text: (text != written.text).then_some(text), size }
        });
        let rates = app.rates.at(at);
        Ok(Self { account, template, kind, with_sender, free: test, rates, rate: None, seen, plain, unknown })
    }

    /// Names in the text that are no field of anybody's.
    pub fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Decides a slice. The blacklist is asked for all of it together.
    pub async fn decide(
        &mut self,
        on: &mut impl Connected,
        recipients: Vec<Recipient>,
    ) -> Result<Vec<Outcome>, sqlx::Error> {
        let blocked = self.blocked(on, &recipients).await?;
        Ok(recipients.into_iter().map(|recipient| self.outcome(recipient, &blocked)).collect())
    }

    /// Which of their numbers are on the blacklist. Most accounts have none: that is asked first.
    async fn blocked(&self, on: &mut impl Connected, of: &[Recipient]) -> Result<HashSet<i64>, sqlx::Error> {
        if fetch_optional!(on, (i64,), sql::HAS_BLACKLIST, self.account.0)?.is_none() {
            return Ok(HashSet::new());
        }
        let numbers: Vec<i64> = of.iter().map(|recipient| digits(recipient.number)).collect();
        let blocked = fetch_all!(on, (i64,), sql::BLACKLISTED, Ids(&numbers), self.account.0)?;
        Ok(blocked.into_iter().map(|(number,)| number).collect())
    }

    fn outcome(&mut self, recipient: Recipient, blocked: &HashSet<i64>) -> Outcome {
        let country = recipient.known.map(|number| number.country);
        let verdict = match recipient.known {
            None => Verdict::Skip { reason: "invalid" },
            Some(_) if blocked.contains(&digits(recipient.number)) => Verdict::Skip { reason: "blacklisted" },
            Some(number) if number.line == Line::Fixed && self.kind == Kind::Pro => {
                Verdict::Skip { reason: "not_mobile" }
            }
            Some(_) if self.seen.contains(recipient.number.digits()) => Verdict::Skip { reason: "duplicate" },
            Some(Number { country, .. }) => self.price(recipient.contact.as_ref(), country),
        };
        if matches!(verdict, Verdict::Send { .. }) {
            self.seen.insert(recipient.number.digits());
        }
        Outcome { number: recipient.number, contact: recipient.contact.map(|person| person.id), country, verdict }
    }

    fn rate(&mut self, country: Country) -> Option<Credits> {
        if let Some((_, rate)) = self.rate.filter(|(of, _)| *of == country) {
            return rate;
        }
        let rate = self.rates.part(country, self.kind, self.with_sender);
        self.rate = Some((country, rate));
        rate
    }

    fn price(&mut self, person: Option<&Person>, country: Country) -> Verdict {
        let Some(rate) = self.rate(country) else {
            return Verdict::Skip { reason: "no_rate" };
        };
        let (text, size) = match &self.plain {
            Some(plain) => (plain.text.clone(), plain.size),
            None => {
                let fields = person.map_or_else(Fields::default, Person::fields);
                let (text, size) = compose(&self.template, self.kind, &fields);
                (Some(text), size)
            }
        };
        if !size.fits {
            return Verdict::Skip { reason: "too_long" };
        }
        if size.parts == 0 {
            return Verdict::Skip { reason: "empty" };
        }
        let price = if self.free { Credits::ZERO } else { rate * i64::from(size.parts) };
        let parts = i32::try_from(size.parts).unwrap_or(i32::MAX);
        Verdict::Send { text, parts, price, encoding: size.encoding }
    }
}

/// What is written as a template that knows everything but its recipient: the account's fields, the words on how to stop, and a
/// link as long as each of those that `$stop` becomes. A voice message ends without those words: nobody can answer a call.
pub fn sent_template(app: &App, written: Written<'_>, own: &[String]) -> Template {
    let template = match app.config.stop_mention() {
        Some(mention) if written.stop_mention && written.kind == Kind::Pro => {
            Template::parse(&sms::with_stop_mention(written.text, mention))
        }
        _ => Template::parse(written.text),
    };
    template.with_own(own).with_opt_out(app.opt_outs.example().unwrap_or_default())
}

/// The text of one recipient with its parts; else why it cannot be sent.
pub fn composed(
    template: &Template,
    kind: Kind,
    fields: &Fields<'_>,
) -> Result<(String, u32), (&'static str, &'static str)> {
    match compose(template, kind, fields) {
        (_, Size { fits: false, .. }) => Err(("too_long", "it is too long once its fields are filled")),
        (_, Size { parts: 0, .. }) => Err(("empty", "it is empty once its fields are filled")),
        (text, size) => Ok((text, size.parts)),
    }
}

/// A text of blanks has no parts, as one of nothing: neither is sent.
fn compose(template: &Template, kind: Kind, fields: &Fields<'_>) -> (String, Size) {
    let (text, size) = sized(template, kind, fields);
    let parts = if text.trim().is_empty() { 0 } else { size.parts };
    (text, Size { parts, ..size })
}

fn sized(template: &Template, kind: Kind, fields: &Fields<'_>) -> (String, Size) {
    match kind {
        Kind::Pro => {
            let Message { text, measure, .. } = Message::compose(template, fields);
            let (parts, fits) = (measure.parts.get(), measure.parts.fits());
            (text, Size { parts, fits, encoding: Some(measure.encoding) })
        }
        Kind::Voice => {
            let spoken = sms::speak(template, fields);
            let size = Size { parts: spoken.parts, fits: spoken.fits(), encoding: None };
            (spoken.text, size)
        }
    }
}

impl Person {
    /// What replaces the fields of a text.
    pub fn fields(&self) -> Fields<'_> {
        Fields {
            last_name: &self.last_name,
            first_name: &self.first_name,
            email: &self.email,
            company: &self.company,
            own: Some(&self.own),
        }
    }
}
