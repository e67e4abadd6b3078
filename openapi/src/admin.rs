//! What operators see and do.

use crate::{Credits, Msisdn, Time};

dto! {
    /// An account as the operator sees it.
    pub struct AdminAccount {
        pub account_id: String,
        pub email: String,
        pub confirmed: bool,
        pub country: String,
        /// From its billing particulars; empty where they are not known.
        pub name: String,
        pub company: String,
        pub balance: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mobile: Option<Msisdn>,
        pub mobile_certified: bool,
        /// The operator does without its mobile.
        pub mobile_waived: bool,
        pub second_factor: bool,
        pub operator: bool,
        pub disabled: bool,
        /// Why, where the operator said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub disabled_reason: Option<String>,
        pub created_at: Time,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_seen_at: Option<Time>,
    }

    /// Disables an account: its sessions end, its keys are refused, nothing of it leaves any more.
    #[serde(deny_unknown_fields)]
    pub struct Disabling {
        /// Kept for the operators; the account is not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 500))]
        pub reason: Option<String>,
    }
}

page!(AdminAccountPage of AdminAccount);
