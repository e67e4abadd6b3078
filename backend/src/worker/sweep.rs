//! Looks for leases that ended: what has no outcome then is in doubt.

use std::collections::BTreeMap;
use std::time::Duration;

use super::inquire::inquire_after;
use super::settle::{inquire, millis, refund};
use super::sql::{self, BatchRow, ClosedRow, MovedRow};
use super::tally::Tally;
use crate::credits::Error;
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::messages::Status;

/// Batches swept in one turn: a batch has at most a few thousand rows, and a turn should stay short.
const BATCHES: i64 = 8;

/// Rows of the outbox swept in one turn.
const OUTBOX_ROWS: i64 = 2_000;

/// Messages closed for want of a receipt in one turn.
const SILENT_ROWS: i64 = 2_000;

/// Ends every lease: on SQLite a starting server knows that its predecessor is dead. The provider is asked as soon as what was written
/// last cannot be on its way any more.
pub async fn void_leases(tx: &mut Tx, now: i64, timeout: Duration) -> Result<(), Error> {
    execute!(tx, sql::VOID_LEASES, now)?;
    execute!(tx, sql::VOID_OUTBOX_LEASES, now)?;
    execute!(tx, sql::VOID_INQUIRIES, now + millis(inquire_after(timeout)))?;
    Ok(())
}

/// Puts into doubt what expired leases left open, to be asked of the provider `inquire_after` the lease's end. Answers
/// whether there may be more.
pub async fn sweep(tx: &mut Tx, now: i64, inquire_after: Duration, tally: &mut Tally) -> Result<bool, Error> {
    let batches = fetch_all!(tx, BatchRow, sql::EXPIRED_BATCHES, now, BATCHES)?;
    for batch in &batches {
        let doubted = fetch_all!(tx, MovedRow, sql::DOUBT_RANGE, batch.lane_id, batch.from_seq, batch.to_seq)?;
        let due = batch.lease_until + millis(inquire_after);
        let provider = batch.provider.as_str();
        let inquiries: Vec<_> = doubted.iter().map(|row| (row.id, provider, row.attempt, due)).collect();
        inquire(tx, &inquiries).await?;
        tally.moved_rows(&doubted);
        execute!(tx, sql::DROP_BATCH, batch.id)?;
        tracing::warn!(batch = batch.id, in_doubt = doubted.len(), "a lease ended before its messages were settled");
    }
    let outbox = sweep_outbox(tx, now, inquire_after, tally).await?;
    Ok(batches.len() as i64 == BATCHES || outbox)
}

/// Closes and refunds what cancelled campaigns left in the outbox, whether or not the provider can be reached.
pub async fn close_cancelled(tx: &mut Tx, ids: &Ids, now: i64, tally: &mut Tally) -> Result<bool, Error> {
    let left = fetch_all!(tx, (i64,), sql::OUTBOX_CANCELLED, OUTBOX_ROWS)?;
    if left.is_empty() {
        return Ok(false);
    }
    let rows = Rows::default()
        .column(left.iter().map(|row| row.0))
        .column(left.iter().map(|_| Status::Cancelled.number()))
        .column(left.iter().map(|_| "cancelled"));
    let closed = fetch_all!(tx, ClosedRow, sql::CLOSE, rows)?;
    let messages: Vec<i64> = left.iter().map(|row| row.0).collect();
    execute!(tx, sql::OUTBOX_DONE, IdList(&messages))?;
    refund(tx, ids, now, &closed, tally).await?;
    Ok(left.len() as i64 == OUTBOX_ROWS)
}

async fn sweep_outbox(tx: &mut Tx, now: i64, inquire_after: Duration, tally: &mut Tally) -> Result<bool, Error> {
    let expired = fetch_all!(tx, (i64, String, i64, i32), sql::EXPIRED_OUTBOX, now, OUTBOX_ROWS)?;
    if expired.is_empty() {
        return Ok(false);
    }
    let rows = Rows::default()
        .column(expired.iter().map(|row| row.0))
        .column(expired.iter().map(|row| row.3))
        .column(expired.iter().map(|_| "interrupted"));
    let doubted = fetch_all!(tx, MovedRow, sql::DOUBTED, rows)?;
    tally.moved_rows(&doubted);
    let leases: BTreeMap<i64, (&str, i64)> = expired.iter().map(|row| (row.0, (row.1.as_str(), row.2))).collect();
    let mut inquiries = Vec::with_capacity(doubted.len());
    for row in doubted {
        if let Some(&(provider, lease_until)) = leases.get(&row.id) {
            inquiries.push((row.id, provider, row.attempt, lease_until + millis(inquire_after)));
        }
    }
    inquire(tx, &inquiries).await?;
    let ids: Vec<i64> = expired.iter().map(|row| row.0).collect();
    execute!(tx, sql::OUTBOX_DONE, IdList(&ids))?;
    Ok(expired.len() as i64 == OUTBOX_ROWS)
}

/// Closes what has waited for its final receipt since before `cutoff`; a receipt that comes later still counts.
pub async fn close_silent(tx: &mut Tx, cutoff: i64, tally: &mut Tally) -> Result<bool, Error> {
    let lanes = fetch_all!(tx, (i64,), sql::SILENT_LANES, cutoff, BATCHES)?;
    let mut more = false;
    for (lane,) in lanes {
        let closed = fetch_all!(tx, (Option<i64>,), sql::CLOSE_SILENT, lane, cutoff, SILENT_ROWS)?;
        for &(campaign,) in &closed {
            tally.closed(campaign, 1);
        }
        more |= closed.len() as i64 == SILENT_ROWS;
    }
    Ok(more)
}
