//! Campaigns: their list, writing one, and the report of one, which moves while it is being sent.

mod composer;
mod list;
mod recipients;
mod report;
pub mod status;

pub use composer::{Chip, Composer, ContactPicker, Counter, Preview, TextField};
pub use list::{Campaigns, campaign_name, campaign_rows};
pub use report::Report;
