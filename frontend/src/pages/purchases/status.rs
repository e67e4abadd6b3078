//! How the state of a purchase is said and coloured, the same on every page.

use openapi::purchases::{PaymentMethod, PurchaseStatus, RefundStatus};
use yew::prelude::*;

use crate::i18n::Lang;
use crate::ui::{Badge, IconName, Tone};

/// Every state, as the contract spells it.
pub const STATUSES: [(&str, PurchaseStatus); 6] = [
    ("pending", PurchaseStatus::Pending),
    ("paid", PurchaseStatus::Paid),
    ("refused", PurchaseStatus::Refused),
    ("cancelled", PurchaseStatus::Cancelled),
    ("expired", PurchaseStatus::Expired),
    ("refunded", PurchaseStatus::Refunded),
];

/// Every way to pay, as the contract spells it.
pub const METHODS: [(&str, PaymentMethod); 3] =
    [("card", PaymentMethod::Card), ("transfer", PaymentMethod::Transfer), ("cheque", PaymentMethod::Cheque)];

pub const fn status_label(lang: Lang, status: PurchaseStatus) -> &'static str {
    let texts = lang.purchases();
    match status {
        PurchaseStatus::Pending => texts.pending(),
        PurchaseStatus::Paid => texts.paid(),
        PurchaseStatus::Refused => texts.refused(),
        PurchaseStatus::Cancelled => texts.cancelled(),
        PurchaseStatus::Expired => texts.expired(),
        PurchaseStatus::Refunded => texts.refunded(),
    }
}

pub fn status_badge(lang: Lang, status: PurchaseStatus) -> Html {
    let tone = match status {
        PurchaseStatus::Pending => Tone::Warn,
        PurchaseStatus::Paid => Tone::Good,
        PurchaseStatus::Refused => Tone::Bad,
        PurchaseStatus::Refunded => Tone::Info,
        PurchaseStatus::Cancelled | PurchaseStatus::Expired => Tone::Mute,
    };
    html! { <Badge {tone}>{ status_label(lang, status) }</Badge> }
}

pub const fn method_label(lang: Lang, method: PaymentMethod) -> &'static str {
    let texts = lang.purchases();
    match method {
        PaymentMethod::Card => texts.card(),
        PaymentMethod::Transfer => texts.transfer(),
        PaymentMethod::Cheque => texts.cheque(),
    }
}

pub const fn method_hint(lang: Lang, method: PaymentMethod) -> &'static str {
    let texts = lang.purchases();
    match method {
        PaymentMethod::Card => texts.card_hint(),
        PaymentMethod::Transfer => texts.transfer_hint(),
        PaymentMethod::Cheque => texts.cheque_hint(),
    }
}

pub const fn method_icon(method: PaymentMethod) -> IconName {
    match method {
        PaymentMethod::Card => IconName::CreditCard,
        PaymentMethod::Transfer => IconName::BuildingBank,
        PaymentMethod::Cheque => IconName::Edit,
    }
}

/// Why a payment was refused: a code of the bank in words, an operator's words as they are.
pub fn reason_words(lang: Lang, reason: &str) -> String {
    let texts = lang.purchases();
    match reason {
        "card_declined" | "generic_decline" => texts.card_declined(),
        "insufficient_funds" => texts.insufficient_funds(),
        "expired_card" => texts.expired_card(),
        "wrong_code" | "authentication_required" => texts.wrong_code(),
        "amount_differs" => texts.amount_differs(),
        words => words,
    }
    .to_owned()
}

pub fn refund_badge(lang: Lang, status: RefundStatus) -> Html {
    let texts = lang.purchases();
    let (tone, words) = match status {
        RefundStatus::Pending => (Tone::Warn, texts.refund_pending()),
        RefundStatus::Done => (Tone::Good, texts.refund_done()),
        RefundStatus::Failed => (Tone::Bad, texts.refund_failed()),
    };
    html! { <Badge {tone}>{ words }</Badge> }
}
