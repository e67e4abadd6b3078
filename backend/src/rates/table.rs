//! A table of rates in a CSV file, as the operator keeps it: `country`, `kind`, `credits` and, where it differs,
//! `credits_with_sender`. What an export has beside them is read over. A line without amounts withdraws the country.
//!
//! Spreadsheets save such a file in ways of their own: with a mark before it, with semicolons or tabs, with a decimal comma. All
//! are read. A file is taken whole or not at all, and every wrong line is named by its number, the header's being 1.

use std::collections::HashMap;

use csv::{Position, ReaderBuilder, StringRecord};
use openapi::Credits;
use openapi::campaigns::Kind;

use super::book::Price;
use crate::campaigns::kind_word;
use crate::numbers::Country;

/// Several times what the numbering plan has of countries and kinds.
const MOST_LINES: usize = 2_000;

/// Credits a part: whatever is more is a slip of the decimal point, and far more would not fit an amount once multiplied.
pub const MOST: Credits = Credits::whole(100);

/// What the columns are called, those that are read and those that are read over.
const COUNTRY: &str = "country";
const KIND: &str = "kind";
const CREDITS: &str = "credits";
const WITH_SENDER: &str = "credits_with_sender";
const READ_OVER: [&str; 4] = ["name", "name_fr", "dial_code", "from"];

/// A country and kind of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub country: Country,
    pub kind: Kind,
    /// `None`: not served.
    pub price: Option<Price>,
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// The header's is 1.
    pub line: u64,
    pub code: &'static str,
    pub message: String,
}

/// Everything that is wrong with a table, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(|wrong| format!("line {}: {}", wrong.line, wrong.message)).collect::<Vec<_>>().join("\n"))]
pub struct BadTable(pub Vec<WrongLine>);

type Bad = (&'static str, String);

/// Where the columns stand.
struct Columns {
    country: usize,
    kind: usize,
    credits: usize,
    with_sender: Option<usize>,
    decimal_comma: bool,
}

pub fn read(file: &[u8]) -> Result<Vec<Line>, BadTable> {
    // Only names could have letters outside ASCII, and they are read over.
    let text = String::from_utf8_lossy(file);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let separator = separator(text);
    let mut records = ReaderBuilder::new()
        .comment(Some(b'#'))
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
        .into_records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        Some(Err(error)) => return Err(unreadable(&error)),
        None => return Err(BadTable(vec![wrong(1, ("empty", "the file is empty".to_owned()))])),
    };
    let columns =
        Columns::find(&header, separator != b',').map_err(|bad| BadTable(vec![wrong(line_of(&header, text), bad)]))?;
    let (mut lines, mut wrongs, mut met) = (Vec::new(), Vec::new(), HashMap::new());
    for record in records {
        let record = record.map_err(|error| unreadable(&error))?;
        let at = line_of(&record, text);
        if lines.len() + wrongs.len() >= MOST_LINES {
            wrongs.push(wrong(at, ("too_many_lines", format!("a table has at most {MOST_LINES} lines"))));
            break;
        }
        match columns.line(&record) {
            Err(bad) => wrongs.push(wrong(at, bad)),
            Ok(line) => match met.insert((line.country, line.kind), at) {
                Some(before) => {
                    let (country, kind) = (line.country.code(), kind_word(line.kind));
                    let message = format!("{country} {kind} stands in line {before} already");
                    wrongs.push(wrong(at, ("duplicate", message)));
                }
                None => lines.push(line),
            },
        }
    }
    if wrongs.is_empty() { Ok(lines) } else { Err(BadTable(wrongs)) }
}

impl Columns {
    fn find(header: &StringRecord, decimal_comma: bool) -> Result<Self, Bad> {
        let names: Vec<String> = header.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        for (at, name) in names.iter().enumerate() {
            let known =
                [COUNTRY, KIND, CREDITS, WITH_SENDER].contains(&name.as_str()) || READ_OVER.contains(&name.as_str());
            if !known {
                return Err(("unknown_column", format!("there is no column called “{name}”")));
            }
            if names[..at].contains(name) {
                return Err(("duplicate_column", format!("the column `{name}` stands there twice")));
            }
        }
        let find = |name: &str| names.iter().position(|known| known == name);
        let needed = |name| find(name).ok_or_else(|| ("missing_column", format!("the column `{name}` is missing")));
        Ok(Self {
            country: needed(COUNTRY)?,
            kind: needed(KIND)?,
            credits: needed(CREDITS)?,
            with_sender: find(WITH_SENDER),
            decimal_comma,
        })
    }

    fn line(&self, record: &StringRecord) -> Result<Line, Bad> {
        let cell = |at: usize| record.get(at).map(str::trim).unwrap_or_default();
        let code = cell(self.country).to_ascii_uppercase();
        let country = Country::parse(&code)
            .ok_or_else(|| ("unknown_country", format!("the numbering plan has no country “{code}”")))?;
        let kind = match cell(self.kind).to_ascii_lowercase().as_str() {
            "pro" => Kind::Pro,
            "voice" => Kind::Voice,
            other => return Err(("unknown_kind", format!("a kind is pro or voice, not “{other}”"))),
        };
        let given = |at| Some(cell(at)).filter(|cell| !cell.is_empty());
        let credits = given(self.credits).map(|cell| self.amount(CREDITS, cell)).transpose()?;
        let with_sender = self.with_sender.and_then(given).map(|cell| self.amount(WITH_SENDER, cell)).transpose()?;
        Ok(Line { country, kind, price: price(credits, with_sender).map_err(|(_, bad)| bad)? })
    }

    fn amount(&self, column: &str, cell: &str) -> Result<Credits, Bad> {
        let cell = if self.decimal_comma { cell.replace(',', ".") } else { cell.to_owned() };
        let told = |(code, message): Bad| (code, format!("{column}: {message}"));
        let decimals = cell.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let amount = cell.parse::<Credits>().map_err(|bad| {
            let digits = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
            if digits && decimals > 4 {
                ("too_precise", format!("“{cell}” has more than four decimals"))
            } else {
                ("malformed", format!("“{cell}”: {bad}"))
            }
        });
        amount.and_then(check).map_err(told)
    }
}

/// Both amounts of a price, each as it was given; the error names which of them is wrong.
pub fn price(credits: Option<Credits>, with_sender: Option<Credits>) -> Result<Option<Price>, (&'static str, Bad)> {
    match (credits, with_sender) {
        (None, None) => Ok(None),
        (None, Some(_)) => {
            Err((CREDITS, ("required", "what is sent without a custom sender has a price, too".to_owned())))
        }
        (Some(credits), with_sender) => {
            let credits = check(credits).map_err(|bad| (CREDITS, bad))?;
            let with_sender = with_sender.map(check).transpose().map_err(|bad| (WITH_SENDER, bad))?;
            Ok(Some(Price { credits, with_sender: with_sender.unwrap_or(credits) }))
        }
    }
}

fn check(amount: Credits) -> Result<Credits, Bad> {
    if amount <= Credits::ZERO || amount > MOST {
        return Err((
            "out_of_range",
            format!("a part costs more than nothing and at most {MOST} credits, not {amount}"),
        ));
    }
    Ok(amount)
}

/// The one that stands most often in the header.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// Where a record stands. The reader says where it went on from: remarks and empty lines may lie between.
fn line_of(record: &StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 1 };
    let rest = usize::try_from(position.byte()).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    let between = rest.lines().take_while(|line| line.is_empty() || line.starts_with('#')).count();
    position.line() + between as u64
}

fn wrong(line: u64, (code, message): Bad) -> WrongLine {
    WrongLine { line, code, message }
}

fn unreadable(error: &csv::Error) -> BadTable {
    let line = error.position().map_or(1, Position::line);
    BadTable(vec![wrong(line, ("malformed", "this line cannot be read as CSV".to_owned()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let shown = |line: &Line| {
            let price = line.price.map_or("-".to_owned(), |price| format!("{}/{}", price.credits, price.with_sender));
            format!("{} {} {price}", line.country.code(), kind_word(line.kind))
        };
        read(text.as_bytes()).unwrap().iter().map(shown).collect()
    }

    fn wrongs(text: &str) -> Vec<(u64, &'static str)> {
        read(text.as_bytes()).unwrap_err().0.iter().map(|wrong| (wrong.line, wrong.code)).collect()
    }

    #[test]
    fn a_table_is_read_as_spreadsheets_save_it() {
        let plain = ["FR pro 1/1", "FR voice 1.41/1.41", "MQ pro 1.1/1.2", "JP pro -"];
        let comma =
            "country,kind,credits,credits_with_sender\nFR,pro,1,1\nFR,voice,1.41,1.41\nMQ,pro,1.1,1.2\nJP,pro,,\n";
        assert_eq!(lines(comma), plain);
        assert_eq!(lines(&format!("\u{feff}{}", comma.replace('\n', "\r\n"))), plain);
        assert_eq!(lines(&comma.replace('.', ";").replace(',', "\t").replace(';', ",")), plain);
        let semicolons = comma.replace(',', ";").replace('.', ",");
        assert_eq!(lines(&semicolons), plain);
        assert_eq!(lines(&format!("# ours, of May\n\n{comma}\n\n")), plain);
        let export = "name,country,kind,CREDITS\n\"Bonaire, Saba\",bq,Pro, 2 \n";
        assert_eq!(lines(export), ["BQ pro 2/2"]);
        assert_eq!(lines("country,kind,credits\n"), [] as [&str; 0]);
    }

    #[test]
    fn every_wrong_line_is_named() {
        let header = "country,kind,credits,credits_with_sender\n";
        let body = "FR,pro,1,1\nXX,pro,1,1\nFR,sms,1,1\nGB,pro,-1,1\nGB,pro,0,1\nGB,pro,1.00001,\nGB,pro,1e3,\nGB,pro,\"1,5\",\n\
            FR,pro,2,2\nGB,pro,,1\nGB,pro,101,\nGB\n";
        let found = [
            (3, "unknown_country"),
            (4, "unknown_kind"),
            (5, "out_of_range"),
            (6, "out_of_range"),
            (7, "too_precise"),
            (8, "malformed"),
            (9, "malformed"),
            (10, "duplicate"),
            (11, "required"),
            (12, "out_of_range"),
            (13, "unknown_kind"),
        ];
        assert_eq!(wrongs(&format!("{header}{body}")), found);
        let later = |lines| found.map(|(line, code)| (line + lines, code));
        assert_eq!(wrongs(&format!("# two\n# lines\n{header}{body}")), later(2));
        assert_eq!(wrongs(&format!("{header}\n# ours\n\n{body}").replace('\n', "\r\n")), later(3));
        assert_eq!(wrongs("country,kind,credits\nFR,pro,1\n\n# ours\nXX,pro,1"), [(5, "unknown_country")]);
    }

    #[test]
    fn a_header_says_which_column_is_which() {
        for (text, expected) in [
            ("", (1, "empty")),
            ("country,kind\nFR,pro\n", (1, "missing_column")),
            ("country,credits\nFR,1\n", (1, "missing_column")),
            ("# ours\nkind,credits\npro,1\n", (2, "missing_column")),
            ("country,kind,credits,price\nFR,pro,1,2\n", (1, "unknown_column")),
            ("country,kind,credits,credits\nFR,pro,1,2\n", (1, "duplicate_column")),
            ("FR,pro,1,1\n", (1, "unknown_column")),
        ] {
            assert_eq!(wrongs(text), [expected], "{text}");
        }
        let many = format!("country,kind,credits\n{}", "FR,pro,1\n".repeat(MOST_LINES + 5));
        assert_eq!(wrongs(&many).last(), Some(&(2_002, "too_many_lines")));
    }
}
