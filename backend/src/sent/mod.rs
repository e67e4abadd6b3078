//! What was sent: campaigns that were launched and single messages, in one list.
//!
//! Both have a number that grows with time: a message its id, a campaign the id that was made when it was launched (`sent_id`). The
//! list is the two, each along an index of its own, merged by it; a page begins below the last number of the page before.
//!
//! Where it is narrowed down, few of many rows may be meant, so a page looks at a bounded number of them: it may then have fewer
//! rows than asked for, even none, and still a `next`.

mod export;
mod list;
pub mod routes;
pub(crate) mod sql;

pub use list::{Filter, list};
