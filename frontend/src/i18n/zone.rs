//! Clocks on walls: from a date and an hour in the account's time zone to the moment that is meant, and back.
//!
//! Where clocks are put forward an hour does not exist, where they are put back one comes twice. Both are told, since a
//! campaign must not leave an hour before or after what somebody wrote. The zones are the browser's: they cost no bytes.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use openapi::Time;
use wasm_bindgen::JsValue;

use super::{Lang, format};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// The moments at which a wall clock shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moments {
    /// Clocks jump over it.
    Skipped,
    One(Time),
    /// Clocks are put back: it is shown twice.
    Twice(Time, Time),
}

/// Reads `dd/mm/yyyy hh:mm`; any sign may divide, and one digit does where two stand.
pub fn read_wall(typed: &str) -> Option<DateTime> {
    let divided = typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = divided.collect();
    let [day, month, year, hour, minute] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let read = |part: &str| part.parse::<i8>().ok();
    let date = Date::new(year.parse().ok()?, read(month)?, read(day)?).ok()?;
    Some(date.to_datetime(jiff::civil::Time::new(read(hour)?, read(minute)?, 0, 0).ok()?))
}

/// As it is typed: `24/12/2026 18:30`.
pub fn write_wall(wall: DateTime) -> String {
    format!("{} {:02}:{:02}", write_day(wall.date()), wall.hour(), wall.minute())
}

/// `24/12/2026`.
pub fn write_day(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// What the account's clock shows at a moment.
pub fn wall_of(time: Time) -> Option<DateTime> {
    read_wall(&format::in_zone(&js_date(time))?)
}

/// When the account's clock shows this.
pub fn moments_of(wall: DateTime) -> Moments {
    moments_by(wall, |at| Some(as_utc(wall_of(Time::from_millis(at))?)? - at.div_euclid(MINUTE_MS) * MINUTE_MS))
}

/// `offset`: how far a zone's clocks are ahead of Greenwich at a moment. They are never put twice within two days, so the
/// offsets of the day before and the day after are all that there can be.
fn moments_by(wall: DateTime, offset: impl Fn(i64) -> Option<i64>) -> Moments {
    let Some(naive) = as_utc(wall) else { return Moments::Skipped };
    let near = [naive - DAY_MS, naive + DAY_MS].into_iter();
    let candidates = near.filter_map(|near| offset(near).map(|ahead| naive - ahead));
    let mut real: Vec<i64> = candidates.filter(|at| offset(*at).is_some_and(|ahead| at + ahead == naive)).collect();
    real.sort_unstable();
    real.dedup();
    match real.as_slice() {
        [] => Moments::Skipped,
        [only] => Moments::One(Time::from_millis(*only)),
        [first, second, ..] => Moments::Twice(Time::from_millis(*first), Time::from_millis(*second)),
    }
}

/// Milliseconds as if the clock hung in Greenwich.
fn as_utc(wall: DateTime) -> Option<i64> {
    wall.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_millisecond())
}

fn js_date(time: Time) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(time.millis() as f64))
}

impl Lang {
    /// `Thursday 24 December 2026`, of a calendar and not of a clock.
    pub fn full_day(self, day: Date) -> String {
        let styles = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
        self.of_calendar("full_day", &styles, day)
    }

    /// `December 2026`.
    pub fn month(self, day: Date) -> String {
        self.of_calendar("month", &[("month", "long"), ("year", "numeric")], day)
    }

    /// The seven days from Monday on, short and in full.
    pub fn weekdays(self) -> Vec<(String, String)> {
        const A_MONDAY: Date = jiff::civil::date(2026, 1, 5);
        let name = |kind, style, day| self.of_calendar(kind, &[("weekday", style)], A_MONDAY.saturating_add(day));
        (0..7)
            .map(|day: i64| (name("weekday-short", "short", day.days()), name("weekday-long", "long", day.days())))
            .collect()
    }

    fn of_calendar(self, kind: &str, styles: &[(&str, &str)], day: Date) -> String {
        let at = as_utc(day.at(0, 0, 0, 0)).unwrap_or_default();
        format::of_calendar(self, kind, styles, &js_date(Time::from_millis(at))).unwrap_or_default()
    }

    /// What tells two hours apart that a clock shows alike: `GMT+2`.
    pub fn zone_offset(self, time: Time) -> String {
        format::offset_name(self, &js_date(time)).unwrap_or_default()
    }
}

/// When a day begins in the account's zone, or one some days later; `None` of what is no day.
pub fn beginning_of(day: &str, days_later: i64) -> Option<Time> {
    let day = day.parse::<Date>().ok()?.checked_add(days_later.days()).ok()?;
    // Where clocks are put forward at midnight, a day begins at one.
    (0..2).find_map(|hour| match moments_of(day.at(hour, 0, 0, 0)) {
        Moments::One(at) | Moments::Twice(at, _) => Some(at),
        Moments::Skipped => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 60 * MINUTE_MS;

    fn utc(text: &str) -> Time {
        text.parse().unwrap()
    }

    /// Paris in 2026: forward on 29 March, back on 25 October, both at one o'clock in Greenwich.
    fn paris(at: i64) -> Option<i64> {
        let summer = utc("2026-03-29T01:00:00Z").millis()..utc("2026-10-25T01:00:00Z").millis();
        Some(if summer.contains(&at) { 2 * HOUR_MS } else { HOUR_MS })
    }

    fn at(typed: &str) -> Moments {
        moments_by(read_wall(typed).unwrap(), paris)
    }

    #[test]
    fn dates_are_read_as_they_are_typed() {
        for typed in ["24/12/2026 18:30", "24-12-2026 18h30", " 24.12.2026  18:30 ", "24 12 2026 18 30"] {
            assert_eq!(write_wall(read_wall(typed).unwrap()), "24/12/2026 18:30", "{typed}");
        }
        assert_eq!(write_wall(read_wall("1/2/2027 7:05").unwrap()), "01/02/2027 07:05");
        assert!(read_wall("29/02/2028 10:00").is_some());
        let refused = ["", "24/12/2026", "24/12/26 18:30", "31/04/2026 10:00", "29/02/2026 10:00", "24/12/2026 24:00"];
        for typed in refused.into_iter().chain(["2026-12-24 18:30", "24/12/2026 18:60", "24/12/2026 18:300"]) {
            assert!(read_wall(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn an_ordinary_hour_is_one_moment() {
        assert_eq!(at("24/12/2026 18:30"), Moments::One(utc("2026-12-24T17:30:00Z")));
        assert_eq!(at("14/07/2026 08:00"), Moments::One(utc("2026-07-14T06:00:00Z")));
        assert_eq!(at("29/03/2026 01:59"), Moments::One(utc("2026-03-29T00:59:00Z")));
        assert_eq!(at("29/03/2026 03:00"), Moments::One(utc("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn a_skipped_hour_is_none_and_a_repeated_one_two() {
        assert_eq!(at("29/03/2026 02:00"), Moments::Skipped);
        assert_eq!(at("29/03/2026 02:59"), Moments::Skipped);
        assert_eq!(at("25/10/2026 02:30"), Moments::Twice(utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z")));
        assert_eq!(at("25/10/2026 03:00"), Moments::One(utc("2026-10-25T02:00:00Z")));
    }
}
