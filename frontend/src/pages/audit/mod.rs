//! What happened to the security of an account, in words: for its owner, and for operators.

use openapi::audit::{AuditEvent, AuditKind, AuditPage};
use yew::prelude::*;

use super::account::AccountFrame;
use crate::api;
use crate::hooks::{Paged, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Column, EmptyState, IconName, Table, list_foot};

const PAGE_ROWS: u32 = 50;

/// The audit of one's own account.
#[component(Activity)]
pub fn activity() -> Html {
    let lang = use_lang();
    let list =
        use_page::<AuditPage, _, _, _>(
            (),
            |(), after| async move { api::audit::list(after.as_deref(), PAGE_ROWS).await },
        );
    html! {
        <AccountFrame title={lang.account().activity()} lead={lang.audit().lead()}>
            <div class="card">{ audit_list(lang, &list) }</div>
        </AccountFrame>
    }
}

/// A page of the audit, with whose it is where that is told.
pub fn audit_list(lang: Lang, list: &Paged<AuditEvent>) -> Html {
    let texts = lang.audit();
    html! {
        <>
            if list.is_empty() {
                <EmptyState icon={IconName::History} title={texts.empty()} text={texts.empty_text()} />
            } else {
                { audit_table(lang, list.items.as_deref().map(Vec::as_slice), list.is_first()) }
            }
            { list_foot(list) }
        </>
    }
}

pub fn audit_table(lang: Lang, events: Option<&[AuditEvent]>, first: bool) -> Html {
    let texts = lang.audit();
    let columns = vec![
        Column::new(texts.what()),
        Column::new(texts.from()).class("d-none d-sm-table-cell"),
        Column::new(texts.at()).class("d-none d-md-table-cell"),
    ];
    html! {
        <Table caption={lang.account().activity()} {columns} {first}>
            { for events.unwrap_or_default().iter().map(|event| row(lang, event)) }
        </Table>
    }
}

fn row(lang: Lang, event: &AuditEvent) -> Html {
    let by = event.by.as_ref().map(|operator| lang.audit().by(operator));
    let about: Vec<String> = event.account_id.clone().into_iter().chain(event.detail.clone()).chain(by).collect();
    html! {
        <tr key={event.id.to_string()}>
            <td>
                <span class={classes!("cell-main", is_alarming(event.what).then_some("text-bad"))}>{ what(lang, event.what) }</span>
                if !about.is_empty() {
                    <div class="cell-sub break">{ about.join(" · ") }</div>
                }
                <div class="cell-sub break d-sm-none">{ from_in_a_line(lang, event) }</div>
                <div class="cell-sub d-md-none">{ lang.date_time(event.at) }</div>
            </td>
            <td class="d-none d-sm-table-cell">{ from(lang, event) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(event.at) }</td>
        </tr>
    }
}

fn from(lang: Lang, event: &AuditEvent) -> Html {
    match (&event.device, &event.address) {
        (None, None) => html! { <span class="quiet">{ lang.audit().command_line() }</span> },
        (device, address) => html! {
            <>
                if let Some(device) = device {
                    <div>{ device }</div>
                }
                if let Some(address) = address {
                    <div class="cell-sub digits break">{ address }</div>
                }
            </>
        },
    }
}

fn from_in_a_line(lang: Lang, event: &AuditEvent) -> String {
    let known: Vec<&str> = event.device.iter().chain(&event.address).map(String::as_str).collect();
    if known.is_empty() { lang.audit().command_line().to_owned() } else { known.join(" · ") }
}

/// What its owner should look at twice.
const fn is_alarming(kind: AuditKind) -> bool {
    matches!(
        kind,
        AuditKind::SignInFailed | AuditKind::SecondFactorFailed | AuditKind::SessionStolen | AuditKind::AccountDisabled
    )
}

const fn what(lang: Lang, kind: AuditKind) -> &'static str {
    let texts = lang.audit();
    match kind {
        AuditKind::AccountOpened => texts.account_opened(),
        AuditKind::EmailConfirmed => texts.email_confirmed(),
        AuditKind::SignedIn => texts.signed_in(),
        AuditKind::SignInFailed => texts.sign_in_failed(),
        AuditKind::SecondFactorFailed => texts.second_factor_failed(),
        AuditKind::SignedOut => texts.signed_out(),
        AuditKind::SessionEnded => texts.session_ended(),
        AuditKind::SessionStolen => texts.session_stolen(),
        AuditKind::PasswordChanged => texts.password_changed(),
        AuditKind::PasswordResetAsked => texts.password_reset_asked(),
        AuditKind::PasswordReset => texts.password_reset(),
        AuditKind::EmailChangeAsked => texts.email_change_asked(),
        AuditKind::EmailChanged => texts.email_changed(),
        AuditKind::MobileCodeAsked => texts.mobile_code_asked(),
        AuditKind::MobileCertified => texts.mobile_certified(),
        AuditKind::MobileWaived => texts.mobile_waived(),
        AuditKind::SecondFactorEnabled => texts.second_factor_enabled(),
        AuditKind::SecondFactorRemoved => texts.second_factor_removed(),
        AuditKind::RecoveryCodeUsed => texts.recovery_code_used(),
        AuditKind::RecoveryCodesMade => texts.recovery_codes_made(),
        AuditKind::ApiKeyMade => texts.api_key_made(),
        AuditKind::ApiKeyRevoked => texts.api_key_revoked(),
        AuditKind::AccountDisabled => texts.account_disabled(),
        AuditKind::AccountEnabled => texts.account_enabled(),
        AuditKind::OperatorAdded => texts.operator_added(),
        AuditKind::RatesChanged => texts.rates_changed(),
        AuditKind::PacksChanged => texts.packs_changed(),
        AuditKind::PaymentReceived => texts.payment_received(),
        AuditKind::PurchaseRefused => texts.purchase_refused(),
        AuditKind::PurchaseRefunded => texts.purchase_refunded(),
        AuditKind::RefundPaid => texts.refund_paid(),
    }
}
