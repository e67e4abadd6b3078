//! The statuses of a message, in the order in which they may follow each other.
//!
//! The database keeps them as numbers because every update asks for their order: a status only grows, so a receipt that
//! comes late, twice or out of order changes nothing. The one way back is from `Uncertain` to `Queued`, when it has been
//! proven that a message never arrived (`worker/inquire.rs`) or its owner says so (`resolve.rs`).

use openapi::messages::MessageStatus;

/// A message's status as the row keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i32)]
pub enum Status {
    /// Waits for its turn, or is being sent: which of the two is told by its lane's batches.
    Queued = 0,
    /// It may or may not have left.
    Uncertain = 1,
    /// The provider took it.
    Sent = 2,
    /// The operator took it.
    DeliveredOperator = 3,
    /// It is on the phone. Final.
    Received = 4,
    /// Refused by the provider (refunded) or not delivered (stays charged). Final.
    Failed = 5,
    /// Never tried: duplicate, blacklisted … Final, never charged.
    Skipped = 6,
    /// Taken back before it left. Final, refunded if it was charged.
    Cancelled = 7,
}

impl Status {
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Uncertain,
        Self::Sent,
        Self::DeliveredOperator,
        Self::Received,
        Self::Failed,
        Self::Skipped,
        Self::Cancelled,
    ];

    pub const fn number(self) -> i32 {
        self as i32
    }

    /// From a row. A number that is no status is as good as in doubt.
    pub fn of(number: i32) -> Self {
        usize::try_from(number).ok().and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::Uncertain)
    }

    pub const fn public(self) -> MessageStatus {
        match self {
            Self::Queued => MessageStatus::Queued,
            Self::Uncertain => MessageStatus::Uncertain,
            Self::Sent => MessageStatus::Sent,
            Self::DeliveredOperator => MessageStatus::DeliveredOperator,
            Self::Received => MessageStatus::Received,
            Self::Failed => MessageStatus::Failed,
            Self::Skipped => MessageStatus::Skipped,
            Self::Cancelled => MessageStatus::Cancelled,
        }
    }

    /// From a filter; `sending` is asked for as `queued`, which it is in the row.
    pub const fn asked(status: MessageStatus) -> Self {
        match status {
            MessageStatus::Queued | MessageStatus::Sending => Self::Queued,
            MessageStatus::Uncertain => Self::Uncertain,
            MessageStatus::Sent => Self::Sent,
            MessageStatus::DeliveredOperator => Self::DeliveredOperator,
            MessageStatus::Received => Self::Received,
            MessageStatus::Failed => Self::Failed,
            MessageStatus::Skipped => Self::Skipped,
            MessageStatus::Cancelled => Self::Cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_statuses_are_each_other() {
        for status in Status::ALL {
            assert_eq!(Status::of(status.number()), status);
            assert_eq!(Status::asked(status.public()), status);
        }
        assert_eq!(Status::of(99), Status::Uncertain);
    }
}
