//! One row of a file: a person, or a reason why not.

use csv::StringRecord;

use super::mapping::Plan;
use crate::contacts::{MAX_EMAIL, MAX_FIELD_VALUE, MAX_TEXT};
use crate::numbers::{self, BadNumber, Country, Number};

/// Why a row was refused, as the stable word that is kept with it.
pub type Reason = &'static str;

/// What a row says of a person. `None`: no column is mapped to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub number: Number,
    pub last_name: Option<String>,
    pub first_name: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub fields: Vec<(String, String)>,
}

pub fn person(row: &StringRecord, plan: &Plan, home: Country) -> Result<Person, Reason> {
    // Cells beyond the last column mean that one before them was cut in two: names would come into the wrong fields.
    if row.iter().skip(plan.width).any(|cell| !cell.trim().is_empty()) {
        return Err("too_many_cells");
    }
    let number = number(row.get(plan.mobile).unwrap_or_default(), home)?;
    let text = |column: Option<usize>, longest| column.map(|column| cell(row, column, longest)).transpose();
    let own = |(name, column): &(String, usize)| Ok((name.clone(), cell(row, *column, MAX_FIELD_VALUE)?));
    Ok(Person {
        number,
        last_name: text(plan.last_name, MAX_TEXT)?,
        first_name: text(plan.first_name, MAX_TEXT)?,
        email: text(plan.email, MAX_EMAIL)?,
        company: text(plan.company, MAX_TEXT)?,
        fields: plan.fields.iter().map(own).collect::<Result<_, Reason>>()?,
    })
}

/// A number as spreadsheets leave it: `="0612345678"` and `'0612345678` keep a leading zero, `33612345678.0` is a number
/// that went through a calculation. One in scientific notation (`3.36E+10`) has lost its digits and is refused. A number
/// copied from a telephone's contacts has marks around it that nobody sees and that tell its direction.
pub fn number(cell: &str, home: Country) -> Result<Number, Reason> {
    let unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || unseen(c));
    let cell = cell.trim_start_matches(['=', '\'']).trim_matches('"').trim();
    let whole = cell.strip_suffix(".0").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    numbers::read(whole.unwrap_or(cell), home).map_err(|error| match error {
        BadNumber::Empty => "no_mobile",
        BadNumber::NotANumber => "not_a_number",
        BadNumber::Impossible => "impossible_number",
    })
}

/// A cell on one line, without spaces around it; empty when the row is too short.
fn cell(row: &StringRecord, column: usize, longest: usize) -> Result<String, Reason> {
    let cell = row.get(column).unwrap_or_default();
    let line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim();
    if line.chars().count() > longest { Err("too_long") } else { Ok(line.to_owned()) }
}

#[cfg(test)]
mod tests {
    use openapi::imports::ImportMode;

    use super::*;

    fn read(cells: &[&str]) -> Result<Person, Reason> {
        let plan = Plan {
            mobile: 1,
            last_name: Some(0),
            first_name: None,
            email: None,
            company: Some(2),
            fields: Vec::new(),
            width: 3,
            group: None,
            blacklist: false,
            mode: ImportMode::Update,
            dry_run: false,
            previous: None,
        };
        person(&StringRecord::from(cells.to_vec()), &plan, Country::parse("FR").unwrap())
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
            assert_eq!(read(&["", cell, ""]).unwrap().number.msisdn.digits(), 33_612_345_678, "{cell}");
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
        assert_eq!((short.last_name.as_deref(), short.company.as_deref()), (Some("Martin  Durand"), Some("")));
        assert_eq!(short.first_name, None);
        assert!(read(&["Martin", "0612345678", "", "", " "]).is_ok());
        assert_eq!(read(&["Martin", "0612345678", "", "x"]).unwrap_err(), "too_many_cells");
        assert_eq!(read(&["Martin"]).unwrap_err(), "no_mobile");
        assert_eq!(read(&[&"a".repeat(201), "0612345678"]).unwrap_err(), "too_long");
    }
}
