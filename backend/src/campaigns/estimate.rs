//! What a campaign would cost, by the code that will charge it.
//!
//! Recipients are priced slice by slice, and the connection goes back between two: an estimate of a million neither holds what
//! others wait for, nor keeps more in memory than which numbers it has met.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use openapi::campaigns::{CountryCost, Encodings, Estimate, EstimateWarning, Kind, NewCampaign};
use openapi::{CampaignId, Credits};
use roaring::RoaringTreemap;
use sms::Encoding;

use super::draft::{Draft, Sources};
use super::price::{Outcome, Pricer, Verdict, Written};
use super::recipients::Walk;
use super::show::{is_open, sources};
use super::sql::LockedRow;
use super::{Error, show, sql};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Connected, execute, fetch_one, fetch_optional, transact};
use crate::numbers::Country;
use crate::problem::Problem;

/// Recipients priced between two questions to the database.
const SLICE: usize = 2_000;

/// Estimates that an account may have under way: a page that asks again before the last one has noticed that it left, and a few
/// programs beside it.
pub const ESTIMATES: usize = 8;

/// What is to be estimated.
pub struct Subject {
    text: String,
    kind: Kind,
    with_sender: bool,
    stop_mention: bool,
    test: bool,
    /// When it leaves.
    at: i64,
    sources: Sources,
    /// The campaign that the estimate is kept on, and its version.
    campaign: Option<(CampaignId, i64)>,
}

impl Subject {
    /// A campaign as it would be sent; nothing is written.
    pub async fn of_new(app: &App, account: AccountKey, new: NewCampaign, test: bool) -> Result<Self, Problem> {
        let mut reader = app.db.read().await?;
        let home = owner(&mut reader, account).await?.country;
        let new = NewCampaign { draft: true, ..new };
        let now = app.clock.now();
        let draft = Draft::parse(app, &mut reader, account, home, new, now).await?;
        app.opt_outs.check(&draft.text)?;
        Ok(Self {
            text: draft.text,
            kind: draft.kind,
            with_sender: draft.sender.is_some(),
            stop_mention: draft.stop_mention,
            test,
            at: draft.send_at.map_or(now, |at| at.max(now)).millis(),
            sources: draft.sources,
            campaign: None,
        })
    }

    /// A draft or a programmed campaign, as it is written.
    pub async fn of_campaign(app: &App, account: AccountKey, id: CampaignId) -> Result<Self, Error> {
        let mut reader = app.db.read().await?;
        let campaign = show(&mut reader, account, id).await?;
        if !is_open(&campaign) {
            return Err(Error::WrongState("launched"));
        }
        app.opt_outs.check(&campaign.text)?;
        let now = app.clock.now();
        Ok(Self {
            sources: sources(&mut reader, id).await?,
            text: campaign.text,
            kind: campaign.kind,
            with_sender: campaign.sender.is_some(),
            stop_mention: campaign.stop_mention,
            test: campaign.test,
            at: campaign.send_at.map_or(now, |at| at.max(now)).millis(),
            campaign: Some((id, campaign.version)),
        })
    }

    fn written(&self) -> Written<'_> {
        let Self { kind, with_sender, stop_mention, test, at, .. } = *self;
        Written { text: &self.text, kind, with_sender, stop_mention, test, at }
    }
}

/// Prices every recipient. `told` hears how many are priced after each slice, and may end it: `None` then. An empty text costs
/// nothing yet; its recipients count all the same.
pub async fn estimate(
    app: &App,
    account: AccountKey,
    subject: &Subject,
    mut told: impl FnMut(i64) -> ControlFlow<()>,
) -> Result<Option<Estimate>, Error> {
    let mut sum = Sum::default();
    let pricer =
        Pricer::open(app, &mut app.db.read().await?, account, subject.written(), RoaringTreemap::new()).await?;
    let Some(pricer) = price(app, account, pricer, &subject.sources, &mut sum, &mut told).await? else {
        return Ok(None);
    };
    let mut reader = app.db.read().await?;
    let balance = owner(&mut reader, account).await?.balance;
    let others = subject.campaign.map_or(0, |(id, _)| id.0);
    let (committed,) = fetch_one!(&mut reader, (i64,), sql::COMMITTED_BESIDE, account.0, others)?;
    let mut estimate = sum.estimate(balance, Credits::from_ten_thousandths(committed));
    estimate.unknown_fields = pricer.unknown().to_vec();
    estimate.warnings = warnings(app, &mut reader, account, subject, &estimate).await?;
    drop(reader);
    keep(app, account, subject, &estimate).await?;
    Ok(Some(estimate))
}

/// What a campaign would cost in all.
pub async fn cost(
    app: &App,
    account: AccountKey,
    written: Written<'_>,
    sources: &Sources,
) -> Result<Credits, sqlx::Error> {
    let mut sum = Sum::default();
    let pricer = Pricer::open(app, &mut app.db.read().await?, account, written, RoaringTreemap::new()).await?;
    price(app, account, pricer, sources, &mut sum, &mut |_| ControlFlow::Continue(())).await?;
    Ok(sum.credits)
}

/// The pricer again, at the end; `None` when `told` ended it.
async fn price(
    app: &App,
    account: AccountKey,
    mut pricer: Pricer,
    sources: &Sources,
    sum: &mut Sum,
    told: &mut impl FnMut(i64) -> ControlFlow<()>,
) -> Result<Option<Pricer>, sqlx::Error> {
    let mut walk = Walk::new(account, sources);
    loop {
        let mut reader = app.db.read().await?;
        let recipients = walk.next(&mut reader, SLICE).await?;
        if recipients.is_empty() {
            return Ok(Some(pricer));
        }
        let outcomes = pricer.decide(&mut reader, recipients).await?;
        drop(reader);
        outcomes.iter().for_each(|outcome| sum.add(outcome));
        if told(sum.recipients).is_break() {
            return Ok(None);
        }
    }
}

/// What to think of before it leaves.
async fn warnings(
    app: &App,
    on: &mut impl Connected,
    account: AccountKey,
    subject: &Subject,
    estimate: &Estimate,
) -> Result<Vec<EstimateWarning>, sqlx::Error> {
    let unanswerable = subject.with_sender || subject.kind == Kind::Voice;
    let first = !subject.test && fetch_optional!(on, (i64,), sql::EVER_LAUNCHED, account.0)?.is_none();
    let eats =
        estimate.committed > Credits::ZERO && estimate.credits > Credits::ZERO && estimate.free_after < Credits::ZERO;
    let written = !subject.text.trim().is_empty();
    let all = [
        (EstimateWarning::NoContact, written && unanswerable && !sms::has_contact(&subject.text)),
        (EstimateWarning::UnknownFields, !estimate.unknown_fields.is_empty()),
        (EstimateWarning::GoneRecipients, subject.sources.some_gone(on, account).await?),
        (EstimateWarning::EatsCommitted, eats),
        (EstimateWarning::ConsentFirst, first),
        (EstimateWarning::Sandbox, subject.test || app.providers.sandbox_page().is_some()),
    ];
    Ok(all.into_iter().filter_map(|(warning, holds)| holds.then_some(warning)).collect())
}

/// Writes the estimate on its campaign, unless that has been changed or launched meanwhile: then it is of something else. One that
/// was deleted has none: what was counted then was half of it, or nothing.
async fn keep(app: &App, account: AccountKey, subject: &Subject, estimate: &Estimate) -> Result<(), Error> {
    let Some((id, version)) = subject.campaign else { return Ok(()) };
    let text = serde_json::to_string(estimate).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let (now, credits) = (app.clock.now().millis(), estimate.credits.ten_thousandths());
    transact(&app.db, async |tx| {
        let kept = execute!(tx, sql::KEEP, id.0, account.0, version, text.as_str(), now, credits)?;
        if kept == 0 && fetch_optional!(tx, LockedRow, sql::FIND, id.0, account.0)?.is_none() {
            return Err(Error::Missing);
        }
        Ok(())
    })
    .await
}

/// What the outcomes add up to.
#[derive(Default)]
struct Sum {
    recipients: i64,
    outcomes: BTreeMap<&'static str, i64>,
    parts: BTreeMap<i32, i64>,
    encodings: Encodings,
    countries: BTreeMap<Country, CountryCost>,
    credits: Credits,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.recipients += 1;
        let (parts, price, encoding) = match outcome.verdict {
            Verdict::Skip { reason } => {
                *self.outcomes.entry(reason).or_default() += 1;
                return;
            }
            Verdict::Send { parts, price, encoding, .. } => (parts, price, encoding),
        };
        *self.outcomes.entry("to_send").or_default() += 1;
        *self.parts.entry(parts).or_default() += 1;
        match encoding {
            Some(Encoding::Gsm7) => self.encodings.gsm7 += 1,
            Some(Encoding::Ucs2) => self.encodings.ucs2 += 1,
            None => {}
        }
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

    fn estimate(self, balance: Credits, committed: Credits) -> Estimate {
        let after = balance - self.credits;
        Estimate {
            recipients: self.recipients,
            outcomes: self.outcomes.into_iter().map(|(outcome, count)| (outcome.to_owned(), count)).collect(),
            parts: self.parts.into_iter().map(|(parts, count)| (parts.to_string(), count)).collect(),
            encodings: self.encodings,
            unknown_fields: Vec::new(),
            by_country: self.countries.into_values().collect(),
            credits: self.credits,
            balance_after: after,
            missing: if after < Credits::ZERO { -after } else { Credits::ZERO },
            committed,
            free_after: after - committed,
            warnings: Vec::new(),
        }
    }
}
