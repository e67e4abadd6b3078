//! Mail: what accounts are told by e-mail.
//!
//! Whoever has something to tell queues a [`Letter`] in its own transaction ([`queue`]): a row that holds no secret and no
//! address, so a request never waits for a mail server, a server that is down loses nothing, and a copy of the database
//! opens no account. The worker sends what is due: it looks up the account, makes the link's token in that moment, writes
//! the letter in the account's language as text and as HTML, and hands it to the transport. What a mail server refuses for now
//! is tried again, later and later, for three days; what it refuses for good is dropped and logged.
//!
//! A letter to an account that does not exist (somebody asked for a reset of an ID that is nobody's) is dropped where it
//! is sent: the request that queued it did the same work either way.

mod queue;
pub(crate) mod sql;

pub use queue::queue;

use openapi::Credits;
use serde::{Deserialize, Serialize};

use crate::links::Purpose;

/// What an account is told, with whatever its row does not know. Kept as JSON in the `mail` table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// The account is open; the link confirms its address.
    Welcome,
    /// Goes to the new address; the link confirms it.
    ConfirmEmail {
        to: String,
    },
    /// Goes to the address that is still in use: somebody asked for another one.
    EmailChangeAsked {
        new: String,
    },
    /// Goes to the address that was in use: another one has taken its place.
    EmailChanged {
        old: String,
        new: String,
    },
    /// The link sets a new password. The audit is told when it is sent.
    PasswordReset(Circumstances),
    PasswordChanged(Circumstances),
    SecondFactorEnabled(Circumstances),
    SecondFactorRemoved(Circumstances),
    ApiKeyMade {
        name: String,
        circumstances: Circumstances,
    },
    /// The balance fell to the threshold or below.
    CreditAlert {
        threshold: Credits,
        balance: Credits,
    },
}

/// When, and from where: what lets an owner tell a stranger's doing from his own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// Epoch milliseconds.
    pub at: i64,
    pub address: String,
    /// In words; empty where it is not known.
    pub device: String,
}

impl Letter {
    /// The link that the letter carries, if any.
    pub const fn link(&self) -> Option<Purpose> {
        match self {
            Self::Welcome => Some(Purpose::ConfirmAccount),
            Self::ConfirmEmail { .. } => Some(Purpose::ConfirmEmail),
            Self::PasswordReset(_) => Some(Purpose::ResetPassword),
            _ => None,
        }
    }

    /// The address it goes to, where that is not the account's own.
    pub fn to(&self) -> Option<&str> {
        match self {
            Self::ConfirmEmail { to } => Some(to),
            Self::EmailChanged { old, .. } => Some(old),
            _ => None,
        }
    }
}
