use openapi::purchases::{Purchase, PurchasePage};
use yew::prelude::*;
use yew_router::prelude::*;

use super::status::{STATUSES, method_label, status_badge, status_label};
use crate::api;
use crate::hooks::use_page;
use crate::i18n::{Lang, use_lang};
use crate::route::{PurchasesQuery, Route};
use crate::ui::{Column, EmptyState, Icon, IconName, PageHead, Tab, Table, Tabs, list_foot};

const PAGE_ROWS: u32 = 50;

/// What was bought, the newest first.
#[component(Purchases)]
pub fn purchases() -> Html {
    let lang = use_lang();
    let texts = lang.purchases();
    let navigator = use_navigator();
    let status = use_location().and_then(|location| location.query::<PurchasesQuery>().ok()).unwrap_or_default().status;
    let list = use_page::<PurchasePage, _, _, _>(status.clone(), |status, after| async move {
        api::purchases::list(&status, after.as_deref(), PAGE_ROWS).await
    });
    let onchange = Callback::from(move |value: AttrValue| {
        let query = PurchasesQuery { status: value.to_string(), ..PurchasesQuery::default() };
        if let Some(navigator) = &navigator {
            let _ = navigator.replace_with_query(&Route::Purchases, &query);
        }
    });
    let buy = html! { <Link<Route> to={Route::BuyCredits} classes="btn btn-primary"><Icon name={IconName::Plus} />{ texts.buy() }</Link<Route>> };
    let columns = vec![
        Column::new(texts.reference()),
        Column::new(texts.bought()).class("num d-none d-sm-table-cell"),
        Column::new(texts.total()).class("num"),
        Column::new(texts.method()).class("d-none d-md-table-cell"),
        Column::new(texts.status()),
        Column::new(texts.date()).class("d-none d-md-table-cell"),
    ];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Credits, AttrValue::from(lang.credits().title())))}>{ buy.clone() }</PageHead>
            <div class="card">
                <div class="list-bar"><Tabs label={texts.which()} tabs={tabs(lang)} value={status.clone()} {onchange} /></div>
                if list.is_empty() && status.is_empty() {
                    <EmptyState icon={IconName::Receipt} title={texts.empty()} text={texts.empty_text()}>{ buy }</EmptyState>
                } else if list.is_empty() {
                    <EmptyState icon={IconName::Receipt} title={texts.empty_status()} text={texts.empty_status_text()} />
                } else {
                    <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
                        { for list.items.iter().flat_map(|items| items.iter()).map(|purchase| row(lang, purchase)) }
                    </Table>
                }
                { list_foot(&list) }
            </div>
        </>
    }
}

/// The states that one looks for; the others are found among all.
fn tabs(lang: Lang) -> Vec<Tab> {
    let all = Tab { value: AttrValue::from(""), label: lang.common().all().into(), count: None };
    let states = STATUSES.into_iter().map(|(word, status)| Tab {
        value: word.into(),
        label: status_label(lang, status).into(),
        count: None,
    });
    std::iter::once(all).chain(states).collect()
}

fn row(lang: Lang, purchase: &Purchase) -> Html {
    html! {
        <tr key={purchase.id.to_string()}>
            <td>
                <Link<Route> to={Route::Purchase { id: purchase.id }} classes="cell-main nowrap">{ &purchase.reference }</Link<Route>>
                <div class="cell-sub d-md-none">{ lang.date(purchase.created_at) }</div>
            </td>
            <td class="num d-none d-sm-table-cell">{ lang.number(purchase.pack) }</td>
            <td class="num nowrap">{ lang.money(purchase.price.total) }</td>
            <td class="d-none d-md-table-cell">{ method_label(lang, purchase.method) }</td>
            <td>{ status_badge(lang, purchase.status) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(purchase.created_at) }</td>
        </tr>
    }
}
