//! A campaign's counters, moved in the transaction that moves its messages.

use std::collections::BTreeMap;

use crate::db::{Rows, Tx, execute};
use crate::messages::Status;

use super::sql;

/// What one transaction changes, by campaign. Written once, at its end, in the order of ids.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<i64, Delta>);

#[derive(Debug, Default, Clone, Copy)]
struct Delta {
    statuses: [i64; Status::ALL.len()],
    charged: i64,
    closed: i64,
}

impl Tally {
    /// `count` messages of a campaign went from one status to another. Single messages have no counters.
    pub fn moved(&mut self, campaign: Option<i64>, was: i32, status: i32, count: i64) {
        let Some(campaign) = campaign.filter(|_| was != status) else { return };
        let delta = self.0.entry(campaign).or_default();
        delta.statuses[Status::of(was) as usize] -= count;
        delta.statuses[Status::of(status) as usize] += count;
    }

    /// Credits debited (positive) or refunded (negative), in 1/10 000.
    pub fn charged(&mut self, campaign: Option<i64>, amount: i64) {
        if let Some(campaign) = campaign {
            self.0.entry(campaign).or_default().charged += amount;
        }
    }

    /// Messages whose final receipt is no longer waited for (positive), or came after all (negative).
    pub fn closed(&mut self, campaign: Option<i64>, count: i64) {
        if let Some(campaign) = campaign {
            self.0.entry(campaign).or_default().closed += count;
        }
    }

    /// Writes the counters and finishes the campaigns that have nothing open any more.
    pub async fn write(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        let status = |status: Status| self.0.values().map(move |delta| delta.statuses[status as usize]);
        let rows = Rows::default()
            .column(self.0.keys().copied())
            .column(status(Status::Queued))
            .column(status(Status::Uncertain))
            .column(status(Status::Sent))
            .column(status(Status::DeliveredOperator))
            .column(status(Status::Received))
            .column(status(Status::Failed))
            .column(status(Status::Skipped))
            .column(status(Status::Cancelled))
            .column(self.0.values().map(|delta| delta.charged))
            .column(self.0.values().map(|delta| delta.closed));
        execute!(tx, sql::COUNT, rows)?;
        Ok(())
    }
}
