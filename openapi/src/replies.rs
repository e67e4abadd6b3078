//! A reply: what a person wrote back (MO).

use crate::{CampaignId, ContactId, MessageId, Msisdn, ReplyId, Time};

dto! {
    pub struct Reply {
        pub id: ReplyId,
        pub from: Msisdn,
        /// Who that is, when the number stands in the address book.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub contact: Option<ReplyContact>,
        pub text: String,
        pub received_at: Time,
        /// The message it answers, where that is known and could be answered: no custom sender, no voice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message_id: Option<MessageId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign_id: Option<CampaignId>,
        /// It asked not to be written to again; the number was put on the blacklist.
        pub stop: bool,
        #[serde(default)]
        pub read: bool,
        /// What was written back, the latest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer_id: Option<MessageId>,
    }

    pub struct ReplyContact {
        pub id: ContactId,
        /// First and last name, or the company; may be empty.
        pub name: String,
    }

    /// Marks replies as read or unread: these, or all of them.
    #[serde(deny_unknown_fields)]
    pub struct RepliesRead {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Option<Vec<ReplyId>>,
        /// In place of `ids`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub all: bool,
        pub read: bool,
    }

    /// How many replies were marked that were not marked so before.
    pub struct RepliesChanged {
        pub changed: i64,
    }

    pub struct RepliesUnread {
        pub unread: i64,
    }

    /// Answers a reply with one message.
    #[serde(deny_unknown_fields)]
    pub struct ReplyAnswer {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 1600, example = "See you at ten!"))]
        pub text: String,
    }
}

page!(ReplyPage of Reply);
