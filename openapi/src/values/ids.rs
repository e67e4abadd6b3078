//! Ids, a type a noun.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::BadValue;

/// The id of one kind of row: 64 bits, ordered by time of creation, a string of digits in JSON because JavaScript
/// numbers end at 53 bits.
macro_rules! id {
    ($($name:ident: $what:literal),+ $(,)?) => { $(
        #[doc = concat!("Identifies ", $what, ".")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadValue;
            fn from_str(text: &str) -> Result<Self, BadValue> {
                parse_id(text).map(Self)
            }
        }

        string_json!($name, "an id: a string of digits");
        string_schema!($name, "^([1-9][0-9]{0,17}|[1-8][0-9]{18})$", "1234567890123456", "An id: a string of digits.");
    )+ };
}

id! {
    ApiKeyId: "an API key",
    AuditEventId: "an event of the audit",
    CampaignId: "a campaign",
    ContactFieldId: "an own field of contacts",
    ContactId: "a contact of the address book",
    GroupId: "a group of contacts",
    ImportId: "an uploaded file of contacts",
    InvoiceId: "an invoice or a credit note",
    JobId: "a long piece of work",
    MessageId: "one message to one recipient",
    MovementId: "a movement of credits",
    NoticeId: "a notice about a campaign",
    PurchaseId: "a purchase of credits",
    RefundId: "a refund of a purchase",
    ReplyId: "a reply",
    SessionId: "a session",
    TemplateId: "a template",
}

fn parse_id(text: &str) -> Result<i64, BadValue> {
    const BAD: BadValue = BadValue("an id is a string of digits");
    if text.starts_with(['+', '-', '0']) {
        return Err(BAD);
    }
    text.parse().map_err(|_| BAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_digits_without_a_sign() {
        assert_eq!("42".parse::<ContactId>().unwrap(), ContactId(42));
        for text in ["", "0", "-1", "+1", "007", "9223372036854775808"] {
            assert!(text.parse::<ContactId>().is_err(), "{text}");
        }
    }
}
