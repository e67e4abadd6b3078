//! CSV as spreadsheets read it.
//!
//! Excel, LibreOffice and others do not read a cell as it stands: `=1+1` is computed, and so is what begins with `+`, `-`
//! or `@`; a tab or a line end before such a sign does not protect (OWASP, *CSV Injection*). Whoever writes such a name into
//! an address book would make the spreadsheet of somebody else fetch a page or start a program. Quotes do not help: they
//! are gone before the cell is read. So a text that begins so has an apostrophe before it ([`harmless`]). In a file, unlike
//! at the keyboard, the apostrophe is a letter: it makes the cell a text, and it is shown.
//!
//! Telephone numbers begin with `+` and have one too. `+4915112345678` alone would do no harm but come to some: it is read
//! as a number, shown as `4.92E+12`, and saved as that. `="+49…"` would keep it, and is a formula itself; spaces between the
//! digits are thousands in French. The apostrophe keeps every digit in every program, our import takes it off, and a program
//! of one's own takes off one apostrophe at the beginning of a cell, or reads the workbook, or the API.
//!
//! Amounts, counts and times are written by us and are numbers on purpose: `-1,41` stays a number that can be summed.

use ::csv::{Terminator, WriterBuilder};
use bytes::Bytes;
use encoding_rs::{EncoderResult, WINDOWS_1252};
use openapi::accounts::Locale;
use openapi::exports::{ExportEncoding, ExportSeparator};

use super::{Cell, Form, Row, Style};

/// What a spreadsheet computes, or passes over to compute what follows; the wide signs are those of Japanese keyboards.
const COMPUTED: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How Excel knows UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the rows of one file.
pub(super) struct Csv {
    separator: u8,
    encoding: ExportEncoding,
    style: Style,
}

impl Csv {
    pub fn new(form: Form, style: Style) -> Self {
        // The comma is the decimal sign in French, so Excel takes the semicolon there.
        let usual = if style.locale == Locale::Fr { ExportSeparator::Semicolon } else { ExportSeparator::Comma };
        let separator = match form.separator.unwrap_or(usual) {
            ExportSeparator::Comma => b',',
            ExportSeparator::Semicolon => b';',
            ExportSeparator::Tab => b'\t',
        };
        Self { separator, encoding: form.encoding, style }
    }

    pub const fn content_type(&self) -> &'static str {
        match self.encoding {
            ExportEncoding::Utf8 => "text/csv; charset=utf-8; header=present",
            ExportEncoding::Windows1252 => "text/csv; charset=windows-1252; header=present",
        }
    }

    /// How the file begins.
    pub fn header(&self, columns: Vec<String>) -> Result<Bytes, ::csv::Error> {
        let row = columns.into_iter().map(Cell::Text).collect();
        let mark = if self.encoding == ExportEncoding::Utf8 { BYTE_ORDER_MARK.as_bytes() } else { b"" };
        Ok([mark, &self.rows(vec![row])?].concat().into())
    }

    pub fn rows(&self, rows: Vec<Row>) -> Result<Bytes, ::csv::Error> {
        let mut writer = WriterBuilder::new()
            .delimiter(self.separator)
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(Vec::new());
        for row in rows {
            writer.write_record(row.into_iter().map(|cell| self.cell(cell)))?;
        }
        let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
        Ok(match self.encoding {
            ExportEncoding::Utf8 => bytes.into(),
            ExportEncoding::Windows1252 => windows_1252(&String::from_utf8_lossy(&bytes)).into(),
        })
    }

    fn cell(&self, cell: Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => harmless(text),
            Cell::Name(name) => format!("'{name}"),
            Cell::Count(count) => count.to_string(),
            Cell::Amount(credits) if self.style.locale == Locale::Fr => credits.to_string().replace('.', ","),
            Cell::Amount(credits) => credits.to_string(),
            // Excel reads the second one in every English, American and British alike.
            Cell::Time(time) => {
                let format = if self.style.locale == Locale::Fr { "%d/%m/%Y %H:%M:%S" } else { "%Y-%m-%d %H:%M:%S" };
                self.style.local(time).strftime(format).to_string()
            }
        }
    }
}

/// A text that no spreadsheet computes.
fn harmless(text: String) -> String {
    if text.starts_with(COMPUTED) { format!("'{text}") } else { text }
}

/// A letter that the encoding does not have becomes `?`; the library alone would write `&#8381;`.
fn windows_1252(text: &str) -> Vec<u8> {
    let mut encoder = WINDOWS_1252.new_encoder();
    // One byte a letter, and a letter has at least one byte of UTF-8.
    let mut bytes = vec![0; text.len()];
    let (mut read, mut written) = (0, 0);
    loop {
        let (result, more_read, more_written) =
            encoder.encode_from_utf8_without_replacement(&text[read..], &mut bytes[written..], true);
        read += more_read;
        written += more_written;
        if !matches!(result, EncoderResult::Unmappable(_)) {
            bytes.truncate(written);
            return bytes;
        }
        bytes[written] = b'?';
        written += 1;
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use openapi::{Credits, Time};

    use super::*;

    fn written(locale: Locale, form: Form, row: Row) -> Vec<u8> {
        let style = Style { locale, zone: TimeZone::get("Europe/Paris").unwrap() };
        Csv::new(form, style).rows(vec![row]).unwrap().to_vec()
    }

    fn text(locale: Locale, row: Row) -> String {
        String::from_utf8(written(locale, Form::default(), row)).unwrap()
    }

    #[test]
    fn no_text_is_computed() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"] {
            let line = text(Locale::En, vec![Cell::text(evil)]);
            assert!(line.trim_start_matches('"').starts_with('\''), "{line:?}");
        }
        assert_eq!(text(Locale::En, vec![Cell::text("1+1=2"), Cell::text("a@b.fr")]), "1+1=2,a@b.fr\r\n");
        assert_eq!(text(Locale::En, vec![Cell::name(&"+33612345678")]), "'+33612345678\r\n");
    }

    #[test]
    fn each_language_has_its_own() {
        let row = vec![
            Cell::Time(Time::from_millis(1_795_375_421_000)),
            Cell::Amount(Credits::from_ten_thousandths(-14_100)),
            Cell::Count(3),
            Cell::Empty,
            Cell::text("a;b,\"c\"\nd"),
        ];
        assert_eq!(text(Locale::Fr, row.clone()), "22/11/2026 20:23:41;-1,41;3;;\"a;b,\"\"c\"\"\nd\"\r\n");
        assert_eq!(text(Locale::En, row), "2026-11-22 20:23:41,-1.41,3,,\"a;b,\"\"c\"\"\nd\"\r\n");
    }

    #[test]
    fn letters_that_windows_does_not_have() {
        let form = Form { encoding: ExportEncoding::Windows1252, ..Form::default() };
        assert_eq!(written(Locale::Fr, form, vec![Cell::text("Zoé €𝄞ж!")]), b"Zo\xe9 \x80??!\r\n");
    }

    #[test]
    fn a_row_of_nothing_is_a_row() {
        assert_eq!(text(Locale::En, vec![Cell::Empty]), "\"\"\r\n");
    }
}
