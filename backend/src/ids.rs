//! Ids: 64 bits, made by the application, ordered by time.
//!
//! 41 bits of milliseconds since 2026 (until 2095), 10 bits of node number, 12 bits of counter. A node never goes
//! back: when the clock does, or when more than 4 096 are made in a millisecond, it counts on from its last id.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::clock::Clock;

/// 2026-01-01T00:00:00Z in epoch milliseconds.
const EPOCH: i64 = 1_767_225_600_000;
const COUNTER_BITS: u32 = 12;
const NODE_BITS: u32 = 10;

/// Node numbers that fit.
pub const MAX_NODE: u16 = (1 << NODE_BITS) - 1;

/// Makes the ids of one node.
pub struct Ids {
    clock: Clock,
    node: u16,
    /// Milliseconds and counter of the last id, side by side.
    last: AtomicU64,
}

impl Ids {
    pub fn new(clock: Clock, node: u16) -> Self {
        Self { clock, node: node.min(MAX_NODE), last: AtomicU64::new(0) }
    }

    pub fn node(&self) -> u16 {
        self.node
    }

    pub fn next(&self) -> i64 {
        let now = u64::try_from(self.clock.now().millis() - EPOCH).unwrap_or(0) << COUNTER_BITS;
        let last = self.last.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(now.max(last + 1)));
        let stamp = now.max(last.unwrap_or_else(|last| last) + 1);
        let millis = stamp >> COUNTER_BITS;
        let counter = stamp & ((1 << COUNTER_BITS) - 1);
        let id = (millis << (NODE_BITS + COUNTER_BITS)) | (u64::from(self.node) << COUNTER_BITS) | counter;
        i64::try_from(id).unwrap_or(i64::MAX)
    }
}

/// When an id was made, in epoch milliseconds: a row's id tells its age, so `created_at` need not stand beside it.
pub fn made_at(id: i64) -> i64 {
    (id >> (NODE_BITS + COUNTER_BITS)) + EPOCH
}

/// The smallest id that can be made at a moment: turns a period into a range of ids.
pub fn first_at(millis: i64) -> i64 {
    (millis - EPOCH).max(0) << (NODE_BITS + COUNTER_BITS)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicI64;

    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_goes_back() {
        let hand = Arc::new(AtomicI64::new(EPOCH + 5_000));
        let ids = Ids::new(Clock::Set(hand.clone()), 7);
        let mut last = ids.next();
        for round in 0..10_000 {
            if round == 5_000 {
                hand.store(EPOCH + 1_000, Ordering::SeqCst);
            }
            let id = ids.next();
            assert!(id > last);
            last = id;
        }
        assert!(made_at(last) >= EPOCH + 5_000 && made_at(last) < EPOCH + 5_010);
    }

    #[test]
    fn two_nodes_never_make_the_same_id() {
        let clock = Clock::Set(Arc::new(AtomicI64::new(EPOCH + 1)));
        let (a, b) = (Ids::new(clock.clone(), 1), Ids::new(clock, 2));
        let ids: std::collections::HashSet<i64> = (0..100).flat_map(|_| [a.next(), b.next()]).collect();
        assert_eq!(ids.len(), 200);
    }
}
