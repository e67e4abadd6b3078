//! Makes a CSV file of one sheet of a workbook. What runs in the process that [`super::convert`] starts.
//!
//! XLSX is read cell by cell. XLS and ODS are held in memory while they are read, so a large one is refused at once.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use calamine::{Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use openapi::imports::ImportFormat;
use serde::{Deserialize, Serialize};

use super::archive::{self, Content};
use super::cells::{text, zeros};
use super::table::Table;
use super::unreadable::Unreadable;

/// An XLS file of its 65 536 rows and five columns has 9 MB; in memory it takes seven times that.
const MAX_XLS: u64 = 40 << 20;

/// An ODS file of 300 000 rows and five columns has 5 MB; in memory it takes forty times that. Between that and this, what
/// is in it decides: the process has its limit.
const MAX_ODS: u64 = 16 << 20;

/// What was made of a workbook.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub format: ImportFormat,
    pub name: String,
    /// The names of all sheets that have cells and are not hidden, in their order.
    pub all: Vec<String>,
}

/// How a compound file (XLS, and XLSX under a password) begins.
pub const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Writes the wanted sheet, or the first that has anything, to `to`, of at most `most` bytes.
pub fn convert(from: &Path, to: &Path, wanted: Option<&str>, most: u64) -> Result<Sheet, Unreadable> {
    let mut file = File::open(from)?;
    let mut start = [0; COMPOUND.len()];
    let begun = file.read(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    let size = file.metadata()?.len();
    let open = |file| BufReader::new(file);
    if start[..begun] == *COMPOUND {
        // Under a password any new workbook is a compound file too, which its own reader knows.
        if let Err(XlsxError::Password) = Xlsx::new(open(file.try_clone()?)) {
            return Err(Unreadable::Encrypted);
        }
        at_most(size, MAX_XLS)?;
        let mut book = Xls::new(open(file)).map_err(|error| match error {
            XlsError::Password => Unreadable::Encrypted,
            _ => Unreadable::Damaged,
        })?;
        return pick(&mut book, ImportFormat::Xls, to, wanted, most);
    }
    match archive::look(file)? {
        Content::Xlsx => {
            let mut book = Xlsx::new(open(File::open(from)?)).map_err(|_| Unreadable::Damaged)?;
            pick(&mut book, ImportFormat::Xlsx, to, wanted, most)
        }
        Content::Ods => {
            at_most(size, MAX_ODS)?;
            let mut book = Ods::new(open(File::open(from)?)).map_err(|error| match error {
                OdsError::Password => Unreadable::Encrypted,
                OdsError::CellLimitExceeded { .. } => Unreadable::SpreadsheetTooLarge,
                _ => Unreadable::Damaged,
            })?;
            pick(&mut book, ImportFormat::Ods, to, wanted, most)
        }
    }
}

fn at_most(size: u64, most: u64) -> Result<(), Unreadable> {
    if size > most { Err(Unreadable::SpreadsheetTooLarge) } else { Ok(()) }
}

/// A workbook whose sheets can be written.
trait Book: Reader<BufReader<File>> {
    fn put(&mut self, sheet: &str, table: &mut Table) -> Result<(), Unreadable>;
}

fn pick(
    book: &mut impl Book,
    format: ImportFormat,
    to: &Path,
    wanted: Option<&str>,
    most: u64,
) -> Result<Sheet, Unreadable> {
    let sheets = book.sheets_metadata().iter();
    let seen = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    let all: Vec<String> = seen.map(|sheet| sheet.name.clone()).collect();
    if let Some(name) = wanted
        && !all.iter().any(|sheet| sheet == name)
    {
        return Err(Unreadable::NoSheet(all.join(", ")));
    }
    for name in all.iter().filter(|name| wanted.is_none_or(|wanted| wanted == name.as_str())) {
        let mut table = Table::create(to, most)?;
        book.put(name, &mut table)?;
        if table.finish()? {
            return Ok(Sheet { format, name: name.clone(), all });
        }
    }
    Err(Unreadable::Empty)
}

impl Book for Xlsx<BufReader<File>> {
    fn put(&mut self, sheet: &str, table: &mut Table) -> Result<(), Unreadable> {
        let mut cells = self.worksheet_cells_reader(sheet).map_err(|_| Unreadable::Damaged)?;
        let zeros: Vec<usize> = cells
            .styles()
            .iter()
            .map(|style| style.number_format.as_ref().map_or(0, |format| zeros(&format.format_code)))
            .collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| Unreadable::Damaged)? {
            let (row, column) = cell.get_position();
            table.put(row, column, &text(cell.get_value(), zeros.get(style).copied().unwrap_or(0)))?;
        }
        Ok(())
    }
}

impl Book for Xls<BufReader<File>> {
    fn put(&mut self, sheet: &str, table: &mut Table) -> Result<(), Unreadable> {
        put_range(&self.worksheet_range(sheet).map_err(|_| Unreadable::Damaged)?, table)
    }
}

impl Book for Ods<BufReader<File>> {
    fn put(&mut self, sheet: &str, table: &mut Table) -> Result<(), Unreadable> {
        put_range(&self.worksheet_range(sheet).map_err(|_| Unreadable::Damaged)?, table)
    }
}

fn put_range(range: &calamine::Range<calamine::Data>, table: &mut Table) -> Result<(), Unreadable> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        let place = |start: u32, offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        table.put(place(top, row), place(left, column), &text(cell, 0))?;
    }
    Ok(())
}
