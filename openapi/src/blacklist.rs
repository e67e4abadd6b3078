//! The blacklist: numbers that never receive anything from this account.

use crate::{MessageId, Msisdn, Time};

dto! {
    pub struct Blacklisted {
        pub number: Msisdn,
        /// How it came here: `manual`, `import`, `stop` or `link`.
        pub source: String,
        pub created_at: Time,
        /// Of a STOP, the message that it answered; of an opt-out link, the one that carried it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message_id: Option<MessageId>,
        /// Of a STOP: what was written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<String>,
        /// How often it was taken off before (`GET /blacklist/{number}` tells why).
        pub removals: i64,
    }

    /// That a number was taken off the blacklist, and how it had come onto it.
    pub struct BlacklistRemoval {
        pub source: String,
        pub created_at: Time,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message_id: Option<MessageId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub words: Option<String>,
        pub removed_at: Time,
        pub reason: String,
    }

    /// What is known of a number that is on the blacklist, or was.
    pub struct BlacklistHistory {
        /// Absent when it is not on the blacklist now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub now: Option<Blacklisted>,
        /// The newest first, at most 100.
        pub removals: Vec<BlacklistRemoval>,
    }

    #[serde(deny_unknown_fields)]
    pub struct BlacklistNumbers {
        /// Any form the account's country knows.
        #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 1000))]
        pub numbers: Vec<String>,
    }

    pub struct BlacklistChanged {
        pub added: i64,
    }
}

page!(BlacklistPage of Blacklisted);
