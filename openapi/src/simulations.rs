//! The campaign simulator: what a campaign would cost, for anybody.

use crate::campaigns::Kind;
use crate::packs::Pack;
use crate::{Credits, GroupId};

dto! {
    /// What is to be simulated. Groups are the caller's own, who is signed in then.
    #[serde(deny_unknown_fields)]
    pub struct NewSimulation {
        #[serde(default)]
        pub kind: Kind,
        #[cfg_attr(feature = "schema", schema(max_length = 10_000))]
        pub text: String,
        /// Whether a custom sender is shown.
        #[serde(default)]
        pub with_sender: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", schema(max_items = 300))]
        pub countries: Vec<CountryRecipients>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", schema(max_items = 100))]
        pub groups: Vec<GroupId>,
    }

    #[derive(Eq)]
    #[serde(deny_unknown_fields)]
    pub struct CountryRecipients {
        /// ISO 3166-1 alpha-2.
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$"))]
        pub country: String,
        #[cfg_attr(feature = "schema", schema(minimum = 0, maximum = 1_000_000_000))]
        pub recipients: i64,
    }

    /// What it would cost.
    pub struct Simulation {
        /// Of one message, as the text stands: fields are counted by their names.
        pub parts: i64,
        /// Who would be sent to, or live where nobody is served.
        pub recipients: i64,
        /// Contacts of the groups that would get nothing: named twice, on the blacklist, without a mobile.
        pub skipped: i64,
        /// Those that most go to first.
        pub by_country: Vec<SimulatedCountry>,
        /// To countries that are served.
        pub credits: Credits,
        /// Every pack, the smallest first.
        pub packs: Vec<SimulatedPack>,
        /// The cheapest that covers it, by its credits; absent when none does: ask the operator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cheapest: Option<i64>,
    }

    pub struct SimulatedCountry {
        pub country: String,
        pub recipients: i64,
        /// Credits for all of them; absent where the country is not served.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub credits: Option<Credits>,
    }

    pub struct SimulatedPack {
        pub pack: Pack,
        pub covers: bool,
        /// What these messages cost at the price of this pack, before tax, in euros rounded to cents.
        pub cost: crate::Euros,
    }
}
