//! Launches a campaign: turns its sources into messages.
//!
//! [`start`] queues a job, due at once or at the campaign's date. The job writes slices of rows, each with the job's
//! cursor in one transaction, so that a crash costs nothing: whoever goes on reads back what was put down and continues.
//! When all rows are in, the lanes become ready and the worker is woken, once.

use openapi::jobs::JobKind;
use openapi::notices::NoticeKind;
use openapi::{CampaignId, Credits, JobId};
use roaring::RoaringTreemap;

use super::draft::check_written;
use super::price::{Outcome, Pricer, Verdict};
use super::recipients::{Place, Walk};
use super::show::sources;
use super::sql::{self, LaneRow, LaunchRow, LockedRow};
use super::{Error, kind_of};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Rows, Tx, execute, fetch_all, fetch_optional, transact};
use crate::jobs::sql as jobs;
use crate::jobs::{self as job_board, JobRow, NewJob, stands};
use crate::messages::Status;
use crate::messages::sql::digits;
use crate::notices;
use crate::opt_outs::OptOuts;
use crate::worker::jobs::{Slice, SliceError, lease_until};
use crate::worker::sql as worker;

/// Recipients of one transaction: about 10 ms of SQLite's writer.
const SLICE: usize = 1_000;

/// A programmed campaign that is later than this, in milliseconds, waits for its owner's word: after an outage what was to be read
/// in the afternoon must not wake people at night.
const LATE: i64 = 3600 * 1000;

/// Rows read at a time when a launch goes on after a crash.
const READ_BACK: i64 = 10_000;

/// The lane of what is skipped: no provider ever sees it.
const SKIPPED: &str = "-";

/// Queues the launch of a draft. A date that has passed meanwhile launches at once; the same draft launched from two
/// tabs is launched once, the other one is told that it runs.
/// `version`: the one that was read, where whoever launches it says.
pub async fn start(
    tx: &mut Tx,
    app: &App,
    account: AccountKey,
    id: CampaignId,
    version: Option<i64>,
) -> Result<(), Error> {
    let row = fetch_optional!(tx, LockedRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    match row.status.as_str() {
        "draft" => {}
        "programmed" => return Err(Error::WrongState("programmed")),
        _ => return Err(Error::WrongState("launched")),
    }
    if version.is_some_and(|read| read != row.version) {
        return Err(Error::Stale);
    }
    check_written(app, kind_of(&row.kind), &row.text, row.stop_mention)?;
    if fetch_optional!(tx, (i64,), sql::HAS_SOURCES, id.0)?.is_none() {
        return Err(Error::NoRecipients);
    }
    let now = app.clock.now().millis();
    let due_at = row.send_at.map_or(now, |at| at.max(now));
    let status = if due_at > now { "programmed" } else { "launching" };
    let sent = (status == "launching").then(|| app.ids.next());
    execute!(tx, sql::START, id.0, status, sent)?;
    queue(tx, app, account, id, due_at).await
}

/// Queues the job of a launch, due at this moment.
pub async fn queue(tx: &mut Tx, app: &App, account: AccountKey, id: CampaignId, due_at: i64) -> Result<(), Error> {
    let job = JobId(app.ids.next());
    let new = NewJob { id: job, account, kind: JobKind::Launch, subject: id.0, due_at, total: 0, payload: &() };
    job_board::start(tx, new, app.clock.now().millis()).await?;
    Ok(())
}

/// Runs a launch to its end, slice by slice.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let id = CampaignId(job.subject_id);
    let now = app.clock.now().millis();
    let Some(campaign) = begin(app, id, now).await? else {
        // Late, or cancelled or deleted before its date.
        finish_job(app, job, job.done).await?;
        return Ok(Slice::Done);
    };
    // An operator who takes the public address away while a campaign waits finds it waiting, not sent without its links.
    app.opt_outs.check(&campaign.text)?;
    let account = AccountKey(campaign.account_id);
    let sources = sources(&mut app.db.read().await?, id).await?;
    let lanes = Lanes::open(app, id, account, campaign.test).await?;
    let (seen, met) = lanes.read_back(app).await?;
    let mut walk = Walk::resume(account, &sources, job.cursor.parse()?, met);
    let written = campaign.written();
    let mut pricer = Pricer::open(app, &mut app.db.read().await?, account, written, seen).await?;
    let links = sms::Template::parse(&campaign.text).asks_opt_out();
    let (test, cursor, done) = (campaign.test, job.cursor.clone(), job.done);
    let mut launch = Launch { app, job: job.id, id, account, test, links, lanes, cursor, done };
    loop {
        let mut reader = app.db.read().await?;
        let recipients = walk.next(&mut reader, SLICE).await?;
        if recipients.is_empty() {
            break;
        }
        let outcomes = pricer.decide(&mut reader, recipients).await?;
        drop(reader);
        if !launch.put(&outcomes, walk.place()).await? {
            return Ok(Slice::Done);
        }
    }
    launch.end().await?;
    app.worker.wake();
    Ok(Slice::Done)
}

/// Takes the campaign for its launch; `None` when there is nothing to launch any more, or not yet.
async fn begin(app: &App, id: CampaignId, now: i64) -> Result<Option<LaunchRow>, Error> {
    let sent = app.ids.next();
    transact(&app.db, async |tx| {
        if execute!(tx, sql::HOLD_LATE, id.0, now - LATE, sent)? == 1 {
            notices::tell(tx, &app.ids, now, &[(id.0, NoticeKind::Late)]).await?;
            return Ok(None);
        }
        Ok(fetch_optional!(tx, LaunchRow, sql::BEGIN_LAUNCH, id.0, now, sent)?)
    })
    .await
}

async fn finish_job(app: &App, job: &JobRow, done: i64) -> Result<(), Error> {
    transact(&app.db, async |tx| execute!(tx, jobs::FINISH, job.id, "cancelled", done, done, None::<&str>)).await?;
    Ok(())
}

/// The two lanes of a campaign and where each ends.
struct Lanes {
    sending: LaneRow,
    skipped: LaneRow,
}

impl Lanes {
    /// Finds the lanes, or makes them.
    async fn open(app: &App, id: CampaignId, account: AccountKey, test: bool) -> Result<Self, Error> {
        let provider = app.providers.for_mode(test).adapter.name();
        let fresh = [(app.ids.next(), provider, "filling"), (app.ids.next(), SKIPPED, "done")];
        let rows = transact(&app.db, async |tx| -> Result<Vec<LaneRow>, Error> {
            let known = fetch_all!(tx, LaneRow, sql::LANES, id.0)?;
            if !known.is_empty() {
                return Ok(known);
            }
            for (lane, provider, state) in fresh {
                execute!(tx, sql::ADD_LANE, lane, id.0, account.0, provider, state)?;
            }
            Ok(fetch_all!(tx, LaneRow, sql::LANES, id.0)?)
        })
        .await?;
        let (skipped, sending): (Vec<_>, Vec<_>) = rows.into_iter().partition(|lane| lane.provider == SKIPPED);
        match (sending.into_iter().next(), skipped.into_iter().next()) {
            (Some(sending), Some(skipped)) => Ok(Self { sending, skipped }),
            _ => Err(Error::Missing),
        }
    }

    /// The numbers that are sent to and the contacts that were met, as far as an interrupted launch had come.
    async fn read_back(&self, app: &App) -> Result<(RoaringTreemap, RoaringTreemap), Error> {
        let (mut seen, mut met) = (RoaringTreemap::new(), RoaringTreemap::new());
        for lane in [&self.sending, &self.skipped].into_iter().filter(|lane| lane.last_seq > 0) {
            let mut after = 0;
            while after < lane.last_seq {
                let mut reader = app.db.read().await?;
                let rows = fetch_all!(&mut reader, (i64, i64, Option<i64>), sql::LAUNCHED, lane.id, after, READ_BACK)?;
                let Some(&(last, ..)) = rows.last() else { break };
                after = last;
                for (_, number, contact) in rows {
                    if lane.provider != SKIPPED {
                        seen.insert(number.unsigned_abs());
                    }
                    met.extend(contact.map(i64::unsigned_abs));
                }
            }
        }
        Ok((seen, met))
    }
}

/// A launch under way.
struct Launch<'a> {
    app: &'a App,
    job: i64,
    id: CampaignId,
    account: AccountKey,
    test: bool,
    /// Each text has an opt-out link of its own.
    links: bool,
    lanes: Lanes,
    /// Where the last slice that was committed ended.
    cursor: String,
    done: i64,
}

impl Launch<'_> {
    /// Writes a slice of messages and moves the job on; `false` when the campaign was cancelled meanwhile, or another
    /// node has taken the job over.
    async fn put(&mut self, outcomes: &[Outcome], place: Place) -> Result<bool, Error> {
        let slice = Put::new(self.app, &self.lanes, outcomes);
        let (place, done) = (place.to_string(), self.done + slice.recipients);
        let (id, until) = (self.id.0, lease_until(self.app));
        let links = self.links.then_some(&*self.app.opt_outs);
        let going_on = transact(&self.app.db, async |tx| -> Result<bool, Error> {
            if !stands(tx, self.job, &self.cursor).await? {
                return Ok(false);
            }
            execute!(tx, jobs::ADVANCE, self.job, place.as_str(), done, done, until)?;
            execute!(tx, sql::ADD_MESSAGES, slice.rows(outcomes, links), self.account.0, id, self.test)?;
            execute!(tx, sql::EXTEND_LANE, self.lanes.sending.id, slice.sending_seq)?;
            execute!(tx, sql::EXTEND_LANE, self.lanes.skipped.id, slice.skipped_seq)?;
            let (queued, skipped) = (slice.queued, slice.recipients - slice.queued);
            let price = slice.price.ten_thousandths();
            execute!(tx, sql::COUNT_LAUNCHED, id, slice.recipients, queued, skipped, price)?;
            for (reason, count) in &slice.reasons {
                execute!(tx, worker::COUNT_SKIPS, id, *reason, *count)?;
            }
            Ok(true)
        })
        .await?;
        self.lanes.sending.last_seq = slice.sending_seq;
        self.lanes.skipped.last_seq = slice.skipped_seq;
        (self.cursor, self.done) = (place, done);
        Ok(going_on)
    }

    /// All rows are in: lets the worker have them.
    async fn end(&self) -> Result<(), Error> {
        transact(&self.app.db, async |tx| -> Result<(), Error> {
            if !stands(tx, self.job, &self.cursor).await? {
                return Ok(());
            }
            execute!(tx, sql::CATCH_UP, self.account.0)?;
            execute!(tx, sql::READY_LANES, self.id.0)?;
            let ended = fetch_optional!(tx, (String,), sql::END_LAUNCH, self.id.0)?;
            if ended.is_some_and(|(status,)| status == "finished") {
                let (ids, now) = (&self.app.ids, self.app.clock.now().millis());
                notices::tell(tx, ids, now, &[(self.id.0, NoticeKind::Finished)]).await?;
            }
            execute!(tx, jobs::FINISH, self.job, "done", self.done, self.done, None::<&str>)?;
            Ok(())
        })
        .await
    }
}

/// A slice, with what its transaction needs to know; ids and places in the lanes are fixed before it begins.
struct Put {
    ids: Vec<i64>,
    /// Lane and seq of each outcome.
    places: Vec<(i64, i64)>,
    sending_seq: i64,
    skipped_seq: i64,
    recipients: i64,
    queued: i64,
    price: Credits,
    reasons: std::collections::BTreeMap<&'static str, i64>,
}

impl Put {
    fn new(app: &App, lanes: &Lanes, outcomes: &[Outcome]) -> Self {
        let mut slice = Self {
            ids: outcomes.iter().map(|_| app.ids.next()).collect(),
            places: Vec::with_capacity(outcomes.len()),
            sending_seq: lanes.sending.last_seq,
            skipped_seq: lanes.skipped.last_seq,
            recipients: i64::try_from(outcomes.len()).unwrap_or(0),
            queued: 0,
            price: Credits::ZERO,
            reasons: std::collections::BTreeMap::new(),
        };
        for outcome in outcomes {
            match &outcome.verdict {
                Verdict::Send { price, .. } => {
                    slice.sending_seq += 1;
                    slice.queued += 1;
                    slice.price = slice.price + *price;
                    slice.places.push((lanes.sending.id, slice.sending_seq));
                }
                Verdict::Skip { reason } => {
                    slice.skipped_seq += 1;
                    *slice.reasons.entry(reason).or_default() += 1;
                    slice.places.push((lanes.skipped.id, slice.skipped_seq));
                }
            }
        }
        slice
    }

    /// `links`: where each text has one of its own, which is known now that ids are.
    fn rows(&self, outcomes: &[Outcome], links: Option<&OptOuts>) -> Rows {
        let text = |(outcome, id): (&Outcome, &i64)| match (&outcome.verdict, links) {
            (Verdict::Send { text: Some(text), .. }, Some(links)) => Some(links.fill(text, *id)),
            (Verdict::Send { text, .. }, _) => text.clone(),
            (Verdict::Skip { .. }, _) => None,
        };
        let sent = |outcome: &Outcome| match &outcome.verdict {
            Verdict::Send { parts, price, .. } => (*parts, price.ten_thousandths(), Status::Queued, None),
            Verdict::Skip { reason } => (0, 0, Status::Skipped, Some(*reason)),
        };
        Rows::default()
            .column(self.ids.iter().copied())
            .column(self.places.iter().map(|place| place.0))
            .column(self.places.iter().map(|place| place.1))
            .column(outcomes.iter().map(|outcome| outcome.contact))
            .column(outcomes.iter().map(|outcome| digits(outcome.number)))
            .column(outcomes.iter().map(|outcome| outcome.country.as_str()))
            .column(outcomes.iter().zip(&self.ids).map(text))
            .column(outcomes.iter().map(|outcome| sent(outcome).0))
            .column(outcomes.iter().map(|outcome| sent(outcome).1))
            .column(outcomes.iter().map(|outcome| sent(outcome).2.number()))
            .column(outcomes.iter().map(|outcome| sent(outcome).3))
            .column(outcomes.iter().map(|_| 1_i32))
    }
}
