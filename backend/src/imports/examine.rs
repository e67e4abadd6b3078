//! Finds out what an uploaded file is.
//!
//! Whatever its encoding was, the file that is left behind is UTF-8, so that the job can begin at any byte of it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use csv::StringRecord;
use encoding_rs::{CoderResult, DecoderResult, Encoding, UTF_8, WINDOWS_1252};
use openapi::imports::ImportColumn;

use super::columns::guess;
use super::records::{Records, is_blank};
use super::separator;
use crate::numbers::{self, Country};

/// Rows shown before the run.
const SAMPLE_ROWS: usize = 5;

/// Of a cell in the sample; whole ones may be long.
const SAMPLE_CELL: usize = 200;

/// Columns that a file may have: as many as the widest spreadsheets that people keep.
const MAX_COLUMNS: usize = 500;

/// What the separator is guessed from.
const HEAD: usize = 64 << 10;

const CHUNK: usize = 64 << 10;

/// What was found in a file.
#[derive(Debug)]
pub struct Found {
    pub encoding: &'static Encoding,
    pub separator: u8,
    pub has_header: bool,
    /// The byte where the first row begins.
    pub start: u64,
    /// Rows that are not empty, without the header.
    pub rows: i64,
    pub columns: Vec<ImportColumn>,
    pub sample: Vec<Vec<String>>,
}

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the file is empty")]
    Empty,
    #[error("this is a spreadsheet: save it as CSV first")]
    Spreadsheet,
    #[error("this is no CSV file")]
    NotText,
    #[error("a row is longer than 1 MB: a quotation mark is opened and never closed after row {0}")]
    UnclosedQuote(i64),
    #[error("a file has at most {MAX_COLUMNS} columns")]
    TooManyColumns,
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl Unreadable {
    /// A stable word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Spreadsheet => "spreadsheet",
            Self::NotText | Self::Disk(_) => "not_csv",
            Self::UnclosedQuote(_) => "unclosed_quote",
            Self::TooManyColumns => "too_many_columns",
        }
    }
}

/// Looks at the file `raw` and leaves it at `text`, in UTF-8. Blocks: for a thread of its own.
pub fn examine(raw: &Path, text: &Path, home: Country) -> Result<Found, Unreadable> {
    let (encoding, mark) = encoding_of(raw)?;
    let start = if encoding == UTF_8 {
        fs::rename(raw, text)?;
        mark
    } else {
        transcode(raw, text, encoding)?;
        fs::remove_file(raw)?;
        0
    };
    let head = head(text, start)?;
    let (separator, skipped) = match separator::declared(&head) {
        Some((separator, bytes)) => (separator, bytes as u64),
        None => (separator::sniff(&head), 0),
    };
    survey(text, encoding, separator, start + skipped, home)
}

/// The encoding, and the bytes of its mark.
fn encoding_of(path: &Path) -> Result<(&'static Encoding, u64), Unreadable> {
    let mut file = File::open(path)?;
    let mut chunk = vec![0; CHUNK];
    let mut read = file.read(&mut chunk)?;
    if read == 0 {
        return Err(Unreadable::Empty);
    }
    // Zip (xlsx, ods) and the compound files of older Office.
    if chunk.starts_with(b"PK\x03\x04") || chunk.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Unreadable::Spreadsheet);
    }
    let (encoding, mark) = match Encoding::for_bom(&chunk[..read]) {
        Some((encoding, mark)) if encoding != UTF_8 => return Ok((encoding, mark as u64)),
        Some((_, mark)) => (UTF_8, mark as u64),
        None => (UTF_8, 0),
    };
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut decoded = vec![0; CHUNK * 3 + 16];
    let mut valid = true;
    while read > 0 {
        if !is_text(&chunk[..read]) {
            return Err(Unreadable::NotText);
        }
        if valid {
            let (result, ..) = decoder.decode_to_utf8_without_replacement(&chunk[..read], &mut decoded, false);
            valid = !matches!(result, DecoderResult::Malformed(..));
        }
        read = file.read(&mut chunk)?;
    }
    if valid {
        let (result, ..) = decoder.decode_to_utf8_without_replacement(&[], &mut decoded, true);
        valid = !matches!(result, DecoderResult::Malformed(..));
    }
    Ok(if valid { (encoding, mark) } else { (WINDOWS_1252, 0) })
}

/// No text has control characters, but for tabs, line ends, form feeds and the end mark of old DOS files.
fn is_text(bytes: &[u8]) -> bool {
    bytes.iter().all(|&b| b >= 0x20 || matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a))
}

fn transcode(from: &Path, to: &Path, encoding: &'static Encoding) -> Result<(), Unreadable> {
    let mut from = File::open(from)?;
    let mut to = BufWriter::new(File::create(to)?);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut chunk, mut decoded) = (vec![0; CHUNK], vec![0; CHUNK * 3 + 16]);
    loop {
        let read = from.read(&mut chunk)?;
        let mut rest = &chunk[..read];
        loop {
            let (result, taken, written, _) = decoder.decode_to_utf8(rest, &mut decoded, read == 0);
            if !is_text(&decoded[..written]) {
                return Err(Unreadable::NotText);
            }
            to.write_all(&decoded[..written])?;
            rest = &rest[taken..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return Ok(to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?);
        }
    }
}

/// The first part of the file, in whole lines when it is longer.
fn head(path: &Path, start: u64) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    File::open(path)?.take(start + HEAD as u64).read_to_end(&mut bytes)?;
    let bytes = &bytes[(start as usize).min(bytes.len())..];
    let lines = if bytes.len() < HEAD { bytes.len() } else { bytes.iter().rposition(|&b| b == b'\n').unwrap_or(HEAD) };
    Ok(String::from_utf8_lossy(&bytes[..lines]).into_owned())
}

/// Reads all of it once: how many rows there are, and what the first ones tell.
fn survey(
    path: &Path,
    encoding: &'static Encoding,
    separator: u8,
    start: u64,
    home: Country,
) -> Result<Found, Unreadable> {
    let mut records = Records::open(path, separator, start)?;
    let (mut first, mut sample) = (None, Vec::new());
    let (mut seen, mut rows) = (0, 0);
    let mut record = StringRecord::new();
    while records.next(&mut record).map_err(|error| broken(error, seen))? {
        seen += 1;
        // The first row names the columns even when only some are named.
        if first.is_none() {
            if is_blank(&record) {
                continue;
            }
            first = Some((cells(&record), records.offset()));
            continue;
        }
        if !is_blank(&record) {
            rows += 1;
            if sample.len() < SAMPLE_ROWS {
                sample.push(cells(&record));
            }
        }
    }
    let (first, _) = first.ok_or(Unreadable::Empty)?;
    if first.len() > MAX_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    // A row with a number in it is a person, not a heading.
    let has_header = !first.iter().any(|cell| numbers::read(cell, home).is_ok());
    let headers: Vec<String> =
        first.iter().map(|cell| if has_header { cell.trim().to_owned() } else { String::new() }).collect();
    if !has_header {
        rows += 1;
        sample.insert(0, first);
        sample.truncate(SAMPLE_ROWS);
    }
    let guesses = guess(&headers, &sample, home);
    let column = |(number, (header, guess)): (usize, (String, Option<&str>))| ImportColumn {
        number: u32::try_from(number).unwrap_or(u32::MAX),
        header,
        guess: guess.map(str::to_owned),
    };
    let columns = headers.into_iter().zip(guesses).enumerate().map(column).collect();
    Ok(Found { encoding, separator, has_header, start, rows, columns, sample })
}

fn cells(record: &StringRecord) -> Vec<String> {
    record.iter().map(|cell| cell.chars().take(SAMPLE_CELL).collect()).collect()
}

fn broken(error: csv::Error, row: i64) -> Unreadable {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::InvalidData => Unreadable::UnclosedQuote(row),
        csv::ErrorKind::Io(error) => Unreadable::Disk(error),
        _ => Unreadable::NotText,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(bytes: &[u8]) -> Result<Found, Unreadable> {
        let folder = tempfile::tempdir().unwrap();
        let (raw, text) = (folder.path().join("raw"), folder.path().join("text"));
        fs::write(&raw, bytes).unwrap();
        examine(&raw, &text, Country::parse("FR").unwrap())
    }

    fn headers(found: &Found) -> Vec<&str> {
        found.columns.iter().map(|column| column.header.as_str()).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "Nom;Prénom;Mobile\r\nMartin;Zoé;06 12 34 56 01\r\n";
        let utf16: Vec<u8> = "\u{feff}"
            .chars()
            .chain(text.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (windows, ..) = WINDOWS_1252.encode(text);
        for (bytes, encoding, start) in [
            (text.as_bytes().to_vec(), "UTF-8", 0),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8", 3),
            (windows.into_owned(), "windows-1252", 0),
            (utf16, "UTF-16LE", 0),
        ] {
            let found = look(&bytes).unwrap();
            assert_eq!((found.encoding.name(), found.start, found.rows), (encoding, start, 1));
            assert_eq!(headers(&found), ["Nom", "Prénom", "Mobile"]);
            assert_eq!(found.sample, [["Martin", "Zoé", "06 12 34 56 01"]]);
        }
    }

    #[test]
    fn a_letter_far_into_the_file_decides_the_encoding() {
        let mut bytes = b"mobile;nom\n".to_vec();
        bytes.extend(b"0612345601;Martin\n".repeat(10_000));
        // « é » on the border of two chunks is still one letter.
        let mut utf8 = bytes.clone();
        utf8.resize(CHUNK * 4 - 1, b'x');
        utf8.extend("é\n".as_bytes());
        assert_eq!(look(&utf8).unwrap().encoding, UTF_8);
        bytes.extend(b"0612345602;Zo\xe9\n");
        assert_eq!(look(&bytes).unwrap().encoding, WINDOWS_1252);
    }

    #[test]
    fn what_is_no_csv_is_refused() {
        for (bytes, code) in [
            (b"".as_slice(), "empty"),
            (b"\n\r\n;;\n", "empty"),
            (b"\xef\xbb\xbf", "empty"),
            (b"PK\x03\x04\x14\x00", "spreadsheet"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_csv"),
            (b"a;b\nc;\0d\n", "not_csv"),
        ] {
            assert_eq!(look(bytes).unwrap_err().code(), code, "{bytes:?}");
        }
        let unclosed = format!("mobile;nom\n0612345601;\"Martin\n{}", "0612345602;Durand\n".repeat(100_000));
        assert_eq!(look(unclosed.as_bytes()).unwrap_err().code(), "unclosed_quote");
    }

    #[test]
    fn headers_may_be_alone_missing_or_declared() {
        let alone = look(b"mobile;nom").unwrap();
        assert_eq!((alone.rows, alone.has_header, alone.sample.len()), (0, true, 0));
        let missing = look(b"0612345601;Martin\n0612345602;Durand\n\n;\n").unwrap();
        assert_eq!((missing.rows, missing.has_header, missing.sample.len()), (2, false, 2));
        assert_eq!((headers(&missing), missing.columns[0].guess.as_deref()), (vec!["", ""], Some("mobile")));
        let declared = look(b"sep=,\r\nmobile,nom\r\n0612345601,Martin\r\n").unwrap();
        assert_eq!((declared.separator, headers(&declared)), (b',', vec!["mobile", "nom"]));
    }
}
