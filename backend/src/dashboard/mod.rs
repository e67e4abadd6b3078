//! The dashboard: where an account stands.
//!
//! Nothing is counted when it is asked for. Each message counts in the quarter of an hour in which it was made, told by its id, in
//! a row an account and quarter (`sending_quarter`) that moves in the transaction that moves the message or its price: it is
//! right after any crash, and late receipts, refunds and verdicts find the quarter again. Every time zone is a whole number of
//! quarters off, so days and months fold out of them exactly, whatever zone the account chooses.
//!
//! What campaigns still need (`committed`) is such a counter too: `due` on the campaign's row grows with the rows that the launch
//! writes and shrinks as they are claimed. Before its launch a programmed campaign needs what it was last estimated to cost.

mod count;
pub mod routes;
mod show;
pub(crate) mod sql;

pub use count::{Owner, Quarters, quarter};
