//! Reads a table in UTF-8 once, and tells what is in it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use csv::StringRecord;
use encoding_rs::Encoding;
use openapi::imports::{ImportColumn, ImportFormat};

use super::columns::{guess, is_email, is_known};
use super::read::number;
use super::records::{MAX_ROW, Records, is_blank, is_empty, is_open};
use super::unreadable::{MAX_COLUMNS, Unreadable};
use crate::numbers::Country;

/// Rows shown before the run.
const SAMPLE_ROWS: usize = 5;

/// Of a cell in the sample; whole ones may be long.
const SAMPLE_CELL: usize = 200;

/// Rows that tell what the columns mean, and where the table begins.
const LOOKED_AT: usize = 50;

/// What was found in a file.
#[derive(Debug)]
pub struct Found {
    pub format: ImportFormat,
    /// Of a workbook: the sheet that was read, and all of them.
    pub sheet: Option<String>,
    pub sheets: Vec<String>,
    pub encoding: &'static Encoding,
    pub separator: u8,
    pub has_header: bool,
    /// The byte where the first row begins.
    pub start: u64,
    /// The rows before it: titles.
    pub skipped: i64,
    /// Rows that are not empty, without the header.
    pub rows: i64,
    pub columns: Vec<ImportColumn>,
    pub sample: Vec<Vec<String>>,
}

/// Where the table lies in the file, and how it is written.
pub struct Layout {
    pub format: ImportFormat,
    pub encoding: &'static Encoding,
    pub separator: u8,
    /// Behind a byte order mark, or a line `sep=;`.
    pub start: u64,
}

/// Reads all of it once: how many rows there are, and what the first ones tell.
pub fn survey(path: &Path, layout: &Layout, home: Country) -> Result<Found, Unreadable> {
    let (start, skipped) = beginning(path, layout, home)?;
    let mut rows = Rows::open(path, layout, start, skipped)?;
    let mut first = None;
    let (mut looked, mut count, mut width) = (Vec::new(), 0, 0);
    while rows.next()? {
        if is_blank(&rows.record) {
            continue;
        }
        width = width.max(rows.record.len());
        if first.is_none() {
            first = Some(cells(&rows.record));
            continue;
        }
        count += 1;
        if looked.len() < LOOKED_AT {
            looked.push(cells(&rows.record));
        }
    }
    let mut first = first.ok_or(Unreadable::Empty)?;
    // In a sheet a column may have no header; in a text a longer row is one that was cut in the wrong place.
    if !matches!(layout.format, ImportFormat::Csv | ImportFormat::Text) {
        first.resize(width, String::new());
    }
    if first.len() > MAX_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    // A row with a number or an address in it is a person, not a heading.
    let has_header = !first.iter().any(|cell| number(cell, home).is_ok() || is_email(cell));
    let headers: Vec<String> =
        first.iter().map(|cell| if has_header { cell.trim().to_owned() } else { String::new() }).collect();
    if !has_header {
        count += 1;
        looked.insert(0, first);
    }
    let columns = columns(headers, &looked, home);
    looked.truncate(SAMPLE_ROWS);
    let &Layout { format, encoding, separator, .. } = layout;
    let (sheet, sheets) = (None, Vec::new());
    Ok(Found {
        format,
        sheet,
        sheets,
        encoding,
        separator,
        has_header,
        start,
        skipped,
        rows: count,
        columns,
        sample: looked,
    })
}

fn columns(headers: Vec<String>, looked: &[Vec<String>], home: Country) -> Vec<ImportColumn> {
    let guesses = guess(&headers, looked, home);
    let column = |(number, (header, guess)): (usize, (String, Option<&str>))| ImportColumn {
        number: u32::try_from(number).unwrap_or(u32::MAX),
        header,
        guess: guess.map(str::to_owned),
    };
    headers.into_iter().zip(guesses).enumerate().map(column).collect()
}

/// Where the table begins, and the rows before that: titles, which have one cell where the table has several.
fn beginning(path: &Path, layout: &Layout, home: Country) -> Result<(u64, i64), Unreadable> {
    let mut rows = Rows::open(path, layout, layout.start, 0)?;
    let mut begun = None;
    for _ in 0..LOOKED_AT {
        let here = (rows.records.offset(), rows.read);
        if !rows.next()? {
            break;
        }
        let filled: Vec<&str> = rows.record.iter().filter(|cell| !is_empty(cell)).collect();
        match filled.as_slice() {
            [] => {}
            [cell] if is_title(cell, home) => {}
            // One cell of the table itself: what stands above is not told from it.
            [_] => return Ok(begun.unwrap_or((layout.start, 0))),
            _ => {
                begun = Some(here);
                break;
            }
        }
    }
    Ok(begun.unwrap_or((layout.start, 0)))
}

fn is_title(cell: &str, home: Country) -> bool {
    !is_known(cell) && !is_email(cell) && number(cell, home).is_err()
}

/// The rows of a file, with the reason when there is no next one.
struct Rows<'p> {
    path: &'p Path,
    separator: u8,
    records: Records,
    record: StringRecord,
    /// The last row that was read, counted from 1.
    read: i64,
    /// Where it begins.
    begun: u64,
}

impl<'p> Rows<'p> {
    fn open(path: &'p Path, layout: &Layout, start: u64, read: i64) -> io::Result<Self> {
        let records = Records::open(path, layout.separator, start)?;
        Ok(Self { path, separator: layout.separator, records, record: StringRecord::new(), read, begun: start })
    }

    fn next(&mut self) -> Result<bool, Unreadable> {
        let begins = self.records.offset();
        match self.records.next(&mut self.record) {
            Ok(true) => {
                (self.read, self.begun) = (self.read + 1, begins);
                Ok(true)
            }
            // The last row ends with the file, whether its quotation marks are closed or not.
            Ok(false) if self.is_open(self.begun)? => Err(Unreadable::UnclosedQuote(self.read - 1)),
            Ok(false) => Ok(false),
            Err(error) => Err(match error.into_kind() {
                csv::ErrorKind::Io(error) if error.kind() != io::ErrorKind::InvalidData => error.into(),
                csv::ErrorKind::Io(_) if self.is_open(begins)? => Unreadable::UnclosedQuote(self.read),
                csv::ErrorKind::Io(_) => Unreadable::RowTooLong(self.read),
                _ => Unreadable::NotText,
            }),
        }
    }

    /// Whether the bytes from here on end within quotation marks.
    fn is_open(&self, from: u64) -> io::Result<bool> {
        Ok(is_open(&bytes_from(self.path, from, MAX_ROW)?, self.separator))
    }
}

fn cells(record: &StringRecord) -> Vec<String> {
    record.iter().map(|cell| cell.chars().take(SAMPLE_CELL).collect()).collect()
}

/// The bytes from one on, at most so many.
pub fn bytes_from(path: &Path, start: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;

    fn look(text: &str) -> Result<Found, Unreadable> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let layout = Layout { format: ImportFormat::Csv, encoding: UTF_8, separator: b';', start: 0 };
        survey(file.path(), &layout, Country::parse("FR").unwrap())
    }

    fn headers(found: &Found) -> Vec<&str> {
        found.columns.iter().map(|column| column.header.as_str()).collect()
    }

    #[test]
    fn headers_may_be_alone_or_missing() {
        let alone = look("mobile;nom").unwrap();
        assert_eq!((alone.rows, alone.has_header, alone.sample.len()), (0, true, 0));
        let missing = look("0612345601;Martin\n0612345602;Durand\n\n;\n").unwrap();
        assert_eq!((missing.rows, missing.has_header, missing.sample.len()), (2, false, 2));
        assert_eq!((headers(&missing), missing.columns[0].guess.as_deref()), (vec!["", ""], Some("mobile")));
        let formula = look("Martin;=\"0612345601\"\nDurand;'0612345602\n").unwrap();
        assert_eq!((formula.has_header, formula.columns[1].guess.as_deref()), (false, Some("mobile")));
        let address = look("Martin;m@example.org;\nDurand;d@example.org;0612345602\n").unwrap();
        assert_eq!((address.has_header, address.rows), (false, 2), "a row with an address is a person");
    }

    #[test]
    fn a_title_is_no_header() {
        let text = "Clients de la boulangerie;;\n;;\nNom;Prénom;Mobile\nMartin;Zoé;0612345601\n";
        let found = look(text).unwrap();
        assert_eq!((headers(&found), found.skipped, found.rows), (vec!["Nom", "Prénom", "Mobile"], 2, 1));
        assert_eq!(&text[usize::try_from(found.start).unwrap()..][..3], "Nom");
        for (text, header) in [("Mobile\n0612345601;x\n", "Mobile"), ("Titre\nSeul\n", "Titre")] {
            let found = look(text).unwrap();
            assert_eq!((headers(&found)[0], found.skipped), (header, 0), "{text}");
        }
        let people = look("0612345601\n0612345602;Durand\n").unwrap();
        assert_eq!((people.rows, people.skipped), (2, 0));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let unclosed = format!("mobile;nom\n0612345601;\"Martin\n{}", "0612345602;Durand\n".repeat(100_000));
        let long = format!("mobile;nom\n0612345601;{}\n0612345602;Durand\n", "Martin".repeat(200_000));
        for (text, code) in [
            ("\n\r\n;;\n", "empty"),
            (&unclosed, "unclosed_quote"),
            ("mobile;nom\n0612345601;Durand\n0612345602;\"Mart", "unclosed_quote"),
            (&long, "row_too_long"),
            (&"a;".repeat(501), "too_many_columns"),
            (&";".repeat(1_000_000), "empty"),
        ] {
            assert_eq!(look(text).unwrap_err().code(), code, "{}", &text[..40.min(text.len())]);
        }
        assert!(matches!(look(&unclosed), Err(Unreadable::UnclosedQuote(1))));
        assert!(matches!(look(&long), Err(Unreadable::RowTooLong(1))));
    }
}
