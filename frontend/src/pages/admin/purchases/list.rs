use openapi::purchases::{AdminPurchase, AdminPurchasePage};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::admin::{OperatorsOnly, PAGE_ROWS};
use crate::pages::purchases::status::{METHODS, STATUSES, method_label, status_badge, status_label};
use crate::route::{PurchasesQuery, Route};
use crate::ui::{Choice, Column, EmptyState, Field, IconName, Select, Tab, Table, Tabs, list_foot};

const TYPING_REST_MS: u32 = 250;
/// The view one arrives at: what waits for the operator.
const TO_CONFIRM: &str = "";
const ALL: &str = "all";
/// Refunds that were not paid yet, and those that the bank refused.
const REFUNDS: [&str; 2] = ["refund-pending", "refund-failed"];

/// Everybody's purchases, what waits first.
#[component(Purchases)]
pub fn purchases() -> Html {
    let lang = use_lang();
    html! { <OperatorsOnly title={lang.admin().purchases()} lead={lang.admin_purchases().lead()}><PurchaseList /></OperatorsOnly> }
}

#[component(PurchaseList)]
fn purchase_list() -> Html {
    let lang = use_lang();
    let (texts, own) = (lang.purchases(), lang.admin_purchases());
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<PurchasesQuery>().ok()).unwrap_or_default();
    let typed = use_state(|| query.q.clone());
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let wanted = PurchasesQuery { q: search.clone(), ..query };
    let list = use_page::<AdminPurchasePage, _, _, _>(wanted.clone(), |wanted, after| async move {
        api::purchases::admin_list(&asked(&wanted), after.as_deref(), PAGE_ROWS).await
    });
    let set = {
        let wanted = wanted.clone();
        Callback::from(move |change: PurchasesQuery| {
            if let Some(navigator) = &navigator {
                let _ = navigator
                    .replace_with_query(&Route::AdminPurchases, &PurchasesQuery { q: wanted.q.clone(), ..change });
            }
        })
    };
    let on_view = {
        let wanted = wanted.clone();
        set.reform(move |view: AttrValue| PurchasesQuery { status: view.to_string(), ..wanted.clone() })
    };
    let on_method = {
        let wanted = wanted.clone();
        set.reform(move |method: String| PurchasesQuery { method, ..wanted.clone() })
    };
    let columns = vec![
        Column::new(texts.reference()),
        Column::new(own.account()),
        Column::new(texts.total()).class("num"),
        Column::new(texts.method()).class("d-none d-md-table-cell"),
        Column::new(texts.status()).class("d-none d-sm-table-cell"),
        Column::new(texts.date()).class("d-none d-lg-table-cell"),
    ];
    let at_rest = wanted.status == TO_CONFIRM && search.is_empty() && wanted.method.is_empty();
    html! {
        <div class="card">
            <div class="list-bar"><Tabs label={texts.which()} tabs={views(lang)} value={wanted.status.clone()} onchange={on_view} /></div>
            <div class="list-bar" role="search">
                <Field id="purchase-search" class="grow" kind="search" icon={IconName::Search} label={own.search()} label_hidden=true
                    placeholder={own.search_placeholder()} value={(*typed).clone()} oninput={Callback::from(move |value| typed.set(value))} autocomplete="off" />
                <Select id="purchase-method" label={texts.method()} label_hidden=true value={wanted.method.clone()} choices={methods(lang)} onchange={on_method} />
            </div>
            if list.is_empty() && at_rest {
                <EmptyState icon={IconName::CircleCheck} title={own.nothing_waits()} text={own.nothing_waits_text()} />
            } else if list.is_empty() {
                <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
            } else {
                <Table caption={lang.admin().purchases()} {columns} first={list.is_first()} loading={list.loading}>
                    { for list.items.iter().flat_map(|items| items.iter()).map(|purchase| row(lang, purchase)) }
                </Table>
            }
            { list_foot(&list) }
        </div>
    }
}

/// The views of the page in the words of the contract.
fn asked(wanted: &PurchasesQuery) -> PurchasesQuery {
    let (status, refund) = match wanted.status.as_str() {
        TO_CONFIRM => ("pending", ""),
        ALL => ("", ""),
        view if REFUNDS.contains(&view) => ("", view.trim_start_matches("refund-")),
        status => (status, ""),
    };
    PurchasesQuery { status: status.to_owned(), refund: refund.to_owned(), ..wanted.clone() }
}

fn views(lang: Lang) -> Vec<Tab> {
    let own = lang.admin_purchases();
    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let states = STATUSES.into_iter().filter(|(word, _)| *word != "pending");
    let mut views = vec![tab(TO_CONFIRM, own.to_confirm())];
    views.extend(states.map(|(word, status)| tab(word, status_label(lang, status))));
    views.extend([tab(REFUNDS[0], own.to_pay_back()), tab(REFUNDS[1], own.bank_refused()), tab(ALL, own.all())]);
    views
}

fn methods(lang: Lang) -> Vec<Choice> {
    let any = Choice::new("", lang.admin_purchases().any_method());
    std::iter::once(any).chain(METHODS.map(|(word, method)| Choice::new(word, method_label(lang, method)))).collect()
}

fn row(lang: Lang, found: &AdminPurchase) -> Html {
    let purchase = &found.purchase;
    let who = if found.company.is_empty() { &found.name } else { &found.company };
    html! {
        <tr key={purchase.id.to_string()}>
            <td>
                <Link<Route> to={Route::AdminPurchase { id: purchase.id }} classes="cell-main nowrap">{ &purchase.reference }</Link<Route>>
                <div class="cell-sub d-sm-none">{ status_badge(lang, purchase.status) }</div>
                <div class="cell-sub d-none d-sm-block">{ lang.purchases().pack(purchase.pack) }</div>
            </td>
            <td><span class="cell-main break">{ &found.account_id }</span><div class="cell-sub break">{ who }</div></td>
            <td class="num nowrap">{ lang.money(purchase.price.total) }</td>
            <td class="d-none d-md-table-cell">{ method_label(lang, purchase.method) }</td>
            <td class="d-none d-sm-table-cell">{ status_badge(lang, purchase.status) }</td>
            <td class="quiet nowrap d-none d-lg-table-cell">{ lang.date_time(purchase.created_at) }</td>
        </tr>
    }
}
