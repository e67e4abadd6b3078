//! Buying credits: the choice of a pack, the list of what was bought, and one purchase with its payment and its invoices.
//!
//! What a purchase costs, who pays which tax, and whether it is paid is the server's word; the page of a purchase asks again
//! as long as money may come. Back from the bank one lands on it, but it is the bank's notification to the server that
//! counts, so a closed tab changes nothing.

mod buy;
mod documents;
mod instructions;
mod list;
mod one;
mod packs;
pub mod status;
mod summary;

pub use buy::BuyCredits;
pub use documents::{Documents, Refunds};
pub use list::Purchases;
pub use one::{PurchasePage, details};
