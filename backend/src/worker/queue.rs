//! Messages between claim and write: single ones first, and only as many as soon can leave.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use openapi::Msisdn;
use openapi::campaigns::{Kind, Language};
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
    /// What a voice message is read in.
    pub language: Option<Language>,
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

/// What a look into the queue finds.
enum Next {
    /// A message, or the end.
    Now(Option<Claimed>),
    Later,
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
            if let Next::Now(next) = self.next() {
                return next;
            }
            // Registered before the queue is looked at once more: what arrives between the look and the wait is heard.
            let mut arrived = pin!(self.arrived.notified());
            arrived.as_mut().enable();
            if let Next::Now(next) = self.next() {
                return next;
            }
            arrived.await;
        }
    }

    fn next(&self) -> Next {
        let mut waiting = self.lock();
        if waiting.closed {
            return Next::Now(None);
        }
        match waiting.single.pop_front().or_else(|| waiting.bulk.pop_front()) {
            Some(message) => Next::Now(Some(message)),
            None => Next::Later,
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn message(id: i64, single: bool) -> Claimed {
        Claimed {
            id,
            attempt: 1,
            to: "+33612345678".parse().unwrap(),
            text: "".into(),
            sender: None,
            kind: Kind::Pro,
            language: None,
            provider: "sandbox".into(),
            lease: Instant::now(),
            origin: Origin::Outbox,
            single,
        }
    }

    #[tokio::test]
    async fn single_messages_come_first() {
        let queue = Queue::default();
        queue.push(vec![message(1, false), message(2, true)]);
        assert_eq!(queue.pop().await.unwrap().id, 2);
        assert_eq!(queue.pop().await.unwrap().id, 1);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_message_and_no_end_is_missed_by_whoever_is_about_to_wait() {
        for _ in 0..200 {
            let queue = Arc::new(Queue::default());
            let takers: Vec<_> = (0..8)
                .map(|_| {
                    let queue = queue.clone();
                    tokio::spawn(async move {
                        let mut taken = 0;
                        while queue.pop().await.is_some() {
                            taken += 1;
                        }
                        taken
                    })
                })
                .collect();
            for id in 1..=50 {
                queue.push(vec![message(id, id % 2 == 0)]);
            }
            let emptied = async {
                while !queue.lock().single.is_empty() || !queue.lock().bulk.is_empty() {
                    tokio::task::yield_now().await;
                }
            };
            tokio::time::timeout(Duration::from_secs(10), emptied).await.expect("everything is taken");
            queue.close();
            let mut taken = 0;
            for taker in takers {
                taken +=
                    tokio::time::timeout(Duration::from_secs(10), taker).await.expect("each hears of the end").unwrap();
            }
            assert_eq!(taken, 50);
        }
    }
}
