//! What was sent: campaigns and single messages in one list.

use crate::campaigns::Campaign;
use crate::messages::Message;

dto! {
    /// A campaign or a single message: one of the two.
    pub struct Sent {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign: Option<Campaign>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message: Option<Message>,
    }

    /// Where a campaign or a message stands. A word that only one of the two has leaves the others out.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum SentStatus {
        /// Campaigns.
        Launching,
        Running,
        Paused,
        Asleep,
        NoCredit,
        Finished,
        /// Campaigns and messages.
        Cancelled,
        /// Messages; on their way to the provider or waiting.
        Queued,
        Uncertain,
        Sent,
        DeliveredOperator,
        Received,
        Failed,
        Skipped,
    }
}

page!(SentPage of Sent);
