//! A sheet's cells, written as the rows of a CSV file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::unreadable::{MAX_COLUMNS, Unreadable};

/// What stands between two cells in the file that is made of a sheet.
pub const SEPARATOR: u8 = b',';

/// Rows of a sheet: as many as a spreadsheet has.
const MAX_ROWS: u32 = 1 << 20;

/// Writes cells row by row. An empty row between others keeps its place, so that a row's number is the one that people
/// see; those at the end are dropped, and so are empty cells at a row's end.
pub struct Table {
    out: csv::Writer<Capped>,
    /// The row that is being filled, counted from 0.
    current: u32,
    /// The row that is written next.
    next: u32,
    cells: Vec<String>,
}

impl Table {
    /// Begins the file anew. `most`: the bytes it may have; one long text in a million cells is short in a spreadsheet.
    pub fn create(path: &Path, most: u64) -> io::Result<Self> {
        let file = Capped { file: BufWriter::new(File::create(path)?), left: most };
        let out = csv::WriterBuilder::new().delimiter(SEPARATOR).flexible(true).from_writer(file);
        Ok(Self { out, current: 0, next: 0, cells: Vec::new() })
    }

    /// Rows come in order, as every program writes them, and the cells of a row one after the other.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), Unreadable> {
        if text.is_empty() {
            return Ok(());
        }
        if row < self.current || row >= MAX_ROWS {
            return Err(Unreadable::Damaged);
        }
        if row > self.current {
            self.write()?;
            self.current = row;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return Err(Unreadable::TooManyColumns);
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column].push_str(text);
        Ok(())
    }

    /// Writes what is left; answers whether there was anything at all.
    pub fn finish(mut self) -> Result<bool, Unreadable> {
        self.write()?;
        self.out.flush().map_err(full)?;
        self.out.get_ref().file.get_ref().sync_all()?;
        Ok(self.next > 0)
    }

    fn write(&mut self) -> Result<(), Unreadable> {
        if self.cells.is_empty() {
            return Ok(());
        }
        while self.next < self.current {
            self.out.write_record(["", ""]).map_err(unwritten)?;
            self.next += 1;
        }
        self.out.write_record(&self.cells).map_err(unwritten)?;
        self.next += 1;
        self.cells.clear();
        Ok(())
    }
}

fn unwritten(error: csv::Error) -> Unreadable {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => full(error),
        _ => Unreadable::Damaged,
    }
}

fn full(error: io::Error) -> Unreadable {
    if error.kind() == io::ErrorKind::FileTooLarge { Unreadable::SpreadsheetTooLarge } else { error.into() }
}

struct Capped {
    file: BufWriter<File>,
    left: u64,
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.file.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[(u32, u32, &str)], most: u64) -> Result<(bool, String), Unreadable> {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut table = Table::create(file.path(), most)?;
        for (row, column, text) in cells {
            table.put(*row, *column, text)?;
        }
        let any = table.finish()?;
        Ok((any, std::fs::read_to_string(file.path()).unwrap()))
    }

    #[test]
    fn rows_keep_their_places() {
        let cells = [(0, 0, "a"), (0, 2, "b,c"), (0, 3, ""), (3, 1, "d"), (9, 0, "")];
        assert_eq!(written(&cells, 100).unwrap(), (true, "a,,\"b,c\"\n,\n,\n,d\n".to_owned()));
        assert_eq!(written(&[(4, 4, "")], 100).unwrap(), (false, String::new()));
    }

    #[test]
    fn what_no_sheet_has_is_refused() {
        assert_eq!(written(&[(0, 500, "a")], 100).unwrap_err().code(), "too_many_columns");
        assert_eq!(written(&[(0, u32::MAX, "a")], 100).unwrap_err().code(), "too_many_columns");
        assert_eq!(written(&[(u32::MAX, 0, "a")], 100).unwrap_err().code(), "damaged");
        assert_eq!(written(&[(1, 0, "a"), (0, 0, "a")], 100).unwrap_err().code(), "damaged");
        assert_eq!(written(&[(0, 0, &"a".repeat(200))], 100).unwrap_err().code(), "spreadsheet_too_large");
    }
}
