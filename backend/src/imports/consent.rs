//! What a row says of a consent: where it was given, and when.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// As our exports and people write a moment on the clock of their wall, and then a day.
const MOMENTS: [&str; 6] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%Y-%m-%dT%H:%M",
];
const DAYS: [&str; 2] = ["%Y-%m-%d", "%d/%m/%Y"];

/// A moment in epoch milliseconds: RFC 3339, or what a clock in `zone` showed. A day is its beginning.
pub fn moment(cell: &str, zone: &TimeZone) -> Option<i64> {
    if let Ok(time) = cell.parse::<openapi::Time>() {
        return Some(time.millis());
    }
    let moment = MOMENTS.iter().find_map(|format| DateTime::strptime(format, cell).ok());
    let day = || DAYS.iter().find_map(|format| Date::strptime(format, cell).ok()).map(|day| day.at(0, 0, 0, 0));
    let shown = moment.or_else(day)?;
    zone.to_timestamp(shown).ok().map(jiff::Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_and_exports_write_them() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        for (cell, expected) in [
            ("2026-11-22T19:23:41Z", Some(1_795_375_421_000)),
            ("2026-11-22T20:23:41+01:00", Some(1_795_375_421_000)),
            ("22/11/2026 20:23:41", Some(1_795_375_421_000)),
            ("2026-11-22 20:23:41", Some(1_795_375_421_000)),
            ("2026-11-22T20:23:41", Some(1_795_375_421_000)),
            ("2026-11-22", Some(1_795_302_000_000)),
            ("22/11/2026", Some(1_795_302_000_000)),
            ("31/02/2026", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(moment(cell, &paris), expected, "{cell}");
        }
    }
}
