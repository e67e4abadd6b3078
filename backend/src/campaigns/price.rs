//! What becomes of each recipient, and what it costs: one code for the estimate and for the launch.

use std::collections::{BTreeMap, HashSet};

use openapi::campaigns::Kind;
use openapi::{Credits, Msisdn};
use roaring::RoaringTreemap;
use sms::{Fields, Message, Template};

use super::recipients::{Person, Recipient};
use super::sql;
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all};
use crate::messages::sql::digits;
use crate::numbers::{Country, Line, Number};
use crate::rates::RateBook;

/// Decides and prices recipients, one slice after the other.
pub struct Pricer<'a> {
    account: AccountKey,
    template: Template,
    kind: Kind,
    with_sender: bool,
    /// What a test key sends costs nothing.
    free: bool,
    rates: &'a RateBook,
    /// The rate that was asked for last: most recipients live in one country.
    rate: Option<(Country, Option<Credits>)>,
    /// Numbers that are sent to already.
    seen: RoaringTreemap,
    /// The text and its parts, when there is nothing to personalise.
    plain: Option<(String, u32)>,
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
    Send { text: Option<String>, parts: i32, price: Credits },
    /// `duplicate`, `blacklisted`, `invalid`, `not_mobile`, `no_rate`, `too_long`, `empty`.
    Skip { reason: &'static str },
}

impl<'a> Pricer<'a> {
    /// `seen`: the numbers of an interrupted launch.
    pub fn new(
        account: AccountKey,
        text: &str,
        kind: Kind,
        with_sender: bool,
        rates: &'a RateBook,
        seen: RoaringTreemap,
    ) -> Self {
        let template = Template::parse(text);
        let plain = template.is_plain().then(|| {
            let message = Message::compose(&template, &Fields::default());
            (message.text, message.measure.parts.get())
        });
        Self { account, template, kind, with_sender, free: false, rates, rate: None, seen, plain }
    }

    /// Prices nothing when `free`.
    pub fn free(self, free: bool) -> Self {
        Self { free, ..self }
    }

    /// What `$stop` becomes while the ids of the messages are not known: a link as long as theirs.
    pub fn opt_out(self, example: Option<&str>) -> Self {
        Self { template: self.template.with_opt_out(example.unwrap_or_default()), ..self }
    }

    /// Decides a slice. The blacklist is asked once for all of it.
    pub async fn decide(
        &mut self,
        on: &mut impl Connected,
        recipients: Vec<Recipient>,
    ) -> Result<Vec<Outcome>, sqlx::Error> {
        let numbers: Vec<i64> = recipients.iter().map(|recipient| digits(recipient.number)).collect();
        let blocked = fetch_all!(on, (i64,), sql::BLACKLISTED, Ids(&numbers), self.account.0)?;
        let blocked: HashSet<i64> = blocked.into_iter().map(|(number,)| number).collect();
        Ok(recipients.into_iter().map(|recipient| self.outcome(recipient, &blocked)).collect())
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
        let rate = self.rates.part(country.code(), self.kind, self.with_sender);
        self.rate = Some((country, rate));
        rate
    }

    fn price(&mut self, person: Option<&Person>, country: Country) -> Verdict {
        let Some(rate) = self.rate(country) else {
            return Verdict::Skip { reason: "no_rate" };
        };
        let (text, parts) = match &self.plain {
            // The row repeats the text only where the euro rule or cleaning changed it.
            Some((text, parts)) => ((text != self.template.source()).then(|| text.clone()), *parts),
            None => {
                let message = self.compose(person);
                (Some(message.text), message.measure.parts.get())
            }
        };
        if parts > sms::MAX_PARTS {
            return Verdict::Skip { reason: "too_long" };
        }
        if parts == 0 {
            return Verdict::Skip { reason: "empty" };
        }
        let price = if self.free { Credits::ZERO } else { rate * i64::from(parts) };
        Verdict::Send { text, parts: i32::try_from(parts).unwrap_or(i32::MAX), price }
    }

    fn compose(&self, person: Option<&Person>) -> Message {
        let Some(person) = person else { return Message::compose(&self.template, &Fields::default()) };
        // The empty object is what most have; it is not worth a parser.
        let own: BTreeMap<String, String> =
            if person.own.len() <= 2 { BTreeMap::new() } else { serde_json::from_str(&person.own).unwrap_or_default() };
        let fields = Fields {
            last_name: &person.last_name,
            first_name: &person.first_name,
            email: &person.email,
            company: &person.company,
            own: Some(&own),
        };
        Message::compose(&self.template, &fields)
    }
}
