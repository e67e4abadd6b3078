//! Notices: what an account is told when a campaign comes to an end or to a halt while nobody looks.
//!
//! A notice is written in the transaction that changes the campaign's status, and only where that change was made: a status is
//! changed by one statement that finds it otherwise, so there are never two notices for one change, and none is lost to a crash.
//! It keeps the campaign's name and figures as they were at that moment. What its owner does (pause, cancel) is no news to him,
//! and what a test key sends is nobody's.
//!
//! Every notice shows in the app until it is read; those of the kinds that the account has chosen are told by e-mail, too, queued
//! in the same transaction. At first these are the halts: what is finished need not fill a mailbox.

mod list;
mod read;
pub mod routes;
mod settings;
pub(crate) mod sql;
mod tell;

pub use read::unread;
pub use settings::{kinds, words};
pub use tell::tell;
