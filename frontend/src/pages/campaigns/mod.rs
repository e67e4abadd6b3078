//! Campaigns: those that have not left, writing one, and the report of one, which moves while it is being sent.

mod composer;
mod list;
pub mod reasons;
mod report;
pub mod status;

pub use composer::{Chip, Composer, ContactPicker, Counter, Preview, TextField};
pub use list::{Campaigns, campaign_name, campaign_rows, reached};
pub use report::{Report, Settle};
