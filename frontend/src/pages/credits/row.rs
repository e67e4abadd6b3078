use openapi::credits::{Movement, MovementKind};
use openapi::{Credits, InvoiceId};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Button, IconName, Variant, save_blob, use_toaster};

/// What a movement is called.
pub const fn kind_label(lang: Lang, kind: MovementKind, came_in: bool) -> &'static str {
    let texts = lang.credits();
    match kind {
        MovementKind::Grant => texts.grant(),
        MovementKind::Gift => texts.gift(),
        MovementKind::Transfer if came_in => texts.transfer_in(),
        MovementKind::Transfer => texts.transfer_out(),
        MovementKind::Sending => texts.sending(),
        MovementKind::Refund => texts.refund(),
        MovementKind::Purchase => texts.purchase(),
        MovementKind::PurchaseRefund => texts.purchase_refund(),
    }
}

#[derive(Properties, PartialEq)]
pub struct RowProps {
    pub movement: Movement,
    /// Hears the id of a campaign whose movements are to be shown one by one.
    pub on_campaign: Callback<String>,
}

#[component(Row)]
pub fn row(props: &RowProps) -> Html {
    let lang = use_lang();
    let movement = &props.movement;
    let came_in = movement.credits > Credits::ZERO;
    html! {
        <tr>
            <td>
                { what(lang, movement) }
                <div class="cell-sub">{ more(lang, props) }</div>
                <div class="cell-sub d-md-none">{ lang.date_time(movement.at) }</div>
            </td>
            <td class={classes!("num", came_in.then_some("is-income"))}>{ lang.signed_amount(movement.credits) }</td>
            <td class="num d-none d-sm-table-cell">{ lang.amount(movement.balance_after) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(movement.at) }</td>
            <td class="col-action">
                if let Some(id) = movement.invoice_id {
                    <Invoice {id} refund={movement.kind == MovementKind::PurchaseRefund} />
                }
            </td>
        </tr>
    }
}

/// A folded campaign by its name, all else by its kind.
fn what(lang: Lang, movement: &Movement) -> Html {
    let texts = lang.credits();
    match (movement.folded, movement.campaign_id) {
        (Some(_), Some(id)) => {
            let name = movement.campaign_name.clone().unwrap_or_else(|| texts.campaign().to_owned());
            html! { <Link<Route> to={Route::Campaign { id }} classes="cell-main">{ name }</Link<Route>> }
        }
        _ => {
            let label = kind_label(lang, movement.kind, movement.credits > Credits::ZERO);
            match movement.purchase_id {
                Some(id) => {
                    html! { <Link<Route> to={Route::Purchase { id }} classes="cell-main">{ label }</Link<Route>> }
                }
                None => html! { <span class="cell-main">{ label }</span> },
            }
        }
    }
}

/// What else is known of it: how many movements a campaign's line stands for, the other account, the reference.
fn more(lang: Lang, props: &RowProps) -> Html {
    let (texts, movement) = (lang.credits(), &props.movement);
    let came_in = movement.credits > Credits::ZERO;
    let other =
        movement.counterparty.as_ref().map(|account| if came_in { texts.from(account) } else { texts.to(account) });
    let words: Vec<String> = other.into_iter().chain(movement.reference.clone()).collect();
    match (movement.folded, movement.campaign_id) {
        (Some(count), Some(id)) => {
            let onclick = props.on_campaign.reform(move |_: MouseEvent| id.to_string());
            html! { <button type="button" class="link-button" {onclick}>{ texts.of_campaign(count) }</button> }
        }
        (None, Some(id)) => {
            let name = movement.campaign_name.clone().unwrap_or_else(|| texts.campaign().to_owned());
            html! { <Link<Route> to={Route::Campaign { id }}>{ name }</Link<Route>> }
        }
        _ => html! { <span class="break">{ words.join(" · ") }</span> },
    }
}

#[derive(Properties, PartialEq)]
struct InvoiceProps {
    id: InvoiceId,
    /// It is a credit note.
    refund: bool,
}

/// The invoice of a purchase, or its credit note, as a file.
#[component(Invoice)]
fn invoice(props: &InvoiceProps) -> Html {
    let lang = use_lang();
    let (action, toaster) = (use_action(), use_toaster());
    let (name, label) = match props.refund {
        false => (lang.purchases().invoice(), lang.credits().get_invoice()),
        true => (lang.purchases().credit_note(), lang.credits().get_credit_note()),
    };
    {
        let failure = action.failure.clone();
        use_effect_with(failure, move |failure| {
            if let Some(failure) = failure {
                toaster.warn(failure.sentence(lang));
            }
        });
    }
    let onclick = {
        let (action, id) = (action.clone(), props.id);
        Callback::from(move |_| {
            action.run(async move { api::invoices::pdf(id, name, lang).await }, |file| {
                save_blob(&file.name, &file.content);
            });
        })
    };
    html! { <Button variant={Variant::Quiet} icon={IconName::Receipt} busy={action.busy} {label} {onclick} /> }
}
