//! A campaign: one text to many recipients.

use std::collections::BTreeMap;

use crate::{CampaignId, ContactId, Credits, GroupId, Time};

dto! {
    /// Writes a campaign, or asks what it would cost.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct NewCampaign {
        #[serde(default)]
        pub kind: Kind,
        /// Marketing unless said otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<Purpose>,
        /// `$nom $prenom $email $societe` (or `$last_name` …) are replaced for each recipient; `$stop` becomes a link by which the
        /// recipient takes himself off the list.
        #[cfg_attr(feature = "schema", schema(max_length = 1600, example = "Bonjour $prenom, à samedi !"))]
        pub text: String,
        /// Up to 11 letters and digits; the recipient can then not reply.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 11, pattern = "^[A-Za-z0-9]+$", example = "BAKERY"))]
        pub sender: Option<String>,
        /// For the account's own lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100))]
        pub name: Option<String>,
        pub recipients: Recipients,
        /// When to send; at launch when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub send_at: Option<Time>,
        /// Keeps it as a draft instead of launching it.
        #[serde(default)]
        pub draft: bool,
    }

    /// Changes a draft or a programmed campaign; absent fields stay as they are.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct CampaignChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 1600))]
        pub text: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100))]
        pub name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recipients: Option<Recipients>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub send_at: Option<Time>,
    }

    /// Who receives a campaign: typed numbers, contacts and groups, mixed.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct Recipients {
        /// Any form the account's country knows.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", schema(max_items = 100_000))]
        pub numbers: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", schema(max_items = 100_000))]
        pub contacts: Vec<ContactId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", schema(max_items = 1_000))]
        pub groups: Vec<GroupId>,
    }

    /// How a message is delivered.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum Kind {
        /// A text message.
        #[default]
        Pro,
        /// A call that reads the text aloud.
        Voice,
    }

    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum Purpose {
        #[default]
        Marketing,
        Transactional,
    }

    pub struct Campaign {
        pub id: CampaignId,
        pub name: String,
        pub status: CampaignStatus,
        pub kind: Kind,
        pub purpose: Purpose,
        pub text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sender: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub send_at: Option<Time>,
        /// Why it is paused, where that was not its owner's doing: `resume` is his word to go on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub held: Option<Held>,
        /// Written with a test key: it only reaches the sandbox, and costs nothing.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub test: bool,
        pub created_at: Time,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub launched_at: Option<Time>,
        /// As they were asked for; absent in lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recipients: Option<Recipients>,
        pub totals: Totals,
        /// How many were skipped, by reason.
        pub skipped_reasons: BTreeMap<String, i64>,
        pub credits: CampaignCredits,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum CampaignStatus {
        Draft,
        /// Launched, with a date that has not come.
        Programmed,
        /// Its recipients are being turned into messages.
        Launching,
        Running,
        Paused,
        /// Waits for the legal hours.
        Asleep,
        NoCredit,
        /// Every message has its last status.
        Finished,
        Cancelled,
    }

    /// Why a campaign waits for its owner's word.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Held {
        /// Its hour passed by more than an hour while the platform was down.
        Late,
    }

    /// How many recipients stand where. All but `recipients` add up to it.
    #[derive(Copy, Eq, Default)]
    pub struct Totals {
        pub recipients: i64,
        pub queued: i64,
        pub sending: i64,
        pub sent: i64,
        pub delivered_operator: i64,
        pub received: i64,
        pub failed: i64,
        pub uncertain: i64,
        pub skipped: i64,
        pub cancelled: i64,
    }

    #[derive(Copy, Eq, Default)]
    pub struct CampaignCredits {
        /// What it was to cost when it was launched.
        pub estimated: Credits,
        /// What was debited, less what was refunded.
        pub charged: Credits,
    }

    /// What a campaign would cost, computed by the code that will charge it.
    pub struct Estimate {
        pub recipients: i64,
        /// Recipients by outcome: `to_send`, `duplicate`, `blacklisted`, `invalid` …
        pub outcomes: BTreeMap<String, i64>,
        /// Messages by number of parts, after personalisation.
        pub parts: BTreeMap<String, i64>,
        pub by_country: Vec<CountryCost>,
        pub credits: Credits,
        pub balance_after: Credits,
        /// What the balance lacks; `0` when it suffices.
        pub missing: Credits,
    }

    pub struct CountryCost {
        pub country: String,
        pub messages: i64,
        pub parts: i64,
        pub credits: Credits,
    }
}

page!(CampaignPage of Campaign);
