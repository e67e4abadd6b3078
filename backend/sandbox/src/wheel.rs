//! Receipts that wait for their time: lists by tick, one task that empties them. No timer a receipt.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::receipts::Job;
use crate::store::lock;

/// Finer than anybody sees, coarse enough that a tick's receipts go in one list.
const TICK: Duration = Duration::from_millis(5);

#[derive(Debug)]
pub struct Wheel {
    start: Instant,
    ticks: Mutex<BTreeMap<u64, Vec<Job>>>,
    /// The earliest tick changed.
    earlier: Notify,
}

impl Wheel {
    pub fn new() -> Self {
        Self { start: Instant::now(), ticks: Mutex::default(), earlier: Notify::new() }
    }

    /// Hands `job` out no sooner than in `wait`.
    pub fn add(&self, job: Job, wait: Duration) {
        let due = self.start.elapsed() + wait;
        let tick = (due.as_millis() / TICK.as_millis()) as u64 + 1;
        let mut ticks = lock(&self.ticks);
        let earliest = ticks.first_key_value().is_none_or(|(first, _)| tick < *first);
        ticks.entry(tick).or_default().push(job);
        if earliest {
            self.earlier.notify_one();
        }
    }

    /// Waits for the next jobs that are due.
    pub async fn next(&self) -> Vec<Job> {
        loop {
            let first = lock(&self.ticks).first_key_value().map(|(tick, _)| *tick);
            let Some(tick) = first else {
                self.earlier.notified().await;
                continue;
            };
            let due = self.start + TICK * u32::try_from(tick).unwrap_or(u32::MAX);
            tokio::select! {
                () = sleep_until(due) => {
                    if let Some(jobs) = lock(&self.ticks).remove(&tick) {
                        return jobs;
                    }
                }
                () = self.earlier.notified() => {}
            }
        }
    }
}
