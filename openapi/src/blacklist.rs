//! The blacklist: numbers that never receive anything from this account.

use crate::{Msisdn, Time};

dto! {
    pub struct Blacklisted {
        pub number: Msisdn,
        /// How it came here: `manual`, `import` or `stop`.
        pub source: String,
        pub created_at: Time,
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
