//! The campaign simulator: what a campaign would cost, for anybody, before there is one.
//!
//! The text is counted by the code that prices campaigns, and costs what one would that left now: to so many people in each
//! country, whom nobody has to name, and to groups of one's own. Of groups the recipients are decided one by one, as for an
//! estimate: their own fields fill the text, and who is named twice, is on the blacklist or has no mobile costs nothing. To counts
//! of people the text goes as it stands. Nothing is kept.
//!
//! Packs are compared by what they cost in all: the cheapest that covers the credits is told, and none when even the largest does
//! not: then the operator is asked.

mod count;
pub mod routes;
mod simulate;

pub use simulate::simulate;
