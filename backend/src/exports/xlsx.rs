//! An Excel workbook, written row by row to a file without a name.
//!
//! Every text is a text, whatever it begins with: a workbook says what a cell is. Numbers and times are such, so that they
//! can be summed and sorted.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use openapi::accounts::Locale;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc::{self, Receiver};
use tokio::task;

use super::answer::Rows;
use super::slots::Slot;
use super::{Cell, Row, Source, Style};
use crate::problem::Problem;

pub(super) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Pages that are read while one is written.
const AHEAD: usize = 1;

/// The last row of a sheet, counted from 0: Excel has no more.
const LAST_ROW: u32 = 1_048_575;

/// Excel has no longer cell.
const MAX_CHARS: usize = 32_767;

/// The day that Excel counts from, in its own count, is so many days before 1970.
const DAYS_BEFORE_1970: f64 = 25_569.0;

/// Wide enough for a telephone number or a time, in characters.
const WIDTH: f64 = 20.0;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("the workbook cannot be written")]
    Workbook(#[from] XlsxError),
    #[error("the file of an export cannot be written")]
    Disk(#[from] std::io::Error),
    #[error("the rows ended early")]
    Unfinished,
}

/// What the writing thread is given.
enum Piece {
    Rows(Vec<Row>),
    End,
}

/// A workbook that is whole, at its beginning.
pub(super) struct Written {
    pub file: File,
    pub bytes: u64,
    /// Held from the first row to the last byte.
    pub slot: Slot,
}

/// Writes all rows. When it is dropped before its end, the thread ends at its next page and its files are gone.
pub(super) async fn write<S: Source>(mut rows: Rows<S>, folder: PathBuf, slot: Slot) -> Result<Written, Problem> {
    tokio::fs::create_dir_all(&folder).await.map_err(|error| Problem::internal(Error::Disk(error)))?;
    let (give, take) = mpsc::channel(AHEAD);
    let (columns, style) = (rows.columns(), rows.style.clone());
    let writing = task::spawn_blocking(move || {
        let file = sheets(&folder, &columns, &style, take)?;
        let bytes = file.metadata()?.len();
        Ok(Written { file, bytes, slot })
    });
    loop {
        let page = rows.next().await?;
        let over = page.is_none();
        // Nobody takes it when the disk is full; the thread tells.
        if give.send(page.map_or(Piece::End, Piece::Rows)).await.is_err() || over {
            break;
        }
    }
    drop(give);
    let written: Result<Written, Error> = writing.await.map_err(Problem::internal)?;
    written.map_err(Problem::internal)
}

fn sheets(folder: &Path, columns: &[String], style: &Style, mut pages: Receiver<Piece>) -> Result<File, Error> {
    let mut book = Workbook::new();
    book.set_tempdir(folder)?;
    let formats = Formats::new(style);
    let mut sheet = begin(&mut book, columns, &formats)?;
    let mut at = 0;
    loop {
        let rows = match pages.blocking_recv() {
            Some(Piece::Rows(rows)) => rows,
            Some(Piece::End) => break,
            None => return Err(Error::Unfinished),
        };
        for row in rows {
            if at == LAST_ROW {
                sheet = begin(&mut book, columns, &formats)?;
                at = 0;
            }
            at += 1;
            put(sheet, at, row, style, &formats)?;
        }
    }
    let mut file = tempfile::tempfile_in(folder)?;
    book.save_to_writer(&file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// A sheet with its header, which stays in sight.
fn begin<'b>(book: &'b mut Workbook, columns: &[String], formats: &Formats) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, header) in (0..).zip(columns) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.write_string_with_format(0, column, short(header), &formats.header)?;
    }
    Ok(sheet)
}

fn put(sheet: &mut Worksheet, at: u32, row: Row, style: &Style, formats: &Formats) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(row) {
        match cell {
            Cell::Empty => continue,
            Cell::Text(text) | Cell::Name(text) => sheet.write_string(at, column, short(&text))?,
            // Exact up to 2⁵³: more than there are messages.
            Cell::Count(count) => sheet.write_number(at, column, count as f64)?,
            Cell::Amount(credits) => sheet.write_number(at, column, credits.ten_thousandths() as f64 / 10_000.0)?,
            Cell::Time(time) => {
                let shown = style.local(time).to_zoned(jiff::tz::TimeZone::UTC).map(|local| local.timestamp());
                let millis = shown.map_or(time.millis(), jiff::Timestamp::as_millisecond);
                let days = millis as f64 / 86_400_000.0 + DAYS_BEFORE_1970;
                sheet.write_number_with_format(at, column, days, &formats.time)?
            }
        };
    }
    Ok(())
}

fn short(text: &str) -> &str {
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

struct Formats {
    header: Format,
    time: Format,
}

impl Formats {
    fn new(style: &Style) -> Self {
        let time = if style.locale == Locale::Fr { "dd/mm/yyyy hh:mm:ss" } else { "yyyy-mm-dd hh:mm:ss" };
        Self { header: Format::new().set_bold(), time: Format::new().set_num_format(time) }
    }
}
