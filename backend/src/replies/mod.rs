//! A reply: what a person wrote back (MO).
//!
//! It is tied to the message it answers by the reference that the provider gives back; one that names no message of ours
//! is logged and answered, since nobody could be told. STOP in any spelling (`sms::is_stop`) puts the number on the
//! sender's blacklist in the same transaction, so that nothing claimed after it reaches that phone. A provider that
//! calls twice is heard once.

mod list;
mod receive;
pub mod routes;
pub(crate) mod sql;

pub use receive::receive;
