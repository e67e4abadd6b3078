//! The time, from outside: every rule that depends on it can be tested at any hour.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use openapi::Time;

/// Tells the time in epoch milliseconds. Cheap to clone.
#[derive(Clone, Default)]
pub enum Clock {
    #[default]
    System,
    /// Stands still until it is set; for tests.
    Set(Arc<AtomicI64>),
}

impl Clock {
    pub fn now(&self) -> Time {
        Time::from_millis(match self {
            Self::System => system_millis(),
            Self::Set(millis) => millis.load(Ordering::SeqCst),
        })
    }
}

fn system_millis() -> i64 {
    // A clock before 1970 is broken; the epoch keeps us running and shows in every row.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
