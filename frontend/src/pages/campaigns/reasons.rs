//! Why a message failed, was skipped or is in doubt, for whoever keeps a shop.

use crate::i18n::Lang;

/// In a few words; the word of the contract itself where the catalogue has none, a new provider's say.
pub fn reason_label(lang: Lang, reason: &str) -> String {
    if reason == "to_send" {
        return lang.messages().to_send().to_owned();
    }
    words(lang, reason).map_or_else(|| reason.replace('_', " "), |(label, _)| label.to_owned())
}

/// What it means, and what can be done about it.
pub fn reason_note(lang: Lang, reason: &str) -> Option<&'static str> {
    words(lang, reason).map(|(_, note)| note)
}

const fn is_error_of_http(reason: &str) -> bool {
    matches!(reason.as_bytes(), [b'h', b't', b't', b'p', b'_', ..])
}

fn words(lang: Lang, reason: &str) -> Option<(&'static str, &'static str)> {
    let texts = lang.reasons();
    Some(match reason {
        "duplicate" => (texts.duplicate(), texts.duplicate_note()),
        "blacklisted" => (texts.blacklisted(), texts.blacklisted_note()),
        "invalid" | "not_a_number" => (texts.invalid(), texts.invalid_note()),
        "outside_window" => (texts.outside_window(), texts.outside_window_note()),
        "no_credit" | "insufficient_credit" => (texts.no_credit(), texts.no_credit_note()),
        "no_rate" | "no_route" => (texts.no_rate(), texts.no_rate_note()),
        "not_mobile" => (texts.not_mobile(), texts.not_mobile_note()),
        "interrupted" | "no_answer" | "time_out" => (texts.no_answer(), texts.no_answer_note()),
        "not_delivered" => (texts.not_delivered(), texts.not_delivered_note()),
        "too_long" => (texts.too_long(), texts.too_long_note()),
        "empty" => (texts.empty_once_personalised(), texts.empty_note()),
        "no_receipt" => (texts.no_receipt(), texts.no_receipt_note()),
        "unreachable" | "absent" => (texts.unreachable(), texts.unreachable_note()),
        "unknown_number" | "unknown_subscriber" => (texts.unknown_number(), texts.unknown_number_note()),
        "refused" | "rejected" | "number_refused" => (texts.refused(), texts.refused_note()),
        "provider_busy" | "provider_unavailable" => (texts.busy(), texts.busy_note()),
        "not_sent" => (texts.not_sent(), texts.not_sent_note()),
        "not_sendable" => (texts.not_sendable(), texts.not_sendable_note()),
        "expired" => (texts.expired(), texts.expired_note()),
        "not_answered" => (texts.not_answered(), texts.not_answered_note()),
        "line_busy" => (texts.line_busy(), texts.line_busy_note()),
        "unreadable_answer" => (texts.strange_answer(), texts.strange_answer_note()),
        other if is_error_of_http(other) => (texts.strange_answer(), texts.strange_answer_note()),
        _ => return None,
    })
}
