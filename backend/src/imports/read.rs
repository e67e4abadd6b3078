//! One row of a file: a person, or a reason why not.

use csv::StringRecord;
use jiff::tz::TimeZone;

use super::consent::moment;
use super::mapping::Plan;
use crate::contacts::{self, Details, Keys, MAX_EMAIL, MAX_FIELD_VALUE, MAX_SOURCE, MAX_TEXT, Noted};
use crate::numbers::{self, BadNumber, Country, Number};

/// Why a row was refused, as the stable word that is kept with it.
pub type Reason = &'static str;

/// How the rows of a file are read.
#[derive(Debug, Clone)]
pub struct Rules {
    pub plan: Plan,
    /// Whose national numbers are read.
    pub home: Country,
    /// Whose clocks dates were read from.
    pub zone: TimeZone,
}

/// What a row says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The contact that it makes when there is none.
    pub details: Details,
    pub keys: Keys,
    pub consent: Consent,
}

/// What a row says of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    /// No column is mapped to it.
    Untold,
    /// The cells are empty.
    None,
    Given(Noted),
}

pub fn person(row: &StringRecord, rules: &Rules) -> Result<Person, Reason> {
    let plan = &rules.plan;
    // Cells beyond the last column mean that one before them was cut in two: names would come into the wrong fields.
    if row.iter().skip(plan.width).any(|cell| !cell.trim().is_empty()) {
        return Err("too_many_cells");
    }
    let (number, typed) = number_of(row.get(plan.mobile).unwrap_or_default(), rules.home)?;
    let text = |column: Option<usize>, longest| column.map_or(Ok(String::new()), |column| cell(row, column, longest));
    let own = |(name, column): &(String, usize)| Ok((name.clone(), cell(row, *column, MAX_FIELD_VALUE)?));
    let own: Vec<(String, String)> = plan.fields.iter().map(own).collect::<Result<_, Reason>>()?;
    let details = Details {
        typed: contacts::typed(typed, number.msisdn),
        mobile: number.msisdn,
        country: number.country.code().to_owned(),
        line: Some(number.line),
        last_name: text(plan.last_name, MAX_TEXT)?,
        first_name: text(plan.first_name, MAX_TEXT)?,
        email: text(plan.email, MAX_EMAIL)?,
        company: text(plan.company, MAX_TEXT)?,
        fields: own.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
    };
    let consent = consent(row, rules)?;
    Ok(Person { keys: details.keys(), details, consent })
}

/// A row's own cells go before what was said of all. A source without a date was given when the others were; a date alone
/// is kept without a source.
fn consent(row: &StringRecord, rules: &Rules) -> Result<Consent, Reason> {
    let plan = &rules.plan;
    let text = |column: Option<usize>, longest| column.map_or(Ok(String::new()), |column| cell(row, column, longest));
    let (source, date) = (text(plan.consent_source, MAX_SOURCE)?, text(plan.consent_at, MAX_TEXT)?);
    let at = match date.as_str() {
        "" => None,
        date => Some(moment(date, &rules.zone).ok_or("not_a_date")?),
    };
    if source.is_empty() && at.is_none() {
        let mapped = plan.consent_source.is_some() || plan.consent_at.is_some();
        let untold = if mapped { Consent::None } else { Consent::Untold };
        return Ok(plan.consent.clone().map_or(untold, Consent::Given));
    }
    let of_all = plan.consent.as_ref();
    let source =
        if source.is_empty() { of_all.map(|of_all| of_all.source.clone()).unwrap_or_default() } else { source };
    let at = at.or(of_all.map(|of_all| of_all.at)).unwrap_or(plan.started_at);
    Ok(Consent::Given(Noted { source, at }))
}

/// A number as spreadsheets leave it: `="0612345678"` and `'0612345678` keep a leading zero, `33612345678.0` is a number
/// that went through a calculation. One in scientific notation (`3.36E+10`) has lost its digits and is refused. A number
/// copied from a telephone's contacts has marks around it that nobody sees and that tell its direction.
pub fn number(cell: &str, home: Country) -> Result<Number, Reason> {
    number_of(cell, home).map(|(number, _)| number)
}

/// The number, and what was written of it.
fn number_of(cell: &str, home: Country) -> Result<(Number, &str), Reason> {
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || unseen(c));
    let cell = cell.trim_start_matches(['=', '\'']).trim_matches('"').trim();
    let whole = cell.strip_suffix(".0").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let written = whole.unwrap_or(cell);
    let number = numbers::read(written, home).map_err(|error| match error {
        BadNumber::Empty => "no_mobile",
        BadNumber::NotANumber => "not_a_number",
        BadNumber::Impossible => "impossible_number",
    })?;
    Ok((number, written))
}

/// A cell on one line, without spaces around it; empty when the row is too short.
fn cell(row: &StringRecord, column: usize, longest: usize) -> Result<String, Reason> {
    let cell = row.get(column).unwrap_or_default().trim();
    let plain = !cell.chars().any(char::is_control);
    // Nothing has more characters than bytes.
    if plain && cell.len() <= longest {
        return Ok(cell.to_owned());
    }
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim();
    if line.chars().count() > longest { Err("too_long") } else { Ok(line.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str]) -> Result<Person, Reason> {
        let plan = Plan { mobile: 1, last_name: Some(0), company: Some(2), width: 3, ..Plan::default() };
        let rules = Rules { plan, home: Country::parse("FR").unwrap(), zone: TimeZone::UTC };
        person(&StringRecord::from(cells.to_vec()), &rules)
    }

    #[test]
    fn numbers_as_spreadsheets_leave_them() {
        for cell in [
            "06 12 34 56 78",
            "612345678",
            "=\"0612345678\"",
            "'0612345678",
            "33612345678.0",
            " +33612345678 ",
            "\u{202a}+33\u{a0}6 12 34 56 78\u{202c}",
        ] {
            assert_eq!(read(&["", cell, ""]).unwrap().details.mobile.digits(), 33_612_345_678, "{cell}");
        }
        for (cell, reason) in [
            ("", "no_mobile"),
            ("\"\"", "no_mobile"),
            ("3.36E+10", "not_a_number"),
            ("3,36123E+10", "not_a_number"),
            ("néant", "not_a_number"),
            ("06 12", "impossible_number"),
            ("0612345678 / 0698765432", "impossible_number"),
        ] {
            assert_eq!(read(&["", cell, ""]).unwrap_err(), reason, "{cell}");
        }
    }

    #[test]
    fn rows_may_be_short_but_not_too_long() {
        let short = read(&["Martin\r\nDurand", "0612345678"]).unwrap();
        assert_eq!((short.details.last_name.as_str(), short.details.company.as_str()), ("Martin  Durand", ""));
        assert!(read(&["Martin", "0612345678", "", "", " "]).is_ok());
        assert_eq!(read(&["Martin", "0612345678", "", "x"]).unwrap_err(), "too_many_cells");
        assert_eq!(read(&["Martin"]).unwrap_err(), "no_mobile");
        assert_eq!(read(&[&"a".repeat(201), "0612345678"]).unwrap_err(), "too_long");
    }
}
