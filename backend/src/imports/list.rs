//! A list of numbers that was pasted: one a line, or several with something between them.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use super::encoding::CHUNK;
use super::read::number;
use crate::numbers::Country;

/// What may stand between two numbers.
const BETWEEN: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Whether a text is nothing but numbers, several a line. One in ten may be mistyped; rows that were copied from a table
/// have names in them, or codes that no country has as numbers.
pub fn is_list(head: &str, home: Country) -> bool {
    let cells = || head.split(|c: char| c.is_ascii() && (BETWEEN.contains(&(c as u8)) || c == '\n' || c == '\r'));
    let numbers: Vec<&str> = cells().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let lines = head.lines().filter(|line| !line.trim().is_empty()).count();
    let written = |cell: &&str| !cell.contains(|c: char| c.is_alphabetic() || matches!(c, '@' | '"'));
    let valid = numbers.iter().filter(|cell| number(cell, home).is_ok()).count();
    numbers.len() > lines && numbers.iter().all(written) && valid * 10 >= numbers.len() * 9
}

/// Puts every number on a line of its own.
pub fn one_a_line(text: &Path) -> io::Result<()> {
    let beside = text.with_extension("part");
    let mut from = BufReader::new(File::open(text)?);
    let mut to = BufWriter::new(File::create(&beside)?);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        for byte in chunk[..read].iter_mut().filter(|byte| BETWEEN.contains(byte)) {
            *byte = b'\n';
        }
        to.write_all(&chunk[..read])?;
    }
    to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(beside, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_tables() {
        let home = Country::parse("FR").unwrap();
        for (text, expected) in [
            ("06 12 34 56 01, 06 12 34 56 02", true),
            ("0612345601;0612345602;\r\n+33612345603", true),
            ("0612345601\t0612345602", true),
            ("\u{202a}+33 6 12 34 56 01\u{202c}, \u{202a}+33 6 12 34 56 02\u{202c}", true),
            // One a line is a table of one column already.
            ("0612345601\n0612345602\n", false),
            ("0612345601\tMartin\n0612345602\tDurand\n", false),
            ("0612345601;75001\n0612345602;75002\n", false),
            ("0612345601,a@example.org", false),
            ("", false),
        ] {
            assert_eq!(is_list(text, home), expected, "{text:?}");
        }
    }

    #[test]
    fn every_number_gets_a_line() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("1");
        fs::write(&text, "\u{feff}0612345601, 0612345602;0612345603\t0612345604\n").unwrap();
        one_a_line(&text).unwrap();
        let lines = "\u{feff}0612345601\n 0612345602\n0612345603\n0612345604\n";
        assert_eq!(fs::read_to_string(&text).unwrap(), lines);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
