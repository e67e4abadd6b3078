//! Packs: what credits cost, in euros before tax.
//!
//! The price of a credit falls as packs grow, and the price of a pack is a whole number of cents, so that an invoice needs no
//! rounding of its line. The operator sets all packs together; a purchase keeps the price that it was made at. The packs that a
//! new database has are a starting point: the operator's own replace them. For more than the largest, buyers ask the operator.

mod check;
mod list;
mod replace;
pub mod routes;
pub(crate) mod sql;

pub use list::{find, list};
