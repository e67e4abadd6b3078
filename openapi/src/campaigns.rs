//! A campaign: one text to many recipients.

use std::collections::BTreeMap;

pub use crate::campaign_name::name_of_text;
pub use crate::estimates::{CountryCost, Encodings, Estimate, EstimateProgress, EstimateWarning, KeptEstimate};
pub use crate::languages::Language;
use crate::messages::MessageStatus;
use crate::{CampaignId, ContactId, Credits, GroupId, MessageId, Time};

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
        /// Adds the platform's words on how to stop (`stop_mention` of `/platform`) in a line of their own: counted and charged as
        /// part of the text.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub stop_mention: bool,
        /// What a voice message is read in; that of the account's country when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
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

    /// Changes a draft or a programmed campaign; absent fields stay as they are, and `null` clears what may be absent.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct CampaignChange {
        /// The version that was read: 409 when the campaign was changed since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub version: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<Kind>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<Purpose>,
        /// Empty while a draft is being written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 1600))]
        pub text: Option<String>,
        /// `null`: none, so that people can reply.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::present")]
        #[cfg_attr(feature = "schema", schema(value_type = Option<String>, min_length = 3, max_length = 11, pattern = "^[A-Za-z0-9]+$"))]
        pub sender: Option<Option<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub stop_mention: Option<bool>,
        /// `null`: that of the account's country.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::present")]
        #[cfg_attr(feature = "schema", schema(value_type = Option<Language>))]
        pub language: Option<Option<Language>>,
        /// Empty: the beginning of the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100))]
        pub name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recipients: Option<Recipients>,
        /// `null`, for a draft: at launch.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::present")]
        #[cfg_attr(feature = "schema", schema(value_type = Option<Time>))]
        pub send_at: Option<Option<Time>>,
    }

    /// Launches a draft.
    #[derive(Copy, Eq, Default)]
    #[serde(deny_unknown_fields)]
    pub struct CampaignLaunch {
        /// The version that was read: 409 when the draft was changed since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub version: Option<i64>,
    }

    /// Sends the text to the account's own certified mobile, as a recipient would get it.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct CampaignTest {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 1600, example = "Bonjour $prenom, à samedi !"))]
        pub text: String,
        #[serde(default)]
        pub kind: Kind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 11, pattern = "^[A-Za-z0-9]+$"))]
        pub sender: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub stop_mention: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
        /// Whose fields the text is filled with; empty ones when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub contact: Option<ContactId>,
    }

    /// Who receives a campaign: typed numbers, contacts, groups and recipients of an earlier campaign, mixed.
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
        /// Recipients of an earlier campaign, by what has become of them when this one is launched.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub campaign: Option<CampaignRecipients>,
    }

    /// Recipients of a campaign that was launched.
    #[derive(Copy, Eq)]
    #[serde(deny_unknown_fields)]
    pub struct CampaignRecipients {
        pub id: CampaignId,
        pub who: Who,
    }

    /// Recipients of a campaign by what became of them.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum Who {
        /// The message failed: refused, not delivered, or declared as not sent by the owner.
        Failed,
        /// The message left, and is not known to have been received: failed, or no final receipt.
        Unreached,
        /// The message was received, and nothing came back.
        Silent,
    }

    /// Makes a draft to recipients of a campaign.
    #[derive(Copy, Eq)]
    #[serde(deny_unknown_fields)]
    pub struct Resend {
        pub who: Who,
    }

    /// What became of a campaign. `outcomes`, `replies`, `stops`, `unreached` and `silent` are as of now; what is counted from the
    /// messages of a large campaign under way may be some seconds old: as of `counted_at`.
    pub struct CampaignReport {
        pub id: CampaignId,
        /// Recipients by what became of them. A word of `MessageStatus`, or why they were skipped: `duplicate`, `blacklisted`,
        /// `invalid` … What nobody is in is absent; the others add up to the recipients.
        pub outcomes: BTreeMap<String, i64>,
        /// Why messages failed, are uncertain, were skipped, or stay without a final receipt; the most frequent first.
        pub reasons: Vec<ReasonCount>,
        /// Where messages went, the most frequent first; what was skipped is left out.
        pub countries: Vec<CountryOutcome>,
        /// How it went over time, at most 60 stretches of the same length, the oldest first.
        pub hours: Vec<Stretch>,
        /// The length of a stretch, in seconds.
        pub stretch_seconds: i64,
        /// Messages by number of parts; what was skipped is left out.
        pub parts: BTreeMap<String, i64>,
        /// Replies that came, several of one recipient among them.
        pub replies: i64,
        /// Of these: STOP.
        pub stops: i64,
        /// How many a draft to the failed would go to, before the blacklist and duplicates.
        pub failed: i64,
        /// The same of the unreached.
        pub unreached: i64,
        /// The same of the silent.
        pub silent: i64,
        pub counted_at: Time,
    }

    pub struct ReasonCount {
        /// `failed`, `uncertain`, `skipped`; `sent` or `delivered_operator` where no final receipt came (`no_receipt`).
        pub status: MessageStatus,
        /// A stable word.
        pub reason: String,
        pub messages: i64,
    }

    pub struct CountryOutcome {
        /// ISO 3166-1 alpha-2.
        pub country: String,
        pub messages: i64,
        pub parts: i64,
        /// Debited, less refunded.
        pub credits: Credits,
        pub received: i64,
        pub failed: i64,
    }

    /// A stretch of time.
    pub struct Stretch {
        /// When it begins.
        pub at: Time,
        /// Messages that left in it.
        pub sent: i64,
        /// Messages that were received in it.
        pub received: i64,
        /// Of those that left in it: failed in the end. What the provider refused never left.
        pub failed: i64,
    }

    /// Cleans the address book by what a report shows: one of `messages` and `status`.
    #[serde(deny_unknown_fields)]
    pub struct Cleaning {
        /// The recipients of these messages of the campaign.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub messages: Option<Vec<MessageId>>,
        /// The recipients of all messages that stand so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub status: Option<MessageStatus>,
        /// Of `status`: only for this reason, a word of the report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100))]
        pub reason: Option<String>,
        pub what: CleaningAction,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum CleaningAction {
        /// Deletes the contacts with these numbers; that can be undone for a minute.
        Delete,
        /// Puts the numbers on the blacklist, whether they are contacts or not.
        Blacklist,
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
        /// Grows with each change of what is written.
        pub version: i64,
        pub kind: Kind,
        pub purpose: Purpose,
        pub text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sender: Option<String>,
        pub stop_mention: bool,
        /// What a voice message is read in; that of the account's country when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub send_at: Option<Time>,
        /// Why it is paused, where that was not its owner's doing: `resume` is his word to go on. Before it has messages it can also
        /// be changed, given another date (it is programmed again), or deleted.
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
        /// What it was last estimated to cost; absent in lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub estimate: Option<KeptEstimate>,
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
        /// Its hour passed by more than an hour while the platform was down or the account disabled; or it was under way then.
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
}

page!(CampaignPage of Campaign);

impl CampaignStatus {
    /// Nothing leaves any more.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }
}
