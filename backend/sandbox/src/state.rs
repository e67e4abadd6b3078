//! What the worker threads share: options, fates, memory, counters, ids and pace.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use serde::Serialize;

use crate::bank::Bank;
use crate::magic::Fates;
use crate::options::Options;
use crate::store::Store;

/// Receipts and replies that may wait: about 200 MB of them.
pub const WAITING: u64 = 1_000_000;
/// Ids count up from the start's millisecond times this, so that a restart repeats none.
const IDS_A_MILLISECOND: u64 = 1_000_000;

/// Epoch milliseconds.
pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as u64)
}

/// Epoch milliseconds as RFC 3339 in UTC.
pub fn time(at_ms: u64) -> String {
    Timestamp::from_millisecond(at_ms as i64).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

#[derive(Debug)]
pub struct Shared {
    pub options: Options,
    pub fates: Fates,
    pub store: Store,
    pub bank: Bank,
    pub stats: Stats,
    pub pace: Option<Pace>,
    ids: AtomicU64,
}

impl Shared {
    pub fn new(options: Options) -> io::Result<Self> {
        Ok(Self {
            fates: Fates::new(&options)?,
            store: Store::new(),
            bank: Bank::default(),
            stats: Stats::default(),
            pace: options.max_rate.map(Pace::new),
            ids: AtomicU64::new(now_ms() * IDS_A_MILLISECOND),
            options,
        })
    }

    pub fn next_id(&self) -> u64 {
        self.ids.fetch_add(1, Relaxed)
    }
}

/// Ids say where they come from, so that none is taken for another provider's.
pub fn id_text(id: u64) -> String {
    format!("sandbox-{id}")
}

/// Counters since the start; `GET /stats` shows them.
#[derive(Debug, Default)]
pub struct Stats {
    pub requests: AtomicU64,
    pub accepted: AtomicU64,
    pub distinct: AtomicU64,
    pub refused: AtomicU64,
    pub receipts_sent: AtomicU64,
    pub receipts_waiting: AtomicU64,
    pub receipts_retried: AtomicU64,
    pub receipts_given_up: AtomicU64,
}

#[derive(Debug, Serialize)]
pub struct Snapshot {
    requests: u64,
    accepted: u64,
    distinct: u64,
    duplicates: u64,
    refused: u64,
    receipts_sent: u64,
    receipts_waiting: u64,
    receipts_retried: u64,
    receipts_given_up: u64,
}

impl Stats {
    pub fn snapshot(&self) -> Snapshot {
        // In this order: a message counted in between never shows as a duplicate below zero.
        let distinct = self.distinct.load(Relaxed);
        let accepted = self.accepted.load(Relaxed);
        Snapshot {
            requests: self.requests.load(Relaxed),
            accepted,
            distinct,
            duplicates: accepted.saturating_sub(distinct),
            refused: self.refused.load(Relaxed),
            receipts_sent: self.receipts_sent.load(Relaxed),
            receipts_waiting: self.receipts_waiting.load(Relaxed),
            receipts_retried: self.receipts_retried.load(Relaxed),
            receipts_given_up: self.receipts_given_up.load(Relaxed),
        }
    }

    /// Makes room for `count` more to wait, or says that there is none.
    pub fn reserve(&self, count: u64) -> bool {
        let before = self.receipts_waiting.fetch_add(count, Relaxed);
        let fits = before + count <= WAITING;
        if !fits {
            self.receipts_waiting.fetch_sub(count, Relaxed);
        }
        fits
    }

    /// Gives back room that is not needed any more.
    pub fn release(&self, count: u64) {
        self.receipts_waiting.fetch_sub(count, Relaxed);
    }
}

/// A limit on messages a second (GCRA: one number, no window to fill at its start).
#[derive(Debug)]
pub struct Pace {
    start: Instant,
    /// Nanoseconds that a message takes up.
    interval: u64,
    /// Nanoseconds after the start when the next message would be exactly on time.
    next: AtomicU64,
}

impl Pace {
    /// Bursts up to a tenth of a second's messages pass: senders batch.
    const BURST: u64 = 100_000_000;

    fn new(a_second: u32) -> Self {
        Self { start: Instant::now(), interval: 1_000_000_000 / u64::from(a_second.max(1)), next: AtomicU64::new(0) }
    }

    pub fn admits(&self) -> bool {
        let now = self.start.elapsed().as_nanos() as u64;
        let admitted = self
            .next
            .try_update(Relaxed, Relaxed, |next| (next <= now + Self::BURST).then(|| next.max(now) + self.interval));
        admitted.is_ok()
    }
}
