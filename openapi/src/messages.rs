//! A message: one text to one number, of a campaign or by itself.

use crate::campaigns::{Kind, Language, Purpose};
use crate::{CampaignId, Credits, MessageId, Msisdn, Time};

dto! {
    /// Sends one message at once.
    #[serde(deny_unknown_fields)]
    pub struct NewMessage {
        /// Any form the account's country knows.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 40, example = "+33612345678"))]
        pub to: String,
        /// `$stop` becomes a link by which the recipient takes himself off the list; no other field is replaced.
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 1600, example = "Your code is 481516"))]
        pub text: String,
        /// Up to 11 letters and digits; the recipient can then not reply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 11, pattern = "^[A-Za-z0-9]+$"))]
        pub sender: Option<String>,
        #[serde(default)]
        pub kind: Kind,
        /// What a voice message is read in; that of the account's country when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
        /// Transactional unless said otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<Purpose>,
        /// The integrator's own reference, unique in the account.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100))]
        pub client_ref: Option<String>,
    }

    pub struct Message {
        pub id: MessageId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign_id: Option<CampaignId>,
        pub to: Msisdn,
        /// Absent in lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub text: Option<String>,
        pub status: MessageStatus,
        /// Why it failed or was skipped: a stable word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        pub parts: i32,
        /// What it costs: `0` where it was skipped, cancelled or refunded. Those of a campaign that has ended add up to its
        /// `credits.charged`.
        pub credits: Credits,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub client_ref: Option<String>,
        /// Sent with a test key: it only reached the sandbox, and cost nothing.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub test: bool,
        pub created_at: Time,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sent_at: Option<Time>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub received_at: Option<Time>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MessageStatus {
        Queued,
        /// On its way to the provider at this moment.
        Sending,
        /// It may or may not have left: a crash or a time-out came between.
        Uncertain,
        /// The provider took it.
        Sent,
        /// The operator took it.
        DeliveredOperator,
        /// It is on the phone.
        Received,
        Failed,
        /// Never sent: `duplicate`, `blacklisted`, `invalid` …
        Skipped,
        Cancelled,
    }

    /// Settles messages that are `uncertain`.
    #[serde(deny_unknown_fields)]
    pub struct Resolution {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Option<Vec<MessageId>>,
        /// All uncertain messages of this campaign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign: Option<CampaignId>,
        #[serde(rename = "as")]
        pub verdict: Verdict,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Verdict {
        /// It left: stays charged.
        Sent,
        /// It did not: refunded.
        NotSent,
        /// It did not: sent again, at the same charge. Refused (409) where its campaign was cancelled.
        Resend,
    }

    pub struct Resolved {
        pub resolved: i64,
    }
}

page!(MessagePage of Message);
