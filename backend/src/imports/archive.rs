//! Looks into a zip file before anything is made of it.
//!
//! What an archive says of its own sizes is not believed: every part is unpacked once into nothing and counted, and its
//! checksum compared. So a bomb is found for the price of its first gigabyte, and a file that was cut off before a library
//! trips over it.

use std::fs::File;
use std::io::{self, BufReader, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::unreadable::Unreadable;

/// A full sheet of a million rows and ten columns is half of this.
const MAX_UNPACKED: u64 = 1 << 30;

/// Sheets shrink to a tenth by packing, monotonous ones to a fiftieth; zeros, which bombs are made of, to a thousandth.
const MAX_RATIO: u64 = 200;

/// What is small may have any ratio: an empty sheet with a thousand formatted rows is no bomb.
const SMALL: u64 = 16 << 20;

/// Parts of an archive. A workbook has one a sheet and one a picture.
const MAX_PARTS: usize = 10_000;

const MIMETYPE_ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// What is in a zip file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Xlsx,
    Ods,
}

pub fn look(file: File) -> Result<Content, Unreadable> {
    let packed = file.metadata()?.len();
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    if archive.len() > MAX_PARTS {
        return Err(Unreadable::Bomb);
    }
    let content = content(&mut archive)?;
    let most = MAX_UNPACKED.min(SMALL.max(packed.saturating_mul(MAX_RATIO)));
    let mut unpacked = 0;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).map_err(broken)?;
        unpacked += io::copy(&mut (&mut part).take(most + 1 - unpacked), &mut io::sink()).map_err(damaged)?;
        if unpacked > most {
            return Err(Unreadable::Bomb);
        }
    }
    Ok(content)
}

fn content(archive: &mut ZipArchive<BufReader<File>>) -> Result<Content, Unreadable> {
    if archive.index_for_name("encrypted-package").is_some() {
        return Err(Unreadable::Encrypted);
    }
    if let Ok(mut part) = archive.by_name("mimetype") {
        let mut word = Vec::new();
        (&mut part).take(100).read_to_end(&mut word).map_err(damaged)?;
        return if word.starts_with(MIMETYPE_ODS) { Ok(Content::Ods) } else { Err(Unreadable::OtherSpreadsheet) };
    }
    let has = |start: &str| archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
    if has("xl/workbook.bin") || has("word/") || has("ppt/") || has("Index/") || has("Index.zip") {
        return Err(Unreadable::OtherSpreadsheet);
    }
    if has("[Content_Types].xml") { Ok(Content::Xlsx) } else { Err(Unreadable::Archive) }
}

fn broken(error: ZipError) -> Unreadable {
    match error {
        ZipError::Io(error) => damaged(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    }
}

/// The end came too early, or the bytes are not what they should be; anything else is the disk's fault.
fn damaged(error: io::Error) -> Unreadable {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    match error.kind() {
        UnexpectedEof | InvalidData | InvalidInput | Other => Unreadable::Damaged,
        _ => error.into(),
    }
}
