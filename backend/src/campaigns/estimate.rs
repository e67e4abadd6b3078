//! What a campaign would cost, by the code that will charge it.

use std::collections::BTreeMap;

use openapi::Credits;
use openapi::campaigns::{CountryCost, Estimate, NewCampaign};
use roaring::RoaringTreemap;

use super::draft::{Draft, Sources};
use super::price::{Outcome, Pricer, Verdict};
use super::recipients::Walk;
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::numbers::Country;
use crate::problem::Problem;

/// Recipients priced between two questions to the database.
const SLICE: usize = 2_000;

/// Reads a campaign as it would be sent and prices every recipient; nothing is written.
pub async fn estimate(app: &App, account: AccountKey, new: NewCampaign) -> Result<Estimate, Problem> {
    let mut reader = app.db.read().await?;
    let owner = owner(&mut reader, account).await?;
    let draft =
        Draft::parse(&mut reader, account, owner.country, NewCampaign { draft: true, ..new }, app.clock.now()).await?;
    app.opt_outs.check(&draft.text)?;
    let mut sum = Sum::default();
    // An empty text costs nothing yet; its recipients count all the same.
    price(app, &mut reader, account, &draft, &draft.sources, &mut sum).await?;
    Ok(sum.estimate(owner.balance))
}

/// What a campaign would cost in all.
pub async fn cost(
    app: &App,
    reader: &mut crate::db::Reader,
    account: AccountKey,
    draft: &Draft,
) -> Result<Credits, sqlx::Error> {
    let mut sum = Sum::default();
    price(app, reader, account, draft, &draft.sources, &mut sum).await?;
    Ok(sum.credits)
}

async fn price(
    app: &App,
    reader: &mut crate::db::Reader,
    account: AccountKey,
    draft: &Draft,
    sources: &Sources,
    sum: &mut Sum,
) -> Result<(), sqlx::Error> {
    let mut walk = Walk::new(account, sources);
    let mut pricer =
        Pricer::new(account, &draft.text, draft.kind, draft.sender.is_some(), &app.rates, RoaringTreemap::new())
            .opt_out(app.opt_outs.example());
    loop {
        let recipients = walk.next(reader, SLICE).await?;
        if recipients.is_empty() {
            return Ok(());
        }
        for outcome in pricer.decide(reader, recipients).await? {
            sum.add(outcome);
        }
    }
}

/// What the outcomes add up to.
#[derive(Default)]
struct Sum {
    recipients: i64,
    outcomes: BTreeMap<String, i64>,
    parts: BTreeMap<i32, i64>,
    countries: BTreeMap<Country, CountryCost>,
    credits: Credits,
}

impl Sum {
    fn add(&mut self, outcome: Outcome) {
        self.recipients += 1;
        let (parts, price) = match outcome.verdict {
            Verdict::Skip { reason } => {
                *self.outcomes.entry(reason.to_owned()).or_default() += 1;
                return;
            }
            Verdict::Send { parts, price, .. } => (parts, price),
        };
        *self.outcomes.entry("to_send".to_owned()).or_default() += 1;
        *self.parts.entry(parts).or_default() += 1;
        self.credits = self.credits + price;
        let Some(land) = outcome.country else { return };
        let country = self.countries.entry(land).or_insert_with(|| CountryCost {
            country: land.code().to_owned(),
            messages: 0,
            parts: 0,
            credits: Credits::ZERO,
        });
        country.messages += 1;
        country.parts += i64::from(parts);
        country.credits = country.credits + price;
    }

    fn estimate(self, balance: Credits) -> Estimate {
        let after = balance - self.credits;
        Estimate {
            recipients: self.recipients,
            outcomes: self.outcomes,
            parts: self.parts.into_iter().map(|(parts, count)| (parts.to_string(), count)).collect(),
            by_country: self.countries.into_values().collect(),
            credits: self.credits,
            balance_after: after,
            missing: if after < Credits::ZERO { -after } else { Credits::ZERO },
        }
    }
}
