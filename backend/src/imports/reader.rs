//! Reads a file ahead of the database, on a thread of its own.
//!
//! While one slice is written the next one is read and its numbers are understood; no more than that is in memory. The
//! thread also knows the numbers that the file has had so far, so that a number's second row is told from a contact that
//! was there. They are kept as ranges of bits: some megabytes for millions. When a run is taken up again, the rows before
//! its cursor are read once more for their numbers.

use std::io;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use roaring::RoaringTreemap;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::outcomes;
use super::read::{Person, Reason, Rules, number, person};
use super::records::{Records, is_blank};
use super::sql::ImportRow;

/// Slices that wait for the database: one is written, one waits, one is read.
const AHEAD: usize = 1;

/// A place between two rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The byte where the next row begins.
    pub offset: u64,
    /// The number of the row before, the header included.
    pub row: i64,
}

/// The rows of one slice.
#[derive(Debug, Default)]
pub struct Batch {
    pub from: Place,
    /// Where the next slice begins.
    pub to: Place,
    pub last: bool,
    /// People whose numbers no earlier row has.
    pub people: Vec<Person>,
    pub refused: Vec<Refused>,
    pub duplicates: i64,
    /// A letter a row; those of `people` are still to be told.
    pub outcomes: Vec<u8>,
}

#[derive(Debug)]
pub struct Refused {
    pub row: i64,
    pub reason: Reason,
    /// A JSON list of strings.
    pub cells: String,
}

/// The rows of contacts of a file, from a place on: neither the header nor empty rows.
pub struct Rows {
    records: Records,
    row: i64,
    header: bool,
    pub record: StringRecord,
}

impl Rows {
    pub fn open(path: &Path, import: &ImportRow, from: Place) -> io::Result<Self> {
        let separator = import.separator.bytes().next().unwrap_or(b';');
        Ok(Self {
            records: Records::open(path, separator, from.offset)?,
            row: from.row,
            header: import.has_header && from.row == import.skipped,
            record: StringRecord::new(),
        })
    }

    /// Reads the next row into `record`; `false` at the end.
    pub fn next(&mut self) -> io::Result<bool> {
        while self.records.next(&mut self.record).map_err(io::Error::other)? {
            self.row += 1;
            if is_blank(&self.record) {
                continue;
            }
            if !std::mem::take(&mut self.header) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Behind the last row.
    pub fn place(&self) -> Place {
        Place { offset: self.records.offset(), row: self.row }
    }
}

/// A file that is being read; the thread ends when this is dropped.
pub struct Reading(mpsc::Receiver<io::Result<Batch>>);

impl Reading {
    /// Begins to read at `from`, `size` rows at a time. An error when the file is not there.
    pub fn begin(path: PathBuf, import: ImportRow, rules: Rules, from: Place, size: usize) -> io::Result<Self> {
        let rows = Rows::open(&path, &import, from)?;
        let (send, batches) = mpsc::channel(AHEAD);
        spawn_blocking(move || {
            let read = || -> io::Result<()> {
                let Some(met) = met(&path, &import, &rules, from, &send)? else { return Ok(()) };
                read(rows, &rules, met, size, &send)
            };
            if let Err(error) = read() {
                // Whoever is gone misses nothing.
                let _ = send.blocking_send(Err(error));
            }
        });
        Ok(Self(batches))
    }

    /// The next slice; the last one says so.
    pub async fn next(&mut self) -> io::Result<Batch> {
        self.0.recv().await.unwrap_or_else(|| Err(io::Error::other("the file's reader ended")))
    }
}

/// The numbers of the rows before `until`; `None` when nobody waits any more.
fn met(
    path: &Path,
    import: &ImportRow,
    rules: &Rules,
    until: Place,
    send: &mpsc::Sender<io::Result<Batch>>,
) -> io::Result<Option<RoaringTreemap>> {
    let mut met = RoaringTreemap::new();
    let start = Place { offset: u64::try_from(import.start_at).unwrap_or_default(), row: import.skipped };
    let mut rows = Rows::open(path, import, start)?;
    while rows.place().offset < until.offset && rows.next()? {
        if rows.place().offset <= until.offset && person(&rows.record, rules).is_ok() {
            let cell = rows.record.get(rules.plan.mobile).unwrap_or_default();
            met.extend(number(cell, rules.home).ok().map(|number| number.msisdn.digits()));
        }
        if send.is_closed() {
            return Ok(None);
        }
    }
    Ok(Some(met))
}

fn read(
    mut rows: Rows,
    rules: &Rules,
    mut met: RoaringTreemap,
    size: usize,
    send: &mpsc::Sender<io::Result<Batch>>,
) -> io::Result<()> {
    loop {
        let batch = batch(&mut rows, rules, &mut met, size)?;
        let last = batch.last;
        if send.blocking_send(Ok(batch)).is_err() || last {
            return Ok(());
        }
    }
}

fn batch(rows: &mut Rows, rules: &Rules, met: &mut RoaringTreemap, size: usize) -> io::Result<Batch> {
    let mut batch = Batch { from: rows.place(), ..Batch::default() };
    while batch.outcomes.len() < size {
        if !rows.next()? {
            batch.last = true;
            break;
        }
        match person(&rows.record, rules) {
            Ok(person) if met.insert(person.details.mobile.digits()) => {
                batch.people.push(person);
                batch.outcomes.push(outcomes::UNTOLD);
            }
            Ok(_) => {
                batch.duplicates += 1;
                batch.outcomes.push(outcomes::DUPLICATE);
            }
            Err(reason) => {
                let cells = serde_json::to_string(&rows.record.iter().collect::<Vec<_>>())?;
                batch.refused.push(Refused { row: rows.row, reason, cells });
                batch.outcomes.push(outcomes::INVALID);
            }
        }
    }
    batch.to = rows.place();
    Ok(batch)
}
