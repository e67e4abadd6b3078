//! Sends one message at once: paid and queued in one transaction, or refused.

use openapi::campaigns::{Kind, Language};
use openapi::credits::MovementKind;
use openapi::messages::{Message, MessageStatus, NewMessage};
use openapi::{Credits, MessageId, Time};
use sms::Spoken;

use super::sql::digits;
use super::{Error, Payer, Status, check_sender, check_text, check_voice, sql};
use crate::campaigns::kind_word;
use crate::credits::{Book, Cause, Holder, post};
use crate::dashboard::{Owner, Quarters, quarter};
use crate::db::{Tx, execute, fetch_one, is_unique_violation};
use crate::numbers::{self, Country, Line, Number};
use crate::opt_outs::OptOuts;
use crate::rates::Rates;

/// An integrator's own reference: a UUID, an order number.
const MAX_CLIENT_REF: usize = 100;

/// A single message that can be accepted, with its price.
pub struct Priced {
    number: Number,
    kind: Kind,
    sender: Option<String>,
    language: Option<Language>,
    text: String,
    client_ref: Option<String>,
    parts: i32,
    price: Credits,
}

/// The integrator's own reference, to keep or to look for. PostgreSQL keeps no NUL in a text.
pub fn check_client_ref(own: &str) -> Result<(), Error> {
    let wrong = |code, message: String| Err(Error::Field { field: "client_ref", code, message });
    match own.chars().count() {
        0 => wrong("required", "a client_ref has at least one character".to_owned()),
        1..=MAX_CLIENT_REF if own.contains('\0') => wrong("malformed", "a client_ref cannot contain NUL".to_owned()),
        1..=MAX_CLIENT_REF => Ok(()),
        _ => wrong("too_long", format!("a client_ref has at most {MAX_CLIENT_REF} characters")),
    }
}

impl Priced {
    /// Reads and prices the message that will have this id, which its opt-out link tells; each refusal names its field.
    pub fn parse(
        new: NewMessage,
        id: MessageId,
        home: Country,
        rates: &Rates,
        opt_outs: &OptOuts,
    ) -> Result<Self, Error> {
        let field = |field, code, message: String| Error::Field { field, code, message };
        let number = numbers::read(&new.to, home).map_err(|bad| field("to", bad.code(), bad.to_string()))?;
        if new.kind == Kind::Pro && number.line == Line::Fixed {
            return Err(field("to", "not_mobile", "a fixed line cannot receive text messages".to_owned()));
        }
        opt_outs.check(&new.text)?;
        let link = opt_outs.link(id.0).unwrap_or_default();
        let written = sms::Template::parse(&new.text).with_opt_out(&link).replace_opt_out();
        check_sender(new.sender.as_deref())?;
        new.client_ref.as_deref().map(check_client_ref).transpose()?;
        let (text, parts) = match new.kind {
            Kind::Pro => {
                check_text(&written)?;
                let text = sms::euro(&sms::clean(&written)).into_owned();
                let parts = sms::measure(&text).parts.get();
                (text, parts)
            }
            Kind::Voice => {
                check_voice(&written)?;
                let spoken = Spoken::of(written);
                (spoken.text, spoken.parts)
            }
        };
        let NewMessage { kind, sender, language, client_ref, .. } = new;
        Self { number, kind, sender, language, text, client_ref, parts: 0, price: Credits::ZERO }.of_parts(parts, rates)
    }

    /// A text that was composed for this number, as the recipient of a campaign gets it.
    pub fn composed(
        number: Number,
        (kind, sender, language): (Kind, Option<String>, Option<Language>),
        (text, parts): (String, u32),
        rates: &Rates,
    ) -> Result<Self, Error> {
        Self { number, kind, sender, language, text, client_ref: None, parts: 0, price: Credits::ZERO }
            .of_parts(parts, rates)
    }

    /// With its price, where the country is served.
    fn of_parts(self, parts: u32, rates: &Rates) -> Result<Self, Error> {
        let rate = rates.part(self.number.country, self.kind, self.sender.is_some());
        let message = "this country is not served".to_owned();
        let rate = rate.ok_or(Error::Field { field: "to", code: "no_rate", message })?;
        let parts = i32::try_from(parts).unwrap_or(i32::MAX);
        Ok(Self { parts, price: rate * i64::from(parts), ..self })
    }
}

/// What sending a message needs beside the message.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    pub id: MessageId,
    /// The id of the movement that pays for it.
    pub movement: i64,
    pub payer: Payer,
    pub provider: &'a str,
    pub now: i64,
}

/// Debits the payer and queues the message, all in `tx`. [`crate::credits::Error::Insufficient`] leaves nothing behind
/// once the caller rolls back. A blacklisted number is accepted as `skipped`, uncharged.
pub async fn send(tx: &mut Tx, message: &Priced, sending: Sending<'_>) -> Result<Message, Error> {
    let Sending { id, movement, payer, provider, now } = sending;
    let number = digits(message.number.msisdn);
    let (hits,) = fetch_one!(tx, (i64,), sql::BLACKLISTED, payer.number(), number)?;
    let status = if hits > 0 { Status::Skipped } else { Status::Queued };
    let price = if payer.is_test() { Credits::ZERO } else { message.price };
    if status == Status::Queued && price > Credits::ZERO {
        let cause = Cause { message: Some(id.0), ..Cause::default() };
        let postings = [(Holder::of(payer.number()), -price), (Holder::Platform(Book::Consumed), price)];
        post(tx, movement, MovementKind::Sending, cause, &postings, now).await?;
        let mut quarters = Quarters::default();
        quarters.charged(Owner::Account(payer.number()), quarter(id.0), price.ten_thousandths());
        quarters.write(tx).await?;
    }
    insert(tx, id, payer, message, price, status).await?;
    if status == Status::Queued {
        execute!(tx, sql::ENQUEUE, id.0, payer.number(), provider, now)?;
    }
    Ok(Message {
        id,
        campaign_id: None,
        to: message.number.msisdn,
        text: Some(message.text.clone()),
        status: if status == Status::Queued { MessageStatus::Queued } else { MessageStatus::Skipped },
        reason: (status == Status::Skipped).then(|| "blacklisted".to_owned()),
        parts: message.parts,
        credits: if status == Status::Queued { price } else { Credits::ZERO },
        client_ref: message.client_ref.clone(),
        test: payer.is_test(),
        created_at: Time::from_millis(now),
        sent_at: None,
        received_at: None,
    })
}

async fn insert(
    tx: &mut Tx,
    id: MessageId,
    payer: Payer,
    message: &Priced,
    price: Credits,
    status: Status,
) -> Result<(), Error> {
    let inserted = execute!(
        tx,
        sql::INSERT,
        id.0,
        payer.number(),
        digits(message.number.msisdn),
        message.number.country.code(),
        kind_word(message.kind),
        message.sender.as_deref(),
        message.text.as_str(),
        message.client_ref.as_deref(),
        message.parts,
        price.ten_thousandths(),
        status.number(),
        false,
        payer.is_test(),
        message.language.map(Language::code)
    );
    match inserted {
        Ok(_) => Ok(()),
        Err(error) if is_unique_violation(&error) => Err(Error::ClientRefTaken),
        Err(error) => Err(error.into()),
    }
}
