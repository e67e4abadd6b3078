//! What pages have in common: to load something, to leaf through a list, to look again, to wait for a pause in
//! typing, to name the page.
//!
//! An answer counts only while the question stands: each hook drops what comes back after its dependencies changed
//! or its page was left. What was loaded stays on the screen while it is loaded again, so nothing jumps.

mod action;
mod countdown;
mod debounced;
mod load;
mod now;
mod page;
mod poll;

pub use action::{Action, set_part, use_action};
pub use countdown::use_countdown;
pub use debounced::use_debounced;
pub use load::{Loaded, use_load};
pub use now::use_now;
pub use page::{Paged, use_page};
pub use poll::{is_seen, use_poll};
