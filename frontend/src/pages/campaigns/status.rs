//! How a status is said and coloured, of a campaign and of a message, the same on every page.

use openapi::campaigns::{CampaignStatus, Totals};
use openapi::messages::MessageStatus;
use yew::prelude::*;

use crate::i18n::Lang;
use crate::ui::{Badge, Segment, Tone};

pub fn campaign_badge(lang: Lang, status: CampaignStatus) -> Html {
    let texts = lang.campaigns();
    let (tone, live, word) = match status {
        CampaignStatus::Draft => (Tone::Mute, false, texts.draft()),
        CampaignStatus::Programmed => (Tone::Info, false, texts.programmed()),
        CampaignStatus::Launching => (Tone::Accent, true, texts.launching()),
        CampaignStatus::Running => (Tone::Accent, true, texts.running()),
        CampaignStatus::Paused => (Tone::Warn, false, texts.paused()),
        CampaignStatus::Asleep => (Tone::Info, false, texts.asleep()),
        CampaignStatus::NoCredit => (Tone::Bad, false, texts.no_credit()),
        CampaignStatus::Finished => (Tone::Good, false, texts.finished()),
        CampaignStatus::Cancelled => (Tone::Mute, false, texts.cancelled()),
    };
    html! { <Badge {tone} {live}>{ word }</Badge> }
}

/// Beside what was sent with a test key: it only reached the sandbox.
pub fn test_badge(lang: Lang, test: bool) -> Html {
    html! {
        if test {
            <Badge tone={Tone::Warn}>{ lang.messages().test() }</Badge>
        }
    }
}

/// Whether nothing will change any more unless somebody acts.
pub const fn is_at_rest(status: CampaignStatus) -> bool {
    matches!(status, CampaignStatus::Draft | CampaignStatus::Finished | CampaignStatus::Cancelled)
}

/// Every status in the order in which a message goes through them.
pub const STATUSES: [MessageStatus; 9] = [
    MessageStatus::Received,
    MessageStatus::DeliveredOperator,
    MessageStatus::Sent,
    MessageStatus::Sending,
    MessageStatus::Queued,
    MessageStatus::Failed,
    MessageStatus::Uncertain,
    MessageStatus::Skipped,
    MessageStatus::Cancelled,
];

/// The status as the contract spells it, for filters.
pub const fn status_word(status: MessageStatus) -> &'static str {
    match status {
        MessageStatus::Queued => "queued",
        MessageStatus::Sending => "sending",
        MessageStatus::Uncertain => "uncertain",
        MessageStatus::Sent => "sent",
        MessageStatus::DeliveredOperator => "delivered_operator",
        MessageStatus::Received => "received",
        MessageStatus::Failed => "failed",
        MessageStatus::Skipped => "skipped",
        MessageStatus::Cancelled => "cancelled",
    }
}

pub const fn status_label(lang: Lang, status: MessageStatus) -> &'static str {
    let texts = lang.messages();
    match status {
        MessageStatus::Queued => texts.queued(),
        MessageStatus::Sending => texts.sending(),
        MessageStatus::Uncertain => texts.uncertain(),
        MessageStatus::Sent => texts.sent(),
        MessageStatus::DeliveredOperator => texts.delivered_operator(),
        MessageStatus::Received => texts.received(),
        MessageStatus::Failed => texts.failed(),
        MessageStatus::Skipped => texts.skipped(),
        MessageStatus::Cancelled => texts.cancelled(),
    }
}

const fn status_tone(status: MessageStatus) -> Tone {
    match status {
        MessageStatus::Received => Tone::Good,
        MessageStatus::DeliveredOperator | MessageStatus::Sent => Tone::Info,
        MessageStatus::Sending => Tone::Accent,
        MessageStatus::Failed => Tone::Bad,
        MessageStatus::Uncertain => Tone::Warn,
        MessageStatus::Queued | MessageStatus::Skipped | MessageStatus::Cancelled => Tone::Mute,
    }
}

pub fn message_badge(lang: Lang, status: MessageStatus) -> Html {
    html! { <Badge tone={status_tone(status)} live={status == MessageStatus::Sending}>{ status_label(lang, status) }</Badge> }
}

pub const fn total_of(totals: &Totals, status: MessageStatus) -> i64 {
    match status {
        MessageStatus::Queued => totals.queued,
        MessageStatus::Sending => totals.sending,
        MessageStatus::Uncertain => totals.uncertain,
        MessageStatus::Sent => totals.sent,
        MessageStatus::DeliveredOperator => totals.delivered_operator,
        MessageStatus::Received => totals.received,
        MessageStatus::Failed => totals.failed,
        MessageStatus::Skipped => totals.skipped,
        MessageStatus::Cancelled => totals.cancelled,
    }
}

/// The totals as the parts of a bar; they add up to the recipients.
pub fn segments(lang: Lang, totals: &Totals) -> Vec<Segment> {
    STATUSES
        .into_iter()
        .map(|status| Segment {
            label: status_label(lang, status).into(),
            value: total_of(totals, status),
            tone: status_tone(status),
            pale: matches!(status, MessageStatus::Sent | MessageStatus::Queued),
        })
        .collect()
}

/// Why a message failed or was skipped, in the page's language; the word itself where the catalogue has none.
pub fn reason_label(lang: Lang, reason: &str) -> String {
    let texts = lang.messages();
    match reason {
        "to_send" => texts.to_send(),
        "duplicate" => texts.duplicate(),
        "blacklisted" => texts.blacklisted(),
        "invalid" | "not_a_number" => texts.invalid(),
        "outside_window" => texts.outside_window(),
        "no_credit" | "insufficient_credit" => texts.no_credit(),
        "no_rate" | "no_route" => texts.no_rate(),
        "not_mobile" => texts.not_mobile(),
        "interrupted" | "no_answer" => texts.no_answer(),
        "not_delivered" => texts.not_delivered(),
        "too_long" => texts.too_long(),
        "empty" => texts.empty_once_personalised(),
        "no_receipt" => texts.no_receipt(),
        "unreachable" | "absent" => texts.unreachable(),
        "unknown_number" | "unknown_subscriber" => texts.unknown_number(),
        "refused" | "rejected" | "number_refused" => texts.refused(),
        "expired" => texts.expired(),
        other => return other.replace('_', " "),
    }
    .to_owned()
}
