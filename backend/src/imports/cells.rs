//! Cells of a spreadsheet as the words that people see in them.

use std::borrow::Cow;

use calamine::{DataType, ExcelDateTime};

/// The text of a cell. `zeros`: its format is that many noughts, which lead a number that has fewer digits.
pub fn text(cell: &impl DataType, zeros: usize) -> Cow<'_, str> {
    if let Some(text) = cell.get_string() {
        return clean(text);
    }
    if let Some(text) = cell.get_datetime_iso() {
        return clean(text.strip_suffix("T00:00:00").unwrap_or(text));
    }
    if let Some(text) = cell.get_duration_iso() {
        return clock(text).map_or_else(|| clean(text), Cow::Owned);
    }
    if let Some(truth) = cell.get_bool() {
        return Cow::Borrowed(if truth { "true" } else { "false" });
    }
    let number = cell.get_int().map(|number| format!("{number:0zeros$}"));
    let number = number.or_else(|| cell.get_float().map(|number| float(number, zeros)));
    let other = || cell.get_datetime().as_ref().map(time_words).or_else(|| cell.get_error().map(ToString::to_string));
    Cow::Owned(number.or_else(other).unwrap_or_default())
}

/// The noughts of a format that is nothing but noughts (`00000`, as postcodes and numbers have it), else 0.
pub fn zeros(format: &str) -> usize {
    if format.bytes().all(|byte| byte == b'0') { format.len() } else { 0 }
}

/// Spreadsheets keep 15 digits, whatever the binary fraction behind them is; no exponent, however large.
fn float(number: f64, zeros: usize) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 {
        return "0".repeat(zeros.max(1));
    }
    format!("{rounded:0zeros$}")
}

/// A date as ISO 8601 has it; without the time at midnight, without the date when there is none.
fn time_words(time: &ExcelDateTime) -> String {
    let value = time.as_f64();
    if time.is_duration() {
        let seconds = (value * 86_400.0).round() as i64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let second = if milli >= 500 && second < 59 { second + 1 } else { second };
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&value) {
        return clock;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if clock == "00:00:00" { date } else { format!("{date}T{clock}") }
}

/// `PT09H15M00S`, as ODS has a time of the day, is 09:15:00.
fn clock(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    Some(format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}"))
}

/// Without what no text has: PostgreSQL keeps no NUL, and nobody sees the others.
fn clean(text: &str) -> Cow<'_, str> {
    let stray = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.contains(stray) { Cow::Owned(text.replace(stray, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use calamine::DataRef;
    use calamine::ExcelDateTimeType::{self, DateTime, TimeDelta};

    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (number, zeros, expected) in [
            (33_612_345_678.0, 0, "33612345678"),
            (612_345_678.0, 0, "612345678"),
            (612_345_678.0, 10, "0612345678"),
            (1_000.0, 5, "01000"),
            (0.0, 5, "00000"),
            (-0.0, 0, "0"),
            (1.5, 0, "1.5"),
            (0.1 + 0.2, 0, "0.3"),
            (1e20, 0, "100000000000000000000"),
            (-12.0, 0, "-12"),
        ] {
            assert_eq!(text(&DataRef::Float(number), zeros), expected);
        }
        assert_eq!((zeros("00000"), zeros("0.00"), zeros("General"), zeros("")), (5, 0, 0, 0));
    }

    #[test]
    fn dates_are_iso() {
        let written = |value, kind: ExcelDateTimeType| {
            text(&DataRef::DateTime(ExcelDateTime::new(value, kind, false)), 0).into_owned()
        };
        assert_eq!(written(45_943.0, DateTime), "2025-10-13");
        assert_eq!(written(45_943.75, DateTime), "2025-10-13T18:00:00");
        assert_eq!(written(0.75, DateTime), "18:00:00");
        assert_eq!(written(1.5, TimeDelta), "36:00:00");
        assert_eq!(text(&DataRef::DurationIso("PT9H15M00S".to_owned()), 0), "09:15:00");
        assert_eq!(text(&DataRef::DurationIso("P1D".to_owned()), 0), "P1D");
        assert_eq!(text(&DataRef::DateTimeIso("2025-10-13T00:00:00".to_owned()), 0), "2025-10-13");
    }

    #[test]
    fn other_cells_are_words() {
        assert_eq!(text(&DataRef::Bool(true), 0), "true");
        assert_eq!(text(&DataRef::Error(calamine::CellErrorType::NA), 0), "#N/A");
        assert_eq!(text(&DataRef::String("Zo\0é\nB".to_owned()), 0), "Zoé\nB");
    }
}
