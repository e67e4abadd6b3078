//! The rows of a file, one at a time, from any byte on.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use csv::{Reader, ReaderBuilder, StringRecord};

/// A longer row is none of a contact. Keeps memory bounded whatever is uploaded.
pub const MAX_ROW: usize = 1 << 20;

const BUFFER: usize = 64 << 10;

/// Reads rows. Line ends may be LF, CRLF or CR; rows may differ in length; blank lines are no rows.
pub struct Records {
    reader: Reader<Bounded>,
    start: u64,
}

impl Records {
    /// Opens a UTF-8 file at a byte where a row begins.
    pub fn open(path: &Path, separator: u8, start: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(Bounded { file, left: MAX_ROW });
        Ok(Self { reader, start })
    }

    /// Reads the next row into `row`; `false` at the end.
    pub fn next(&mut self, row: &mut StringRecord) -> Result<bool, csv::Error> {
        self.reader.get_mut().left = MAX_ROW;
        self.reader.read_record(row)
    }

    /// Where the row after the last one begins.
    pub fn offset(&self) -> u64 {
        self.start + self.reader.position().byte()
    }
}

/// Whether every cell is empty: spreadsheets leave such rows behind, and DOS its end mark.
pub fn is_blank(row: &StringRecord) -> bool {
    row.iter().all(is_empty)
}

/// Whether nobody sees anything in a cell.
pub fn is_empty(cell: &str) -> bool {
    cell.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// Whether the rows that begin with `bytes` end within quotation marks. Only one at the beginning of a cell opens; one
/// within a cell (`5" nails`) is a character.
pub fn is_open(bytes: &[u8], separator: u8) -> bool {
    enum At {
        Start,
        Bare,
        Quoted,
        Mark,
    }
    let mut at = At::Start;
    for &byte in bytes {
        at = match (at, byte) {
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) | (At::Start | At::Mark, b'"') => At::Quoted,
            (_, b'\r' | b'\n') => At::Start,
            (_, byte) if byte == separator => At::Start,
            _ => At::Bare,
        };
    }
    matches!(at, At::Quoted)
}

struct Bounded {
    file: File,
    left: usize,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row is longer than 1 MB"));
        }
        let most = buffer.len().min(self.left);
        let read = self.file.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a text, each with where it ends; read anew from every such place.
    fn rows(text: &str) -> Vec<(Vec<String>, u64)> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let (mut found, mut offset, mut row) = (Vec::new(), 0, StringRecord::new());
        loop {
            let mut records = Records::open(file.path(), b';', offset).unwrap();
            if !records.next(&mut row).unwrap() {
                return found;
            }
            offset = records.offset();
            found.push((row.iter().map(str::to_owned).collect(), offset));
        }
    }

    #[test]
    fn every_line_end_ends_a_row_and_reading_goes_on_anywhere() {
        for end in ["\n", "\r\n", "\r"] {
            for last in ["", end, &end.repeat(3)] {
                let text = format!("a;b{end}\"c;{end}d\";\"say \"\"e\"\"\"{end}{end}f{last}");
                let cells: Vec<Vec<String>> = rows(&text).into_iter().map(|(cells, _)| cells).collect();
                let quoted = format!("c;{end}d");
                assert_eq!(cells, [vec!["a", "b"], vec![&quoted, "say \"e\""], vec!["f"]], "{text:?}");
            }
        }
    }

    #[test]
    fn an_open_quotation_mark_is_seen() {
        for (text, expected) in [
            ("\"a\";b", false),
            ("\"a;b", true),
            ("a;\"b\n", true),
            ("\"say \"\"a\"\"\"", false),
            ("\"say \"\"a\"\"", true),
            ("5\" nails;b", false),
            ("\"a\" b\";c", false),
            ("\"\"", false),
            ("", false),
        ] {
            assert_eq!(is_open(text.as_bytes(), b';'), expected, "{text}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("\"a{}", "x;\n".repeat(MAX_ROW))).unwrap();
        let mut records = Records::open(file.path(), b';', 0).unwrap();
        assert!(records.next(&mut StringRecord::new()).is_err());
    }
}
