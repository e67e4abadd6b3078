//! What became of a claimed message, on its way back to the database.

use std::time::Duration;

use super::queue::Claimed;
use crate::providers::Inquiry;

/// What the sender found out.
#[derive(Debug, Clone)]
pub enum Verdict {
    Accepted {
        provider_ref: Option<String>,
    },
    /// Refused for good.
    Refused {
        reason: String,
    },
    /// Refused for now: the next attempt after this long.
    Later {
        reason: String,
        after: Duration,
    },
    /// Not a byte was written: handed back, the attempt does not count.
    Unsent {
        after: Duration,
    },
    /// It may have left.
    Unknown {
        reason: String,
    },
}

impl Verdict {
    /// The label it is counted under.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Refused { .. } => "refused",
            Self::Later { .. } => "later",
            Self::Unsent { .. } => "unsent",
            Self::Unknown { .. } => "unknown",
        }
    }
}

/// A message and its verdict.
#[derive(Debug, Clone)]
pub struct Settled {
    pub message: Claimed,
    pub verdict: Verdict,
}

/// What a provider said of a message in doubt.
#[derive(Debug, Clone, Copy)]
pub struct Inquired {
    pub message: i64,
    pub attempt: i32,
    pub tries: i32,
    pub answer: Inquiry,
}
