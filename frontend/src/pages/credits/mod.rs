//! The balance, how it came about, and every movement that made it.

mod filters;
mod history;
mod row;
mod tiles;
mod transfer;

pub use transfer::Transfer;

use openapi::credits::MovementPage;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::hooks::use_page;
use crate::i18n::use_lang;
use crate::pages::export::ExportButton;
use crate::route::{CreditsQuery, Route};
use crate::ui::{Column, EmptyState, Icon, IconName, PageHead, Table, list_foot};
use filters::{FilterButton, FilterChips, FiltersProps, use_view};
use history::History;
use row::Row;
use tiles::Tiles;

const PAGE_ROWS: u32 = 50;

#[component(Credits)]
pub fn credits() -> Html {
    let lang = use_lang();
    let texts = lang.credits();
    let session = use_session();
    let (query, show) = use_view();
    let filter = query.filter();
    let path = api::credits::address("/movements/export", &filter, None, None);
    let list = use_page::<MovementPage, _, _, _>(filter, |filter, after| async move {
        api::credits::movements(&filter, after.as_deref(), PAGE_ROWS).await
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
        Column::new(texts.invoice()).class("col-action").hidden(),
    ];
    let buy = html! { <Link<Route> to={Route::BuyCredits} classes="btn btn-primary"><Icon name={IconName::Plus} />{ texts.buy() }</Link<Route>> };
    let on_campaign = {
        let show = show.clone();
        Callback::from(move |campaign: String| show.emit(CreditsQuery { campaign, ..CreditsQuery::default() }))
    };
    // The campaign's own name, as its movements tell it.
    let campaign = list.items.as_ref().and_then(|items| items.first()?.campaign_name.clone());
    let filters = FiltersProps { query: query.clone(), campaign, on_change: show };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Link<Route> to={Route::Purchases} classes="btn btn-quiet"><Icon name={IconName::Receipt} />{ lang.purchases().title() }</Link<Route>>
                <Link<Route> to={Route::TransferCredits} classes="btn btn-quiet"><Icon name={IconName::ArrowsExchange} />{ texts.transfer() }</Link<Route>>
                { buy.clone() }
            </PageHead>
            if let Some(account) = &session.account {
                <Tiles balance={account.balance} committed={account.committed} />
            }
            <History />
            <section class="card" aria-labelledby="movements">
                <div class="card-title-row wraps">
                    <h2 id="movements">{ texts.movements() }</h2>
                    <span class="tools"><FilterButton ..filters.clone() /><ExportButton {path} /></span>
                </div>
                <FilterChips ..filters />
                if list.is_empty() && query.is_whole() {
                    <EmptyState icon={IconName::Coins} title={texts.empty()} text={texts.empty_text()}>{ buy }</EmptyState>
                } else if list.is_empty() {
                    <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                } else {
                    <Table caption={texts.movements()} {columns} first={list.is_first()} loading={list.loading}>
                        { for list.items.iter().flat_map(|items| items.iter()).map(|movement| html! {
                            <Row key={movement.id.to_string()} movement={movement.clone()} on_campaign={on_campaign.clone()} />
                        }) }
                    </Table>
                }
                { list_foot(&list) }
            </section>
        </>
    }
}
