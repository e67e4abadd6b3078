//! The balance of the last days, for a picture.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use openapi::credits::{BalanceDay, BalanceHistory};
use openapi::{Credits, Time};

use super::{Error, sql};
use crate::accounts::{self, AccountKey};
use crate::db::{Connected, Rows, fetch_all};

/// A year, and a day for the leap.
pub const MAX_DAYS: u32 = 366;

/// What a picture shows unless asked otherwise.
pub const DAYS: u32 = 30;

/// The balance at the end of each of the last `days`, in the account's time zone; of today, the balance now.
pub async fn history(
    on: &mut impl Connected,
    account: AccountKey,
    days: u32,
    now: Time,
) -> Result<BalanceHistory, Error> {
    let zone = accounts::owner(on, account).await?.zone;
    let days = ends(days, now, &zone);
    let moments = Rows::default().column(days.iter().map(|(_, end)| *end));
    let balances = fetch_all!(on, (i64, i64), sql::BALANCES, moments, account.0)?;
    let days = days
        .into_iter()
        .zip(balances)
        .map(|((day, _), (_, balance))| BalanceDay { day, balance: Credits::from_ten_thousandths(balance) });
    Ok(BalanceHistory { days: days.collect() })
}

/// Each day and the moment it ends, the oldest first.
fn ends(days: u32, now: Time, zone: &TimeZone) -> Vec<(String, i64)> {
    let now = Timestamp::from_millisecond(now.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = now.to_zoned(zone.clone()).date();
    let days = (0..i64::from(days)).rev().map(|ago| today.saturating_sub(ago.days()));
    days.map(|day| {
        let tomorrow = day.saturating_add(1.day()).to_zoned(zone.clone());
        (day.to_string(), tomorrow.map_or(i64::MAX, |midnight| midnight.timestamp().as_millisecond()))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_end_where_the_account_is_at_home() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let days = ends(3, "2026-10-25T22:30:00Z".parse().unwrap(), &zone);
        let told: Vec<_> = days
            .iter()
            .map(|(day, end)| (day.as_str(), Timestamp::from_millisecond(*end).unwrap().to_string()))
            .collect();
        let expected = [
            ("2026-10-23", "2026-10-23T22:00:00Z"),
            ("2026-10-24", "2026-10-24T22:00:00Z"),
            // The clocks go back in this night: the day has 25 hours.
            ("2026-10-25", "2026-10-25T23:00:00Z"),
        ];
        assert_eq!(told, expected.map(|(day, end)| (day, end.to_owned())));
    }
}
