//! How a status is said and coloured, of a campaign and of a message, the same on every page.

use openapi::campaigns::{CampaignStatus, Kind, Totals};
use openapi::messages::MessageStatus;
use yew::prelude::*;

pub use super::reasons::reason_label;
use crate::i18n::Lang;
use crate::ui::{Badge, Segment, Tone};

pub const fn campaign_label(lang: Lang, status: CampaignStatus) -> &'static str {
    let texts = lang.campaigns();
    match status {
        CampaignStatus::Draft => texts.draft(),
        CampaignStatus::Programmed => texts.programmed(),
        CampaignStatus::Launching => texts.launching(),
        CampaignStatus::Running => texts.running(),
        CampaignStatus::Paused => texts.paused(),
        CampaignStatus::Asleep => texts.asleep(),
        CampaignStatus::NoCredit => texts.no_credit(),
        CampaignStatus::Finished => texts.finished(),
        CampaignStatus::Cancelled => texts.cancelled(),
    }
}

pub fn campaign_badge(lang: Lang, status: CampaignStatus) -> Html {
    let tone = match status {
        CampaignStatus::Draft | CampaignStatus::Cancelled => Tone::Mute,
        CampaignStatus::Programmed | CampaignStatus::Asleep => Tone::Info,
        CampaignStatus::Launching | CampaignStatus::Running => Tone::Accent,
        CampaignStatus::Paused => Tone::Warn,
        CampaignStatus::NoCredit => Tone::Bad,
        CampaignStatus::Finished => Tone::Good,
    };
    let live = matches!(status, CampaignStatus::Launching | CampaignStatus::Running);
    html! { <Badge {tone} {live}>{ campaign_label(lang, status) }</Badge> }
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

/// The same as it is said of this kind: a call is listened to, or comes to nothing.
pub const fn outcome_label(lang: Lang, kind: Kind, status: MessageStatus) -> &'static str {
    let texts = lang.messages();
    match (kind, status) {
        (Kind::Voice, MessageStatus::Received) => texts.listened(),
        (Kind::Voice, MessageStatus::Failed) => texts.call_failed(),
        _ => status_label(lang, status),
    }
}

pub const fn status_tone(status: MessageStatus) -> Tone {
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
    outcome_badge(lang, Kind::Pro, status)
}

pub fn outcome_badge(lang: Lang, kind: Kind, status: MessageStatus) -> Html {
    html! { <Badge tone={status_tone(status)} live={status == MessageStatus::Sending}>{ outcome_label(lang, kind, status) }</Badge> }
}

/// Whether a message can still change without anybody's doing.
pub const fn is_on_its_way(status: MessageStatus) -> bool {
    matches!(
        status,
        MessageStatus::Queued | MessageStatus::Sending | MessageStatus::Sent | MessageStatus::DeliveredOperator
    )
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

/// On the way rather than arrived: a paler shade.
pub const fn is_pale(status: MessageStatus) -> bool {
    matches!(status, MessageStatus::Sent | MessageStatus::Queued)
}

/// The totals as the parts of a bar; they add up to the recipients.
pub fn segments(lang: Lang, totals: &Totals) -> Vec<Segment> {
    segments_of(lang, Kind::Pro, totals)
}

pub fn segments_of(lang: Lang, kind: Kind, totals: &Totals) -> Vec<Segment> {
    STATUSES
        .into_iter()
        .map(|status| Segment {
            label: outcome_label(lang, kind, status).into(),
            value: total_of(totals, status),
            tone: status_tone(status),
            pale: is_pale(status),
        })
        .collect()
}
