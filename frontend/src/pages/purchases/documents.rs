use openapi::RefundId;
use openapi::invoices::{Invoice, InvoiceKind};
use openapi::purchases::{Refund, RefundStatus};
use yew::prelude::*;

use super::status::refund_badge;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, FailureNote, IconName, save_blob};

#[derive(Properties, PartialEq)]
pub struct DocumentsProps {
    pub invoices: Vec<Invoice>,
    /// Anybody's, for the operator.
    #[prop_or_default]
    pub admin: bool,
}

/// The invoice of a purchase and its credit notes, each to be downloaded.
#[component(Documents)]
pub fn documents(props: &DocumentsProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    html! {
        <section class="card" aria-labelledby="documents">
            <div class="card-title-row"><h2 id="documents">{ texts.documents() }</h2></div>
            if props.invoices.is_empty() {
                <div class="card-body"><p class="quiet mb-0">{ texts.documents_none() }</p></div>
            } else {
                <ul class="paper-list">
                    { for props.invoices.iter().map(|invoice| html! { <Paper key={invoice.id.to_string()} invoice={invoice.clone()} admin={props.admin} /> }) }
                </ul>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    invoice: Invoice,
    admin: bool,
}

#[component(Paper)]
fn paper(props: &PaperProps) -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let action = use_action();
    let invoice = &props.invoice;
    let (kind, sign) = match invoice.kind {
        InvoiceKind::Invoice => (texts.invoice(), ""),
        InvoiceKind::CreditNote => (texts.credit_note(), "−"),
    };
    let onclick = {
        let (action, id, number, admin) = (action.clone(), invoice.id, invoice.number.clone(), props.admin);
        Callback::from(move |_| {
            let number = number.clone();
            let file = async move {
                if admin {
                    api::invoices::admin_pdf(id, &number, lang).await
                } else {
                    api::invoices::pdf(id, &number, lang).await
                }
            };
            action.run(file, |file| save_blob(&file.name, &file.content));
        })
    };
    html! {
        <li>
            <div class="paper-words">
                <span class="cell-main">{ kind }{ " " }{ &invoice.number }</span>
                <div class="cell-sub">{ lang.date(invoice.issued_at) }{ " · " }<span class="digits">{ sign }{ lang.money(invoice.total) }</span></div>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
            </div>
            <Button icon={IconName::Download} busy={action.busy} label={texts.download_named(&invoice.number)} {onclick} />
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct RefundsProps {
    pub refunds: Vec<Refund>,
    /// For the operator: hears which one was paid by hand.
    #[prop_or_default]
    pub on_settle: Option<Callback<RefundId>>,
    /// The bank is asked by itself, so that only what it refused is left to the operator.
    #[prop_or_default]
    pub by_card: bool,
}

/// What went back, and whether it has arrived.
#[component(Refunds)]
pub fn refunds(props: &RefundsProps) -> Html {
    let lang = use_lang();
    if props.refunds.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="refunds">
            <div class="card-title-row"><h2 id="refunds">{ lang.purchases().refunds() }</h2></div>
            <ul class="paper-list">
                { for props.refunds.iter().map(|refund| row(lang, refund, props)) }
            </ul>
        </section>
    }
}

fn row(lang: Lang, refund: &Refund, props: &RefundsProps) -> Html {
    let id = refund.id;
    let by_hand = match refund.status {
        RefundStatus::Done => false,
        RefundStatus::Pending => !props.by_card,
        RefundStatus::Failed => true,
    };
    html! {
        <li key={id.to_string()}>
            <div class="paper-words">
                <span class="cell-main">{ lang.purchases().refund_of(lang.money(refund.amount), lang.amount(refund.credits)) }</span>
                <div class="cell-sub">{ lang.date_time(refund.created_at) }</div>
                if let Some(reason) = &refund.reason {
                    <div class="cell-sub break">{ reason }</div>
                }
            </div>
            <div class="paper-state">
                { refund_badge(lang, refund.status) }
                if let Some(on_settle) = props.on_settle.as_ref().filter(|_| by_hand) {
                    <Button onclick={on_settle.reform(move |_| id)}>{ lang.admin_purchases().settle() }</Button>
                }
            </div>
        </li>
    }
}
