//! Messages between claim and write: single ones first, and only as many as soon can leave.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use openapi::Msisdn;
use openapi::campaigns::Kind;
use tokio::sync::Notify;

/// Where a claimed message came from, and so where its outcome goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A slice of a lane: one campaign's.
    Batch { id: i64, campaign: i64 },
    /// A row of the outbox.
    Outbox,
}

impl Origin {
    /// The campaign, where the claim told it.
    pub const fn campaign(self) -> Option<i64> {
        match self {
            Self::Batch { campaign, .. } => Some(campaign),
            Self::Outbox => None,
        }
    }
}

/// A claimed message on its way to the provider.
#[derive(Debug, Clone)]
pub struct Claimed {
    pub id: i64,
    pub attempt: i32,
    pub to: Msisdn,
    pub text: Arc<str>,
    pub sender: Option<Arc<str>>,
    pub kind: Kind,
    pub provider: Arc<str>,
    /// The right to send it ends here, on the monotonic clock.
    pub lease: Instant,
    pub origin: Origin,
    /// Of no campaign: it goes before all that are.
    pub single: bool,
}

/// The queue of one node. Bounded by the claims, which take no more than the room there is.
#[derive(Default)]
pub struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Notify,
}

#[derive(Default)]
struct Waiting {
    single: VecDeque<Claimed>,
    bulk: VecDeque<Claimed>,
    closed: bool,
}

impl Queue {
    /// Whoever panicked with it left nothing half done: each change is one step.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn push(&self, messages: Vec<Claimed>) {
        let mut waiting = self.lock();
        for message in messages {
            let line = if message.single { &mut waiting.single } else { &mut waiting.bulk };
            line.push_back(message);
            self.arrived.notify_one();
        }
    }

    /// The next message; waits for one. `None` once the queue is closed.
    pub async fn pop(&self) -> Option<Claimed> {
        loop {
            {
                let mut waiting = self.lock();
                if waiting.closed {
                    return None;
                }
                if let Some(message) = waiting.single.pop_front() {
                    return Some(message);
                }
                if let Some(message) = waiting.bulk.pop_front() {
                    return Some(message);
                }
            }
            self.arrived.notified().await;
        }
    }

    /// Takes everything out that was not begun.
    pub fn drain(&self) -> Vec<Claimed> {
        let mut waiting = self.lock();
        let mut all: Vec<Claimed> = waiting.single.drain(..).collect();
        all.extend(waiting.bulk.drain(..));
        all
    }

    /// Lets no further message out.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_waiters();
    }
}
