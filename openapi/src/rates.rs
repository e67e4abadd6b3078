//! What a part costs, by country and kind.

use crate::campaigns::Kind;
use crate::{Credits, Time};

dto! {
    /// What a part to a country costs now.
    pub struct Rate {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// In English.
        pub name: String,
        /// In French.
        pub name_fr: String,
        /// What its numbers begin with, such as `+33`; several countries may share one.
        pub dial_code: String,
        /// Behind a dial code that is shared: what its numbers alone go on with, such as `876`, where that is known.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub area_codes: Vec<String>,
        pub kind: Kind,
        /// Credits a part.
        pub credits: Credits,
        /// Credits a part with a custom sender.
        pub credits_with_sender: Credits,
    }

    /// Every rate; the list comes whole.
    pub struct RateList {
        pub items: Vec<Rate>,
    }

    /// Credits a part, from a moment on. Without amounts the country is not served from then on.
    #[derive(Copy, Eq)]
    pub struct DatedRate {
        /// Absent for what the platform began with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<Time>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits: Option<Credits>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits_with_sender: Option<Credits>,
    }

    /// A country and kind as the operator sees it.
    pub struct AdminRate {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        pub name: String,
        pub name_fr: String,
        pub dial_code: String,
        /// As of a rate.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub area_codes: Vec<String>,
        pub kind: Kind,
        /// In force.
        pub now: DatedRate,
        /// What is to come, the next one first.
        pub to_come: Vec<DatedRate>,
    }

    /// Every country of the numbering plan, served or not; the list comes whole.
    pub struct AdminRateList {
        pub items: Vec<AdminRate>,
    }

    /// Sets what a part costs from a moment on. It never changes what was sent before.
    #[serde(deny_unknown_fields)]
    pub struct RateChange {
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$"))]
        pub country: String,
        pub kind: Kind,
        /// Credits a part; without both amounts the country is not served any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits: Option<Credits>,
        /// Credits a part with a custom sender; without it, the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits_with_sender: Option<Credits>,
        /// When it begins; at once when absent. Never in the past.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<Time>,
    }

    /// What a file of rates changes.
    pub struct RateImport {
        /// When it begins.
        pub from: Time,
        /// Lines of the file that name a country and kind.
        pub lines: i64,
        /// Those that say what holds then anyway.
        pub unchanged: i64,
        pub changes: Vec<RateDifference>,
        /// Whether nothing was written.
        pub dry_run: bool,
    }

    /// One country and kind that a file changes.
    pub struct RateDifference {
        pub country: String,
        pub name: String,
        pub name_fr: String,
        pub kind: Kind,
        /// What would hold from then on without the file.
        pub before: DatedRate,
        pub after: DatedRate,
    }
}
