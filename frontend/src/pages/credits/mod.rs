//! The balance and every movement that made it.

use openapi::credits::{Movement, MovementKind, MovementPage};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::hooks::use_page;
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::route::Route;
use crate::ui::{Column, EmptyState, IconName, PageHead, Table, list_foot};

const PAGE_ROWS: u32 = 50;

#[component(Credits)]
pub fn credits() -> Html {
    let lang = use_lang();
    let texts = lang.credits();
    let session = use_session();
    let list = use_page::<MovementPage, _, _, _>((), |(), after| async move {
        api::credits::movements(after.as_deref(), PAGE_ROWS).await
    });
    {
        let refresh = session.refresh.clone();
        use_effect_with((), move |()| refresh.emit(()));
    }
    let columns = vec![
        Column::new(texts.kind()),
        Column::new(texts.amount()).class("num"),
        Column::new(texts.balance_after()).class("num d-none d-sm-table-cell"),
        Column::new(texts.date()).class("d-none d-md-table-cell"),
    ];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} />
            if let Some(account) = &session.account {
                <div class="tiles">
                    <div class="card tile">
                        <div class="quiet">{ texts.balance() }</div>
                        <div class="tile-figure digits">{ lang.amount(account.balance) }</div>
                    </div>
                    <div class="card tile">
                        <div class="quiet">{ texts.committed() }</div>
                        <div class="tile-figure digits">{ lang.amount(account.committed) }</div>
                        <div class="quiet small">{ texts.committed_hint() }</div>
                    </div>
                    <div class="card tile">
                        <div class="quiet">{ texts.free() }</div>
                        <div class="tile-figure digits">{ lang.amount(account.balance - account.committed) }</div>
                    </div>
                </div>
            }
            <section class="card" aria-labelledby="movements">
                <div class="card-title-row"><h2 id="movements">{ texts.movements() }</h2><ExportButton path="/movements/export" /></div>
                if list.is_empty() {
                    <EmptyState icon={IconName::Coins} title={texts.empty()} text={texts.empty_text()} />
                } else {
                    <Table caption={texts.movements()} {columns} first={list.is_first()} loading={list.loading}>
                        { for list.items.iter().flat_map(|items| items.iter()).map(|movement| row(lang, movement)) }
                    </Table>
                }
                { list_foot(&list) }
            </section>
        </>
    }
}

fn row(lang: Lang, movement: &Movement) -> Html {
    let texts = lang.credits();
    let came_in = movement.credits > openapi::Credits::ZERO;
    let kind = match movement.kind {
        MovementKind::Grant => texts.grant(),
        MovementKind::Gift => texts.gift(),
        MovementKind::Transfer if came_in => texts.transfer_in(),
        MovementKind::Transfer => texts.transfer_out(),
        MovementKind::Sending => texts.sending(),
        MovementKind::Refund => texts.refund(),
        MovementKind::Purchase => texts.purchase(),
        MovementKind::PurchaseRefund => texts.purchase_refund(),
    };
    let other =
        movement.counterparty.as_ref().map(|account| if came_in { texts.from(account) } else { texts.to(account) });
    html! {
        <tr key={movement.id.to_string()}>
            <td>
                <span class="cell-main">{ kind }</span>
                <div class="cell-sub">
                    if let Some(id) = movement.campaign_id {
                        <Link<Route> to={Route::Campaign { id }}>{ texts.campaign() }</Link<Route>>
                    }
                    <span class="break">{ other.into_iter().chain(movement.reference.clone()).collect::<Vec<_>>().join(" · ") }</span>
                </div>
                <div class="cell-sub d-md-none">{ lang.date_time(movement.at) }</div>
            </td>
            <td class={classes!("num", came_in.then_some("is-income"))}>{ lang.signed_amount(movement.credits) }</td>
            <td class="num d-none d-sm-table-cell">{ lang.amount(movement.balance_after) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(movement.at) }</td>
        </tr>
    }
}
