//! What a part costs, by country and kind.

use crate::Credits;
use crate::campaigns::Kind;

dto! {
    pub struct Rate {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        /// In English.
        pub name: String,
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
}
