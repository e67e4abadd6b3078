//! What people wrote back: found, narrowed, read, and answered.
//!
//! Which replies are looked at stands in the page's address: a reload, the way back and a link from a campaign keep it.

mod answer;
mod conversation;
mod list;

pub use list::Replies;

use openapi::replies::Reply;

/// Who wrote: the contact's name, else the number.
fn name_of(reply: &Reply) -> String {
    match reply.contact.as_ref().map(|contact| contact.name.trim()) {
        None | Some("") => reply.from.to_string(),
        Some(name) => name.to_owned(),
    }
}
