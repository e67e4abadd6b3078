//! Launches a campaign: turns its sources into messages.
//!
//! [`start`] queues a job, due at once or at the campaign's date. The job writes slices of rows, each with the job's
//! cursor in one transaction, so that a crash costs nothing: whoever goes on reads back what was put down and continues.
//! While a slice is written the next ones are read and priced ([`decide`]). When all rows are in, the lanes become ready
//! and the worker is woken, once.

mod decide;
mod lanes;

use openapi::jobs::JobKind;
use openapi::notices::NoticeKind;
use openapi::{CampaignId, JobId};

use decide::{Decided, Launching, decide};
use lanes::Lanes;

use super::draft::check_written;
use super::hold::LATE;
use super::show::sources;
use super::sql::{self, LaunchRow, LockedRow};
use super::{Error, kind_of};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Tx, execute, fetch_optional, put, transact};
use crate::jobs::sql as jobs;
use crate::jobs::{self as job_board, JobRow, NewJob, stands};
use crate::notices;
use crate::worker::jobs::{Slice, SliceError, lease_until};
use crate::worker::sql as worker;

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
    if fetch_optional!(tx, (i64,), sql::HAS_LEFT, id.0, account.0)?.is_none() {
        return Err(Error::Gone);
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

/// Lets a launch that was called off go on where it stood.
pub async fn go_on(tx: &mut Tx, app: &App, account: AccountKey, id: CampaignId, due_at: i64) -> Result<(), Error> {
    if execute!(tx, jobs::REOPEN, id.0, due_at)? == 1 {
        return Ok(());
    }
    queue(tx, app, account, id, due_at).await
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
    let ends = (lanes.sending.id, lanes.skipped.id);
    let mut launch = Launch { app, job: job.id, id, account, ends, cursor: job.cursor.clone(), done: job.done };
    let place = job.cursor.parse()?;
    let mut slices = decide(app, Launching { id, campaign, sources, lanes, place, seen, met });
    while let Some(slice) = slices.next().await? {
        if !launch.put(slice).await? {
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

/// A launch under way.
struct Launch<'a> {
    app: &'a App,
    job: i64,
    id: CampaignId,
    account: AccountKey,
    /// The lane of what is sent, and that of what is skipped.
    ends: (i64, i64),
    /// Where the last slice that was committed ended.
    cursor: String,
    done: i64,
}

impl Launch<'_> {
    /// Writes a slice of messages and moves the job on; `false` when the campaign was cancelled meanwhile, or another
    /// node has taken the job over.
    async fn put(&mut self, slice: Decided) -> Result<bool, Error> {
        let (place, done) = (slice.place.to_string(), self.done + slice.recipients);
        let (id, until, (sending, skipped)) = (self.id.0, lease_until(self.app), self.ends);
        let going_on = transact(&self.app.db, async |tx| -> Result<bool, Error> {
            if !stands(tx, self.job, &self.cursor).await? {
                return Ok(false);
            }
            execute!(tx, jobs::ADVANCE, self.job, place.as_str(), done, done, until)?;
            put(tx, sql::ADD_MESSAGES, &slice.rows).await?;
            execute!(tx, sql::EXTEND_LANE, sending, slice.sending_seq)?;
            execute!(tx, sql::EXTEND_LANE, skipped, slice.skipped_seq)?;
            let (queued, price) = (slice.queued, slice.price.ten_thousandths());
            execute!(tx, sql::COUNT_LAUNCHED, id, slice.recipients, queued, slice.recipients - queued, price)?;
            for (reason, count) in &slice.reasons {
                execute!(tx, worker::COUNT_SKIPS, id, *reason, *count)?;
            }
            Ok(true)
        })
        .await?;
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
