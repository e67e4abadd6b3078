//! Recipients and credits by country.

use std::collections::BTreeMap;

use openapi::campaigns::Kind;
use openapi::simulations::{CountryRecipients, SimulatedCountry};
use openapi::{Credits, GroupId};
use roaring::RoaringTreemap;

use crate::accounts::AccountKey;
use crate::app::App;
use crate::campaigns::draft::Sources;
use crate::campaigns::price::{Pricer, Verdict, Written};
use crate::campaigns::recipients::Walk;
use crate::campaigns::sql;
use crate::db::{Ids, fetch_all};
use crate::numbers::Country;
use crate::problem::{FieldErrors, Problem};

/// People in all: as many as the numbering plan could have, and few enough for every amount to fit.
const MOST_RECIPIENTS: i64 = 1_000_000_000;

/// Groups of one simulation.
const MOST_GROUPS: usize = 100;

/// Rows of countries: each once, and room for some that are named twice.
const MOST_COUNTRIES: usize = 300;

/// Recipients priced between two questions to the database.
const SLICE: usize = 2_000;

/// What came together.
#[derive(Debug, Default)]
pub struct Count {
    countries: BTreeMap<Country, Tally>,
    /// Contacts of groups that would get nothing.
    pub skipped: i64,
}

#[derive(Debug, Default)]
struct Tally {
    recipients: i64,
    credits: Credits,
    served: bool,
}

/// So many people of a country.
#[derive(Debug, Clone, Copy)]
pub struct People {
    country: Country,
    recipients: i64,
}

/// Reads the counts by country; every wrong one is named.
pub fn parse(asked: &[CountryRecipients]) -> Result<Vec<People>, Problem> {
    if asked.len() > MOST_COUNTRIES {
        return Err(Problem::field("countries", "too_many", format!("at most {MOST_COUNTRIES} countries")));
    }
    let mut errors = FieldErrors::default();
    let mut people = Vec::new();
    for (at, row) in asked.iter().enumerate() {
        if !(0..=MOST_RECIPIENTS).contains(&row.recipients) {
            let message = format!("there are from 0 to {MOST_RECIPIENTS} recipients");
            errors.add(format!("countries[{at}].recipients"), "out_of_range", message);
        }
        match Country::parse(&row.country) {
            Some(country) => people.push(People { country, recipients: row.recipients }),
            None => {
                let message = format!("the numbering plan has no country “{}”", row.country);
                errors.add(format!("countries[{at}].country"), "unknown_country", message);
            }
        }
    }
    errors.finish()?;
    if people.iter().map(|row| row.recipients).sum::<i64>() > MOST_RECIPIENTS {
        let message = format!("there are at most {MOST_RECIPIENTS} recipients in all");
        return Err(Problem::field("countries", "out_of_range", message));
    }
    Ok(people)
}

/// Groups of the account's own; a stranger's is unknown, as one that does not exist.
pub async fn own_groups(app: &App, account: AccountKey, asked: &[GroupId]) -> Result<Sources, Problem> {
    if asked.len() > MOST_GROUPS {
        return Err(Problem::field("groups", "too_many", format!("at most {MOST_GROUPS} groups")));
    }
    let ids: Vec<i64> = asked.iter().map(|group| group.0).collect();
    let own = fetch_all!(&mut app.db.read().await?, (i64,), sql::OWN_GROUPS, Ids(&ids), account.0)?;
    let mut errors = FieldErrors::default();
    for (at, id) in ids.iter().enumerate().filter(|(_, id)| !own.contains(&(**id,))) {
        errors.add(format!("groups[{at}]"), "unknown", format!("there is no group {id}"));
    }
    errors.finish()?;
    Ok(Sources { groups: ids, ..Sources::default() })
}

impl Count {
    /// People whom nobody names, at the price of a message each; `None`: the country is not served.
    pub fn add_people(&mut self, people: &[People], price: impl Fn(Country) -> Option<Credits>) {
        for &People { country, recipients } in people.iter().filter(|people| people.recipients > 0) {
            let price = price(country);
            self.add(country, recipients, price.map(|price| price * recipients));
        }
    }

    /// The contacts of groups, one by one.
    pub async fn add_groups(
        &mut self,
        app: &App,
        account: AccountKey,
        written: Written<'_>,
        sources: &Sources,
    ) -> Result<(), Problem> {
        let mut pricer = Pricer::open(app, &mut app.db.read().await?, account, written, RoaringTreemap::new()).await?;
        let mut walk = Walk::new(account, sources);
        loop {
            let mut reader = app.db.read().await?;
            let recipients = walk.next(&mut reader, SLICE).await?;
            if recipients.is_empty() {
                return Ok(());
            }
            for outcome in pricer.decide(&mut reader, recipients).await? {
                match (outcome.verdict, outcome.country) {
                    (Verdict::Send { price, .. }, Some(country)) => self.add(country, 1, Some(price)),
                    (Verdict::Skip { reason: "no_rate" }, Some(country)) => self.add(country, 1, None),
                    _ => self.skipped += 1,
                }
            }
        }
    }

    fn add(&mut self, country: Country, recipients: i64, credits: Option<Credits>) {
        let tally = self.countries.entry(country).or_default();
        tally.recipients += recipients;
        tally.served |= credits.is_some();
        tally.credits = tally.credits + credits.unwrap_or_default();
    }

    pub fn recipients(&self) -> i64 {
        self.countries.values().map(|tally| tally.recipients).sum()
    }

    pub fn credits(&self) -> Credits {
        self.countries.values().map(|tally| tally.credits).sum()
    }

    /// Those that most go to first.
    pub fn by_country(&self) -> Vec<SimulatedCountry> {
        let shown = |(country, tally): (&Country, &Tally)| SimulatedCountry {
            country: country.code().to_owned(),
            recipients: tally.recipients,
            credits: tally.served.then_some(tally.credits),
        };
        let mut countries: Vec<SimulatedCountry> = self.countries.iter().map(shown).collect();
        countries.sort_by_key(|country| std::cmp::Reverse(country.recipients));
        countries
    }
}

/// What is written, as prices depend on it.
pub fn written(text: &str, kind: Kind, with_sender: bool, at: i64) -> Written<'_> {
    Written { text, kind, with_sender, stop_mention: false, test: false, at }
}
