//! The counters: moved in the transaction that moves the messages.

use std::collections::BTreeMap;

use super::sql;
use crate::db::{Rows, Tx, execute};
use crate::ids::made_at;
use crate::messages::Status;

/// A quarter of an hour, in milliseconds.
pub const QUARTER: i64 = 15 * 60 * 1000;

/// Who sent a message, as far as it is known where it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Its row tells the account, and whether it was only tried.
    Campaign(i64),
    Account(i64),
}

/// The quarter in which a message was made.
pub fn quarter(message: i64) -> i64 {
    made_at(message).div_euclid(QUARTER)
}

/// What one transaction changes.
#[derive(Debug, Default)]
pub struct Quarters(BTreeMap<(Owner, i64), Change>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Change {
    statuses: [i64; Status::ALL.len()],
    charged: i64,
}

impl Quarters {
    /// `count` messages of a quarter went from one status to another.
    pub fn moved(&mut self, owner: Owner, quarter: i64, was: Status, status: Status, count: i64) {
        let change = self.0.entry((owner, quarter)).or_default();
        change.statuses[was as usize] -= count;
        change.statuses[status as usize] += count;
    }

    /// Credits debited (positive) or refunded (negative), in 1/10 000.
    pub fn charged(&mut self, owner: Owner, quarter: i64, amount: i64) {
        self.0.entry((owner, quarter)).or_default().charged += amount;
    }

    /// Writes the counters, in the order of accounts and quarters.
    pub async fn write(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let rows: Vec<(&(Owner, i64), &Change)> =
            self.0.iter().filter(|(_, change)| **change != Change::default()).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let status = |status: Status| rows.iter().map(move |(_, change)| change.statuses[status as usize]);
        let columns = Rows::default()
            .column(rows.iter().map(|((owner, _), _)| match owner {
                Owner::Campaign(id) => Some(*id),
                Owner::Account(_) => None,
            }))
            .column(rows.iter().map(|((owner, _), _)| match owner {
                Owner::Account(id) => Some(*id),
                Owner::Campaign(_) => None,
            }))
            .column(rows.iter().map(|((_, quarter), _)| *quarter))
            .column(status(Status::Sent))
            .column(status(Status::DeliveredOperator))
            .column(status(Status::Received))
            .column(status(Status::Failed))
            .column(rows.iter().map(|(_, change)| change.charged));
        execute!(tx, sql::COUNT, columns)?;
        Ok(())
    }
}
