//! From a template and a person's fields to the text that leaves.

use std::borrow::Cow;

use crate::{Fields, Measure, Template, clean, euro, measure};

/// What one recipient is sent, and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub measure: Measure,
    /// The euro rule changed `€` to `E`; a preview says so.
    pub euro_replaced: bool,
}

impl Message {
    /// Replaces the fields, cleans the text ([`clean`]), applies the euro rule ([`euro`]) and measures what comes out.
    #[must_use]
    pub fn compose(template: &Template, fields: &Fields<'_>) -> Self {
        let rendered = template.render_to_string(fields);
        let cleaned = match clean(&rendered) {
            Cow::Borrowed(_) => rendered,
            Cow::Owned(cleaned) => cleaned,
        };
        let (text, euro_replaced) = match euro(&cleaned) {
            Cow::Borrowed(_) => (cleaned, false),
            Cow::Owned(replaced) => (replaced, true),
        };
        Self { measure: measure(&text), text, euro_replaced }
    }
}

/// The text that one recipient is sent. The server and the browser both call this: what is charged is what is previewed.
#[must_use]
pub fn compose(template: &Template, fields: &Fields<'_>) -> String {
    Message::compose(template, fields).text
}
