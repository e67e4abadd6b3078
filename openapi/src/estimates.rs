//! What a campaign would cost, before it is sent.

use std::collections::BTreeMap;

use crate::{Credits, Time};

dto! {
    /// An estimate that stays with its campaign.
    pub struct KeptEstimate {
        pub at: Time,
        /// Of the campaign, when it was made: it has been changed since where this is not its version any more.
        pub version: i64,
        pub estimate: Estimate,
    }

    /// What a campaign would cost, computed by the code that will charge it.
    pub struct Estimate {
        pub recipients: i64,
        /// Recipients by outcome: `to_send`, `duplicate`, `blacklisted`, `invalid` …
        pub outcomes: BTreeMap<String, i64>,
        /// Messages by number of parts, after personalisation.
        pub parts: BTreeMap<String, i64>,
        pub encodings: Encodings,
        /// Names in the text that are no field of anybody's, as written; they are sent as they stand.
        pub unknown_fields: Vec<String>,
        pub by_country: Vec<CountryCost>,
        pub credits: Credits,
        pub balance_after: Credits,
        /// What the balance lacks; `0` when it suffices.
        pub missing: Credits,
        /// Credits that other campaigns, running and programmed, still need.
        pub committed: Credits,
        /// What is left of the balance beside those and this one; below `0` when it does not suffice for all.
        pub free_after: Credits,
        pub warnings: Vec<EstimateWarning>,
    }

    /// Messages by the alphabet they travel in. Those that are read aloud are in neither.
    #[derive(Copy, Eq, Default)]
    pub struct Encodings {
        /// 160 characters a message, 153 in each of several parts.
        pub gsm7: i64,
        /// 70 and 67: a character outside the GSM alphabet asks for it.
        pub ucs2: i64,
    }

    /// What to think of before it leaves.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum EstimateWarning {
        /// Nobody can reply (a custom sender, or a voice message) and the text names no number, address or link to turn to.
        NoContact,
        /// See `unknown_fields`.
        UnknownFields,
        /// Contacts or groups that it was to go to were deleted; it goes to the others.
        GoneRecipients,
        /// It uses credits that other campaigns need.
        EatsCommitted,
        /// The first campaign of the account: recipients must have agreed to be written to.
        ConsentFirst,
        /// The provider is the sandbox: nothing really leaves.
        Sandbox,
    }

    /// How far an estimate has come.
    #[derive(Copy, Eq)]
    pub struct EstimateProgress {
        /// Recipients priced.
        pub done: i64,
    }

    pub struct CountryCost {
        pub country: String,
        pub messages: i64,
        pub parts: i64,
        pub credits: Credits,
    }
}
