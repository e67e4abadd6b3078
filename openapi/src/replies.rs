//! A reply: what a person wrote back (MO).

use crate::{CampaignId, MessageId, Msisdn, ReplyId, Time};

dto! {
    pub struct Reply {
        pub id: ReplyId,
        pub from: Msisdn,
        pub text: String,
        pub received_at: Time,
        /// The message it answers, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message_id: Option<MessageId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign_id: Option<CampaignId>,
        /// It asked not to be written to again; the number is on the blacklist.
        pub stop: bool,
    }
}

page!(ReplyPage of Reply);
