//! Shows the dashboard.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use openapi::dashboard::{Dashboard, Day, Figures};
use openapi::{Credits, Time};

use super::count::QUARTER;
use super::sql::{self, StretchRow};
use crate::accounts::{self, AccountKey};
use crate::campaigns;
use crate::db::{Connected, Rows, fetch_all};
use crate::problem::Problem;
use crate::{notices, replies};

/// Days in the picture, today among them.
const DAYS: i64 = 30;

pub async fn show(on: &mut impl Connected, account: AccountKey, now: Time) -> Result<Dashboard, Problem> {
    let owner = accounts::show(on, account).await?;
    let zone = TimeZone::get(&owner.time_zone).unwrap_or(TimeZone::UTC);
    let calendar = Calendar::new(now, zone);
    let figures = sums(on, account, &calendar.stretches()).await?;
    let this_month = figures[0];
    let rate = |month: Figures| (month.sent > 0).then(|| month.received as f64 / month.sent as f64);
    Ok(Dashboard {
        balance: owner.balance,
        committed: owner.committed,
        free: owner.free,
        this_month,
        last_month: figures[1],
        delivery_rate: rate(this_month),
        daily: calendar.days.iter().zip(&figures[2..]).map(|(date, figures)| day(*date, figures)).collect(),
        running: campaigns::under_way(on, account).await?,
        next: campaigns::next(on, account).await?,
        unread_replies: replies::unread(on, account).await?,
        unread_notices: notices::unread(on, account).await?,
    })
}

fn day(date: Date, figures: &Figures) -> Day {
    Day { day: date.to_string(), sent: figures.sent, received: figures.received, failed: figures.failed }
}

/// The days and months of an account, at one moment.
struct Calendar {
    zone: TimeZone,
    /// The oldest first, and tomorrow left out.
    days: Vec<Date>,
}

impl Calendar {
    fn new(now: Time, zone: TimeZone) -> Self {
        let today =
            Timestamp::from_millisecond(now.millis()).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date();
        let days = (0..DAYS).rev().map(|ago| today.saturating_sub(ago.days())).collect();
        Self { zone, days }
    }

    /// This month, last month, then each day: first quarter, and the one after the last.
    fn stretches(&self) -> Vec<(i64, i64)> {
        let today = self.days.last().copied().unwrap_or_default();
        let month = today.first_of_month();
        let (before, after) = (month.saturating_sub(1.month()), month.saturating_add(1.month()));
        let mut stretches = vec![(self.begin(month), self.begin(after)), (self.begin(before), self.begin(month))];
        stretches.extend(self.days.iter().map(|&day| (self.begin(day), self.begin(day.saturating_add(1.day())))));
        stretches
    }

    /// The quarter in which a day begins; where the clocks skip midnight, it begins when they go on.
    fn begin(&self, day: Date) -> i64 {
        let begin = day.to_zoned(self.zone.clone()).map_or(0, |midnight| midnight.timestamp().as_millisecond());
        begin.div_euclid(QUARTER)
    }
}

async fn sums(
    on: &mut impl Connected,
    account: AccountKey,
    stretches: &[(i64, i64)],
) -> Result<Vec<Figures>, sqlx::Error> {
    let columns = Rows::default()
        .column(0..i64::try_from(stretches.len()).unwrap_or(0))
        .column(stretches.iter().map(|stretch| stretch.0))
        .column(stretches.iter().map(|stretch| stretch.1));
    let rows = fetch_all!(on, StretchRow, sql::STRETCHES, columns, account.0)?;
    let found: HashMap<i64, Figures> = rows.into_iter().map(|row| (row.stretch, Figures::from(row))).collect();
    Ok((0_i64..).take(stretches.len()).map(|at| found.get(&at).copied().unwrap_or_default()).collect())
}

impl From<StretchRow> for Figures {
    fn from(row: StretchRow) -> Self {
        let credits = Credits::from_ten_thousandths(row.charged);
        Self { sent: row.sent, received: row.received, failed: row.failed, credits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(now: &str, zone: &str) -> Vec<(String, i64)> {
        let calendar = Calendar::new(now.parse().unwrap(), TimeZone::get(zone).unwrap());
        let begin = |quarter: i64| Timestamp::from_millisecond(quarter * QUARTER).unwrap().to_string();
        calendar.stretches().into_iter().map(|(since, until)| (begin(since), until - since)).collect()
    }

    #[test]
    fn days_and_months_are_the_accounts_own() {
        let paris = stretches("2026-10-31T23:30:00Z", "Europe/Paris");
        assert_eq!(paris[0], ("2026-10-31T23:00:00Z".to_owned(), 30 * 96), "it is November already");
        assert_eq!(paris[1], ("2026-09-30T22:00:00Z".to_owned(), 31 * 96 + 4), "the clocks went back an hour");
        assert_eq!(paris.len(), 32);
        assert_eq!(paris[31], ("2026-10-31T23:00:00Z".to_owned(), 96));
        let nepal = stretches("2026-01-01T00:00:00Z", "Asia/Kathmandu");
        assert_eq!(nepal[31], ("2025-12-31T18:15:00Z".to_owned(), 96), "zones are whole quarters off");
        for pair in paris[2..].windows(2) {
            assert!(pair[0].0 < pair[1].0);
        }
    }
}
