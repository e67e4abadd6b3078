//! Decides a launch, ahead of what is being written: while the database puts down a slice, the next one is priced and the one
//! after that is read, each by a task of its own.

use std::collections::BTreeMap;

use openapi::{CampaignId, Credits};
use roaring::RoaringTreemap;
use tokio::sync::mpsc;

use super::lanes::Lanes;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::campaigns::draft::Sources;
use crate::campaigns::price::{Outcome, Pricer, Verdict};
use crate::campaigns::recipients::{Place, Recipient, Walk};
use crate::campaigns::sql::LaunchRow;
use crate::db::Rows;
use crate::messages::Status;
use crate::messages::sql::digits;

/// Recipients of one transaction: about 20 ms of SQLite's writer.
const SLICE: usize = 2_000;

/// Slices that wait to be written: one would do while nothing else runs on the machine. Each is less than a megabyte.
const AHEAD: usize = 2;

/// A launch as it stands when it begins, or goes on.
pub struct Launching {
    pub id: CampaignId,
    pub campaign: LaunchRow,
    pub sources: Sources,
    pub lanes: Lanes,
    pub place: Place,
    /// The numbers that are sent to, and the contacts that were met.
    pub seen: RoaringTreemap,
    pub met: RoaringTreemap,
}

/// A slice that is ready to be written.
pub struct Decided {
    pub rows: Rows,
    /// Where the walk and the lanes end behind it.
    pub place: Place,
    pub sending_seq: i64,
    pub skipped_seq: i64,
    pub recipients: i64,
    pub queued: i64,
    pub price: Credits,
    pub reasons: BTreeMap<&'static str, i64>,
}

/// Recipients of one slice, and where the walk stands behind them.
struct Met {
    recipients: Vec<Recipient>,
    place: Place,
}

/// Slices, and at last `None`.
type Give<T> = mpsc::Sender<Result<Option<T>, sqlx::Error>>;

/// The other end. Whoever drops it ends the task that gives.
pub struct Slices<T>(mpsc::Receiver<Result<Option<T>, sqlx::Error>>);

impl<T> Slices<T> {
    /// `None` at the end. A task that died gives an error: half a launch must not pass for a whole one.
    pub async fn next(&mut self) -> Result<Option<T>, sqlx::Error> {
        self.0.recv().await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
    }
}

/// The slices, one after the other.
pub fn decide(app: &App, launching: Launching) -> Slices<Decided> {
    let (give, take) = mpsc::channel(AHEAD);
    let app = app.clone();
    tokio::spawn(async move {
        let end = price(&app, launching, &give).await.map(|()| None);
        // Nobody listens any more, or hears it.
        let _ = give.send(end).await;
    });
    Slices(take)
}

fn read(app: &App, account: AccountKey, sources: Sources, place: Place, met: RoaringTreemap) -> Slices<Met> {
    let (give, take) = mpsc::channel(AHEAD);
    let app = app.clone();
    tokio::spawn(async move {
        let walk = Walk::resume(account, &sources, place, met);
        let end = meet(&app, walk, &give).await.map(|()| None);
        let _ = give.send(end).await;
    });
    Slices(take)
}

async fn meet(app: &App, mut walk: Walk<'_>, give: &Give<Met>) -> Result<(), sqlx::Error> {
    loop {
        let recipients = walk.next(&mut app.db.read().await?, SLICE).await?;
        if recipients.is_empty() || give.send(Ok(Some(Met { recipients, place: walk.place() }))).await.is_err() {
            return Ok(());
        }
    }
}

async fn price(app: &App, launching: Launching, give: &Give<Decided>) -> Result<(), sqlx::Error> {
    let Launching { id, campaign, sources, lanes, place, seen, met } = launching;
    let account = AccountKey(campaign.account_id);
    let mut people = read(app, account, sources, place, met);
    let mut pricer = Pricer::open(app, &mut app.db.read().await?, account, campaign.written(), seen).await?;
    let links = sms::Template::parse(&campaign.text).asks_opt_out();
    let mut writer = Writer { app, id, account, test: campaign.test, links, lanes };
    while let Some(Met { recipients, place }) = people.next().await? {
        let outcomes = pricer.decide(&mut app.db.read().await?, recipients).await?;
        if give.send(Ok(Some(writer.slice(outcomes, place)))).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Makes rows of outcomes; ids and places in the lanes are fixed before the transaction that writes them.
struct Writer<'a> {
    app: &'a App,
    id: CampaignId,
    account: AccountKey,
    test: bool,
    /// Each text has an opt-out link of its own.
    links: bool,
    lanes: Lanes,
}

/// What only one of the verdicts says.
struct Said {
    lane: i64,
    seq: i64,
    text: Option<String>,
    parts: i32,
    price: i64,
    status: i32,
    reason: Option<&'static str>,
}

impl Writer<'_> {
    fn slice(&mut self, outcomes: Vec<Outcome>, place: Place) -> Decided {
        let ids: Vec<i64> = outcomes.iter().map(|_| self.app.ids.next()).collect();
        let (mut queued, mut price, mut reasons) = (0, Credits::ZERO, BTreeMap::new());
        let mut people = Vec::with_capacity(outcomes.len());
        let mut said = Vec::with_capacity(outcomes.len());
        for (outcome, &id) in outcomes.into_iter().zip(&ids) {
            match &outcome.verdict {
                Verdict::Send { price: one, .. } => (queued, price) = (queued + 1, price + *one),
                Verdict::Skip { reason } => *reasons.entry(*reason).or_default() += 1,
            }
            people.push((digits(outcome.number), outcome.contact, outcome.country));
            said.push(self.say(outcome.verdict, id));
        }
        let rows = Rows::default()
            .column(ids.iter().copied())
            .column(said.iter().map(|said| said.lane))
            .column(said.iter().map(|said| said.seq))
            .column(people.iter().map(|(_, contact, _)| *contact))
            .column(people.iter().map(|(number, ..)| *number))
            .column(people.iter().map(|(.., country)| country.as_ref().map_or("", |country| country.code())))
            .column(said.iter_mut().map(|said| said.text.take()))
            .column(said.iter().map(|said| said.parts))
            .column(said.iter().map(|said| said.price))
            .column(said.iter().map(|said| said.status))
            .column(said.iter().map(|said| said.status))
            .column(said.iter().map(|said| said.reason))
            .same(self.account.0)
            .same(self.id.0)
            .same(1_i32)
            .same(0_i32)
            .same(i32::from(self.test));
        let (sending_seq, skipped_seq) = (self.lanes.sending.last_seq, self.lanes.skipped.last_seq);
        let recipients = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        Decided { rows, place, sending_seq, skipped_seq, recipients, queued, price, reasons }
    }

    fn say(&mut self, verdict: Verdict, id: i64) -> Said {
        let lane = match verdict {
            Verdict::Send { .. } => &mut self.lanes.sending,
            Verdict::Skip { .. } => &mut self.lanes.skipped,
        };
        lane.last_seq += 1;
        let (lane, seq) = (lane.id, lane.last_seq);
        match verdict {
            Verdict::Send { text, parts, price, .. } => {
                // Ids are known now, and with them where each link leads.
                let text = if self.links { text.map(|text| self.app.opt_outs.fill(&text, id)) } else { text };
                let (price, status) = (price.ten_thousandths(), Status::Queued.number());
                Said { lane, seq, text, parts, price, status, reason: None }
            }
            Verdict::Skip { reason } => {
                let status = Status::Skipped.number();
                Said { lane, seq, text: None, parts: 0, price: 0, status, reason: Some(reason) }
            }
        }
    }
}
