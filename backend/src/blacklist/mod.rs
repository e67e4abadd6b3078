//! The blacklist: numbers that never receive anything from this account, whatever list they are on.
//!
//! A number comes here by hand, by an import, or by answering STOP. It is asked when a single message is accepted, when a
//! campaign is launched, and once more when each slice is claimed to be sent, so that whoever says STOP during a campaign
//! is heard by the rest of it. It is a list of numbers, not of contacts: deleting a contact, or importing it anew,
//! changes nothing here.
//!
//! Of a STOP, the message that it answered and its words are kept. A number that is taken off leaves why, in
//! `blacklist_removal`: one that comes back shows its history. What an import put there its undo takes off again, unless
//! somebody else wished it there too: by hand, by another import, or by STOP.

pub(crate) mod add;
mod export;
mod list;
mod remove;
pub mod routes;
mod show;
pub(crate) mod sql;
