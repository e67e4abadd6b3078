//! What a part costs, by country and kind, in credits.
//!
//! Rates are dated: a change holds from its day on and never re-prices the past. The price of a message is the rate of
//! the number's country, times its parts. A country without a rate is not served: its recipients are skipped
//! (`no_rate`), rather than sent at a guessed price.
//!
//! The defaults are the rates that the service we learn from publishes: France 1, England 1.1, voice to France 1.41,
//! the overseas departments 1.1. They are written at the first start; the operator's own replace them.

mod book;
pub mod routes;
pub(crate) mod sql;

pub use book::{RateBook, seed};
