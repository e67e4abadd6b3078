//! Finds out what an uploaded file is, and what is in it.
//!
//! Whatever it was, the file that is left behind is CSV in UTF-8, so that the job can begin at any byte of it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::UTF_8;
use openapi::imports::ImportFormat;

use super::convert::convert;
use super::store::Incoming;
use super::survey::{Found, Layout, bytes_from, survey};
use super::table::SEPARATOR;
use super::unreadable::Unreadable;
use super::{encoding, list, separator, workbook};
use crate::numbers::Country;

/// What the separator is guessed from.
const HEAD: usize = 64 << 10;

/// How zip files begin (XLSX, ODS), empty ones too.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What an upload is said to be.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The sheet to read.
    pub sheet: Option<String>,
    /// It was no file, but a text.
    pub pasted: bool,
}

/// Looks at the file `incoming.raw` and leaves it at `incoming.text`, of at most `most` bytes if it grows.
pub async fn examine(incoming: &Incoming, wish: &Wish, home: Country, most: u64) -> Result<Found, Unreadable> {
    let (raw, text, pasted) = (incoming.raw.clone(), incoming.text.clone(), wish.pasted);
    if !is_workbook(&raw)? {
        return blocking(move || examine_text(&raw, &text, pasted, home)).await;
    }
    let sheet = convert(&raw, &text, wish.sheet.as_deref(), most).await?;
    fs::remove_file(&raw)?;
    let layout = Layout { format: sheet.format, encoding: UTF_8, separator: SEPARATOR, start: 0 };
    let found = blocking(move || survey(&text, &layout, home)).await?;
    Ok(Found { sheet: Some(sheet.name), sheets: sheet.all, ..found })
}

async fn blocking(work: impl FnOnce() -> Result<Found, Unreadable> + Send + 'static) -> Result<Found, Unreadable> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

fn is_workbook(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(workbook::COMPOUND.len() as u64).read_to_end(&mut start)?;
    Ok(start == workbook::COMPOUND || ZIP.iter().any(|zip| start.starts_with(zip)))
}

/// Blocks: for a thread of its own.
fn examine_text(raw: &Path, text: &Path, pasted: bool, home: Country) -> Result<Found, Unreadable> {
    let (encoding, mark) = encoding::sniff(raw)?;
    let start = if encoding == UTF_8 {
        fs::rename(raw, text)?;
        mark
    } else {
        encoding::transcode(raw, text, encoding)?;
        fs::remove_file(raw)?;
        0
    };
    let head = head(text, start)?;
    if is_markup(&head) {
        return Err(Unreadable::Markup);
    }
    let format = if pasted { ImportFormat::Text } else { ImportFormat::Csv };
    if pasted && list::is_list(&head, home) {
        list::one_a_line(text)?;
        return survey(text, &Layout { format, encoding, separator: b';', start }, home);
    }
    let (separator, skipped) = match separator::declared(&head) {
        Some((separator, bytes)) => (separator, bytes as u64),
        None => (separator::sniff(&head), 0),
    };
    survey(text, &Layout { format, encoding, separator, start: start + skipped }, home)
}

/// Web pages and XML that are called .xls, which some programs call an export.
fn is_markup(head: &str) -> bool {
    let mut start = head.trim_start().chars();
    start.next() == Some('<') && start.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
}

/// The first part of the file, in whole lines when it is longer.
fn head(path: &Path, start: u64) -> io::Result<String> {
    let bytes = bytes_from(path, start, HEAD)?;
    let lines = if bytes.len() < HEAD { bytes.len() } else { bytes.iter().rposition(|&b| b == b'\n').unwrap_or(HEAD) };
    Ok(String::from_utf8_lossy(&bytes[..lines]).into_owned())
}
