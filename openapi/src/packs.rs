//! Packs: what credits cost.

use crate::Euros;

dto! {
    /// A pack of credits and its price, before tax.
    #[derive(Copy, Eq)]
    pub struct Pack {
        /// Whole credits; they name the pack.
        pub credits: i64,
        /// Euros a credit.
        pub unit_price: Euros,
        /// Euros.
        pub price: Euros,
        pub currency: Currency,
    }

    /// What prices are in.
    #[derive(Copy, Eq)]
    pub enum Currency {
        #[serde(rename = "EUR")]
        Eur,
    }

    /// Every pack, the smallest first; the list comes whole. For more than the largest, ask the operator.
    pub struct PackList {
        pub items: Vec<Pack>,
    }

    /// A pack as the operator sets it.
    #[derive(Copy, Eq)]
    #[serde(deny_unknown_fields)]
    pub struct NewPack {
        #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 1_000_000_000))]
        pub credits: i64,
        /// Euros a credit, before tax; falls as packs grow.
        pub unit_price: Euros,
    }

    /// All packs, in place of those that there are. What was bought stays as it was bought.
    #[serde(deny_unknown_fields)]
    pub struct PackChange {
        #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 50))]
        pub items: Vec<NewPack>,
    }
}
