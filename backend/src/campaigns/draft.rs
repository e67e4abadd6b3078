//! What is asked for when a campaign is written, parsed.

use std::collections::HashSet;

use openapi::campaigns::{CampaignRecipients, Kind, Language, NewCampaign, Purpose, Recipients, name_of_text};
use openapi::{ContactId, GroupId, Time};

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::messages::sql::digits;
use crate::messages::{self, check_sender, check_template, check_voice};
use crate::numbers::{self, Country};
use crate::problem::{FieldErrors, Problem};

/// More typed numbers are a file, and go through an import.
const MAX_NUMBERS: usize = 100_000;
const MAX_CONTACTS: usize = 100_000;
const MAX_GROUPS: usize = 1_000;

/// A name is for a list.
const MAX_NAME: usize = 100;

/// Wrong numbers named in one answer; a pasted column of names would fill megabytes.
const MAX_ERRORS: usize = 100;

/// Numbers read between two looks at what else the thread has to do: a few milliseconds.
const BREATH: usize = 500;

/// A campaign that can be kept.
pub struct Draft {
    pub name: String,
    pub kind: Kind,
    pub purpose: Purpose,
    pub text: String,
    pub sender: Option<String>,
    pub stop_mention: bool,
    pub language: Option<Language>,
    pub sources: Sources,
    pub send_at: Option<Time>,
}

/// Whom a campaign goes to: numbers, contacts and groups, in the order in which they were given, and recipients of an earlier
/// campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// E.164 digits.
    pub numbers: Vec<i64>,
    pub contacts: Vec<i64>,
    pub groups: Vec<i64>,
    pub campaign: Option<CampaignRecipients>,
}

impl Draft {
    /// Reads a campaign. An unfinished draft may lack its text and its recipients; what it has must be right.
    pub async fn parse(
        app: &App,
        on: &mut impl Connected,
        account: AccountKey,
        home: Country,
        new: NewCampaign,
        now: Time,
    ) -> Result<Self, Problem> {
        check_stop_mention(app, new.stop_mention)?;
        if !new.draft {
            check_written(app, new.kind, &new.text, new.stop_mention)?;
        } else if !new.text.trim().is_empty() {
            check_template(&new.text).map_err(Problem::from)?;
        }
        check_sender(new.sender.as_deref()).map_err(Problem::from)?;
        let name = parse_name(new.name.as_deref(), &new.text)?;
        if new.send_at.is_some_and(|at| at <= now) {
            return Err(Error::DatePassed.into());
        }
        let sources = Sources::parse(on, account, home, &new.recipients, &Sources::default()).await?;
        if sources.is_empty() && !new.draft {
            return Err(Error::NoRecipients.into());
        }
        Ok(Self {
            name,
            kind: new.kind,
            purpose: new.purpose.unwrap_or_default(),
            text: new.text,
            sender: new.sender,
            stop_mention: new.stop_mention,
            language: new.language,
            sources,
            send_at: new.send_at,
        })
    }
}

/// What must be right of a text before it goes out. A draft may be on its way there.
pub fn check_written(app: &App, kind: Kind, text: &str, stop_mention: bool) -> Result<(), Error> {
    check_stop_mention(app, stop_mention)?;
    match kind {
        Kind::Pro => check_template(text)?,
        Kind::Voice => check_voice(text)?,
    }
    app.opt_outs.check(text)?;
    Ok(())
}

/// What cannot be added to any text is refused when it is asked for, not when somebody presses the button.
pub fn check_stop_mention(app: &App, asked: bool) -> Result<(), Error> {
    if asked && app.config.stop_mention().is_none() { Err(Error::NoStopMention) } else { Ok(()) }
}

/// A name as it was given; without one, the beginning of the text.
pub fn parse_name(name: Option<&str>, text: &str) -> Result<String, Error> {
    let wrong = |code, message| Err(Error::Field(messages::Error::Field { field: "name", code, message }));
    match name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if name.chars().count() > MAX_NAME => {
            wrong("too_long", format!("a name has at most {MAX_NAME} characters"))
        }
        Some(name) if name.contains('\0') => wrong("malformed", "a name cannot contain NUL".to_owned()),
        Some(name) => Ok(name.to_owned()),
        None => Ok(name_of_text(text)),
    }
}

impl Sources {
    /// Reads recipients: every wrong number is named, and so is a contact, group or campaign that is not the account's, or not any more.
    /// What the campaign holds already (`held`) may be gone: a page that saves all it shows must not be stuck with it.
    pub async fn parse(
        on: &mut impl Connected,
        account: AccountKey,
        home: Country,
        asked: &Recipients,
        held: &Self,
    ) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let limits = [
            ("recipients.numbers", asked.numbers.len(), MAX_NUMBERS),
            ("recipients.contacts", asked.contacts.len(), MAX_CONTACTS),
            ("recipients.groups", asked.groups.len(), MAX_GROUPS),
        ];
        for (field, count, most) in limits.into_iter().filter(|&(_, count, most)| count > most) {
            errors.add(field, "too_many", format!("{count} given, at most {most}"));
        }
        errors.finish()?;
        let mut errors = FieldErrors::default();
        let numbers = read_numbers(&asked.numbers, home, &mut errors).await;
        let contacts: Vec<i64> = asked.contacts.iter().map(|&ContactId(id)| id).collect();
        let groups: Vec<i64> = asked.groups.iter().map(|&GroupId(id)| id).collect();
        let own = fetch_all!(on, (i64,), sql::OWN_CONTACTS, Ids(&contacts), account.0)?;
        refuse_strangers("contact", &contacts, &own, &held.contacts, &mut errors);
        let own = fetch_all!(on, (i64,), sql::OWN_GROUPS, Ids(&groups), account.0)?;
        refuse_strangers("group", &groups, &own, &held.groups, &mut errors);
        if let Some(earlier) = asked.campaign
            && held.campaign.is_none_or(|held| held.id != earlier.id)
            && fetch_optional!(on, (i64,), sql::WAS_LAUNCHED, earlier.id.0, account.0)?.is_none()
        {
            errors.add("recipients.campaign.id", "unknown", "this campaign was deleted, or not launched");
        }
        errors.finish()?;
        Ok(Self { numbers, contacts, groups, campaign: asked.campaign })
    }

    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.contacts.is_empty() && self.groups.is_empty() && self.campaign.is_none()
    }

    /// Whether contacts or groups among them were deleted since.
    pub async fn some_gone(&self, on: &mut impl Connected, account: AccountKey) -> Result<bool, sqlx::Error> {
        let left = |rows: &[(i64,)]| rows.iter().map(|&(id,)| id).collect::<HashSet<i64>>();
        let contacts = left(&fetch_all!(on, (i64,), sql::OWN_CONTACTS, Ids(&self.contacts), account.0)?);
        let groups = left(&fetch_all!(on, (i64,), sql::OWN_GROUPS, Ids(&self.groups), account.0)?);
        Ok(!self.contacts.iter().all(|id| contacts.contains(id)) || !self.groups.iter().all(|id| groups.contains(id)))
    }
}

async fn read_numbers(texts: &[String], home: Country, errors: &mut FieldErrors) -> Vec<i64> {
    let mut numbers = Vec::with_capacity(texts.len());
    let mut wrong = 0;
    for (at, text) in texts.iter().enumerate() {
        if at % BREATH == BREATH - 1 {
            tokio::task::yield_now().await;
        }
        match numbers::read(text, home) {
            Ok(number) => numbers.push(digits(number.msisdn)),
            Err(bad) => {
                wrong += 1;
                if wrong <= MAX_ERRORS {
                    errors.add(format!("recipients.numbers[{at}]"), bad.code(), format!("{bad}: {text}"));
                }
            }
        }
    }
    numbers
}

/// Another account's are told in the same words as those that were deleted: its ids tell nothing.
fn refuse_strangers(kind: &str, asked: &[i64], own: &[(i64,)], held: &[i64], errors: &mut FieldErrors) {
    let known: HashSet<i64> = own.iter().map(|&(id,)| id).chain(held.iter().copied()).collect();
    for (at, _) in asked.iter().enumerate().filter(|(_, id)| !known.contains(id)).take(MAX_ERRORS) {
        errors.add(format!("recipients.{kind}s[{at}]"), "unknown", format!("this {kind} was deleted"));
    }
}
