//! What a report counts from the messages themselves: countries, reasons, parts, and how it went over time.
//!
//! Counters that move with the messages would cost dispatch what the totals do not: acceptances and receipts come in statements
//! that answer no rows, so neither the country nor the reason of a message is known where it is moved. So they are counted
//! afterwards, a stretch of a lane at a time: short reads, beside whatever is written. A small campaign is counted whenever it is
//! looked at. The count of a large one is kept with a stamp of its counters: as long as those are the same, nothing has moved. While
//! such a campaign is under way a look finds the last count, and begins the next one; one count at a time a server.

use std::collections::BTreeMap;
use std::sync::Arc;

use openapi::{CampaignId, Time};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::report_sql::{self as sql, BreakdownRow, CountRow, ReportRow};
use super::sql::{self as campaigns, LaneRow};
use super::{Error, status_of};
use crate::app::App;
use crate::db::{execute, fetch_all, fetch_optional, transact};
use crate::messages::Status;

/// Rows of one statement: some 30 ms.
const SLICE: i64 = 20_000;

/// Up to so many recipients are counted at every look: one statement.
const SMALL: i64 = SLICE;

/// While a large campaign is under way it is counted at most so often, in milliseconds: its count takes a core for a second or two.
const PAUSE: i64 = 15_000;

/// The turn to count a large campaign. Cheap to clone.
#[derive(Clone, Default)]
pub struct Counting(Arc<Mutex<()>>);

/// What was counted, and when.
pub struct Counted {
    pub breakdown: Breakdown,
    pub at: Time,
}

/// Messages by what the report shows of them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Breakdown {
    pub parts: BTreeMap<i32, i64>,
    pub countries: BTreeMap<String, Country>,
    /// By status and reason.
    pub reasons: BTreeMap<i32, BTreeMap<String, i64>>,
    /// By tens of seconds since 1970.
    pub moments: BTreeMap<i64, Moment>,
}

#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub struct Country {
    pub messages: i64,
    pub parts: i64,
    /// In 1/10 000.
    pub charged: i64,
    pub received: i64,
    pub failed: i64,
}

/// What happened in a stretch of time.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub sent: i64,
    pub received: i64,
    pub failed: i64,
}

/// The breakdown of a campaign with these counters.
pub async fn of(app: &App, id: CampaignId, row: &ReportRow) -> Result<Counted, Error> {
    if row.recipients <= SMALL {
        return count(app, id).await;
    }
    let (stamp, ended) = (row.stamp(), status_of(&row.status).has_ended());
    let good = |kept: &BreakdownRow, now: i64| kept.stamp == stamp || (!ended && now - kept.counted_at < PAUSE);
    if let Some(kept) = load(app, id).await? {
        if good(&kept, app.clock.now().millis()) {
            return kept.read();
        }
        if !ended {
            if let Ok(turn) = app.counting.0.clone().try_lock_owned() {
                actix_web::rt::spawn(again(app.clone(), id, stamp, turn));
            }
            return kept.read();
        }
    }
    let _turn = app.counting.0.lock().await;
    // Whoever had the turn before may have counted it.
    match load(app, id).await? {
        Some(kept) if good(&kept, app.clock.now().millis()) => kept.read(),
        _ => count_and_keep(app, id, &stamp).await,
    }
}

async fn again(app: App, id: CampaignId, stamp: String, turn: OwnedMutexGuard<()>) {
    if let Err(error) = count_and_keep(&app, id, &stamp).await {
        tracing::warn!(%error, campaign = id.0, "a report could not be counted; the next look tries again");
    }
    drop(turn);
}

async fn load(app: &App, id: CampaignId) -> Result<Option<BreakdownRow>, Error> {
    Ok(fetch_optional!(&mut app.db.read().await?, BreakdownRow, sql::LOAD, id.0)?)
}

async fn count_and_keep(app: &App, id: CampaignId, stamp: &str) -> Result<Counted, Error> {
    let counted = count(app, id).await?;
    let json = serde_json::to_string(&counted.breakdown).map_err(|error| sqlx::Error::Encode(error.into()))?;
    transact(&app.db, async |tx| execute!(tx, sql::STORE, id.0, stamp, counted.at.millis(), json.as_str())).await?;
    Ok(counted)
}

/// Counts all messages, stretch by stretch.
async fn count(app: &App, id: CampaignId) -> Result<Counted, Error> {
    let at = app.clock.now();
    let mut breakdown = Breakdown::default();
    let lanes = fetch_all!(&mut app.db.read().await?, LaneRow, campaigns::LANES, id.0)?;
    for lane in lanes {
        let mut seq = 0;
        while seq < lane.last_seq {
            let mut reader = app.db.read().await?;
            for row in fetch_all!(&mut reader, CountRow, sql::COUNT, lane.id, seq, seq + SLICE)? {
                breakdown.add(row);
            }
            seq += SLICE;
        }
    }
    Ok(Counted { breakdown, at })
}

impl BreakdownRow {
    fn read(self) -> Result<Counted, Error> {
        let breakdown = serde_json::from_str(&self.counts).map_err(|error| sqlx::Error::Decode(error.into()))?;
        Ok(Counted { breakdown, at: Time::from_millis(self.counted_at) })
    }
}

impl Breakdown {
    fn add(&mut self, row: CountRow) {
        let (status, count) = (Status::of(row.standing), row.messages);
        let told = match status {
            Status::Uncertain | Status::Failed | Status::Skipped => true,
            Status::Sent | Status::DeliveredOperator => row.reason.as_deref() == Some("no_receipt"),
            _ => false,
        };
        if let Some(reason) = row.reason.filter(|_| told) {
            *self.reasons.entry(row.standing).or_default().entry(reason).or_default() += count;
        }
        if let Some(left) = row.left_at {
            let moment = self.moments.entry(left).or_default();
            moment.sent += count;
            moment.failed += if status == Status::Failed { count } else { 0 };
        }
        if let Some(arrived) = row.arrived_at.filter(|_| status == Status::Received) {
            self.moments.entry(arrived).or_default().received += count;
        }
        if status == Status::Skipped {
            return;
        }
        *self.parts.entry(row.parts).or_default() += count;
        let country = self.countries.entry(row.country).or_default();
        country.messages += count;
        country.parts += i64::from(row.parts) * count;
        country.charged += row.charged;
        country.received += if status == Status::Received { count } else { 0 };
        country.failed += if status == Status::Failed { count } else { 0 };
    }
}
