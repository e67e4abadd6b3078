//! Counters of campaigns and accounts, moved in the transaction that moves the messages.

use std::collections::{BTreeMap, BTreeSet};

use openapi::notices::NoticeKind;

use crate::dashboard::{Owner, Quarters, quarter};
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::messages::Status;
use crate::notices;

use super::sql::{self, MovedRow};

/// What one transaction changes. Written once, at its end, in the order of ids.
#[derive(Debug, Default)]
pub struct Tally {
    campaigns: BTreeMap<i64, Delta>,
    quarters: Quarters,
    news: BTreeSet<(i64, NoticeKind)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Delta {
    statuses: [i64; Status::ALL.len()],
    charged: i64,
    due: i64,
    closed: i64,
}

/// Whose messages they are, and when they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// `None`: of a test key, by themselves. Nobody counts them.
    owner: Option<Owner>,
    quarter: i64,
}

impl Whose {
    /// A message of a campaign.
    pub fn campaign(campaign: i64, message: i64) -> Self {
        Self::campaign_in(campaign, quarter(message))
    }

    /// Messages of a campaign that were made in this quarter.
    pub const fn campaign_in(campaign: i64, quarter: i64) -> Self {
        Self { owner: Some(Owner::Campaign(campaign)), quarter }
    }

    /// A message as its row tells it.
    pub fn row(message: i64, account: i64, campaign: Option<i64>, test: bool) -> Self {
        let single = (!test).then_some(Owner::Account(account));
        Self { owner: campaign.map(Owner::Campaign).or(single), quarter: quarter(message) }
    }

    const fn of_campaign(self) -> Option<i64> {
        match self.owner {
            Some(Owner::Campaign(id)) => Some(id),
            _ => None,
        }
    }
}

impl Tally {
    /// `count` messages went from one status to another.
    pub fn moved(&mut self, whose: Whose, was: i32, status: i32, count: i64) {
        let (was, status) = (Status::of(was), Status::of(status));
        if was == status {
            return;
        }
        if let Some(campaign) = whose.of_campaign() {
            let delta = self.campaigns.entry(campaign).or_default();
            delta.statuses[was as usize] -= count;
            delta.statuses[status as usize] += count;
        }
        if let Some(owner) = whose.owner {
            self.quarters.moved(owner, whose.quarter, was, status, count);
        }
    }

    /// Messages that a statement moved.
    pub fn moved_rows<'a>(&mut self, rows: impl IntoIterator<Item = &'a MovedRow>) {
        for row in rows {
            self.moved(row.whose(), row.was, row.status, 1);
        }
    }

    /// Credits debited (positive) or refunded (negative), in 1/10 000.
    pub fn charged(&mut self, whose: Whose, amount: i64) {
        if let Some(campaign) = whose.of_campaign() {
            self.campaigns.entry(campaign).or_default().charged += amount;
        }
        if let Some(owner) = whose.owner {
            self.quarters.charged(owner, whose.quarter, amount);
        }
    }

    /// What a campaign still needs has become less by the price of what was claimed, in 1/10 000.
    pub fn claimed(&mut self, campaign: i64, price: i64) {
        self.campaigns.entry(campaign).or_default().due -= price;
    }

    /// Messages whose final receipt is no longer waited for (positive), or came after all (negative).
    pub fn closed(&mut self, campaign: Option<i64>, count: i64) {
        if let Some(campaign) = campaign {
            self.campaigns.entry(campaign).or_default().closed += count;
        }
    }

    /// The status of a campaign was changed: its owner is told, with the figures as this transaction leaves them.
    pub fn tell(&mut self, campaign: i64, news: NoticeKind) {
        self.news.insert((campaign, news));
    }

    /// Writes the counters, finishes the campaigns that have nothing open any more, and tells their owners.
    pub async fn write(&self, tx: &mut Tx, ids: &Ids, now: i64) -> Result<(), sqlx::Error> {
        let mut news: Vec<(i64, NoticeKind)> = self.news.iter().copied().collect();
        if !self.campaigns.is_empty() {
            self.count(tx).await?;
            let counted: Vec<i64> = self.campaigns.keys().copied().collect();
            let finished = fetch_all!(tx, (i64,), sql::FINISH, IdList(&counted))?;
            news.extend(finished.into_iter().map(|(id,)| (id, NoticeKind::Finished)));
        }
        self.quarters.write(tx).await?;
        notices::tell(tx, ids, now, &news).await
    }

    async fn count(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let deltas = &self.campaigns;
        let status = |status: Status| deltas.values().map(move |delta| delta.statuses[status as usize]);
        let rows = Rows::default()
            .column(deltas.keys().copied())
            .column(status(Status::Queued))
            .column(status(Status::Uncertain))
            .column(status(Status::Sent))
            .column(status(Status::DeliveredOperator))
            .column(status(Status::Received))
            .column(status(Status::Failed))
            .column(status(Status::Skipped))
            .column(status(Status::Cancelled))
            .column(deltas.values().map(|delta| delta.charged))
            .column(deltas.values().map(|delta| delta.due))
            .column(deltas.values().map(|delta| delta.closed));
        execute!(tx, sql::COUNT, rows)?;
        Ok(())
    }
}
