//! What was sent: campaigns and single messages in one list, the newest first.
//!
//! A campaign opens its report, a message a dialog. Either can be sent again as a new draft, or taken off the list, which
//! undoes no sending.

mod acts;
mod filters;
mod row;
mod view;

pub use acts::{DeleteDialog, Item, use_again};

use openapi::MessageId;
use openapi::sent::{Sent, SentPage};
use yew::prelude::*;
use yew_router::prelude::*;

use super::messages::MessageDialog;
use crate::api;
use crate::hooks::{Paged, is_seen, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::route::{Route, SentQuery};
use crate::ui::{Column, EmptyState, FailureNote, Field, Icon, IconName, PageHead, Table, list_foot};
use filters::{FilterButton, FilterChips, FiltersProps};
use row::Row;
use view::{use_search, use_view};

const PAGE_ROWS: u32 = 50;
/// Quick enough to see a campaign move, slow enough for a page of them.
const POLL_MS: u32 = 2_000;

#[component(SentList)]
pub fn sent_list() -> Html {
    let lang = use_lang();
    let texts = lang.sent();
    let (query, show) = use_view();
    let (typed, oninput) = use_search(&query, &show);
    let opened = use_state(|| None::<MessageId>);
    let deleting = use_state(|| None::<Item>);
    let (again, copy) = use_again();
    let filter = query.filter();
    let path = api::sent::address("/sent/export", &filter, None, None);
    let list = use_page::<SentPage, _, _, _>(filter, |filter, after| async move {
        api::sent::list(&filter, after.as_deref(), PAGE_ROWS).await
    });
    let moves = list.items.iter().flat_map(|items| items.iter()).any(row::moves);
    use_poll(list.answers, &list.reload, moves && is_seen(), POLL_MS);

    let set = |state: &UseStateHandle<Option<MessageId>>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    let ask = {
        let deleting = deleting.clone();
        Callback::from(move |item| deleting.set(item))
    };
    let filters = FiltersProps { query: query.clone(), on_change: show.reform(|query: SentQuery| (query, true)) };
    let new = html! { <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ lang.campaigns().new_campaign() }</Link<Route>> };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Link<Route> to={Route::Messages} classes="btn btn-quiet"><Icon name={IconName::Search} />{ texts.by_number() }</Link<Route>>
            </PageHead>
            <div class="card">
                if list.is_empty() && query.is_whole() {
                    <EmptyState icon={IconName::Send} title={texts.empty()} text={texts.empty_text()}>{ new }</EmptyState>
                } else {
                    <div class="list-bar" role="search">
                        <Field id="sent-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search_placeholder()} value={typed} {oninput} autocomplete="off" maxlength="100" />
                        <span class="tools push"><FilterButton ..filters.clone() /><ExportButton {path} /></span>
                    </div>
                    <FilterChips ..filters />
                    if let Some(failure) = &again.failure {
                        <div class="p-3"><FailureNote failure={failure.clone()} /></div>
                    }
                    if list.is_empty() {
                        <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                    } else {
                        { table(lang, &list, &set(&opened), &copy, &ask) }
                    }
                    { list_foot(&list) }
                }
            </div>
            <MessageDialog id={*opened} on_close={set(&opened).reform(|()| None)} on_changed={list.reload.clone()} />
            <DeleteDialog item={*deleting} on_close={ask.reform(|()| None)} on_deleted={list.reload.clone()} />
        </>
    }
}

fn table(
    lang: Lang,
    list: &Paged<Sent>,
    open: &Callback<Option<MessageId>>,
    copy: &Callback<Item>,
    delete: &Callback<Option<Item>>,
) -> Html {
    let texts = lang.sent();
    let columns = vec![
        Column::new(texts.what()),
        Column::new(texts.status()),
        Column::new(texts.outcome()).class("d-none d-md-table-cell"),
        Column::new(texts.credits()).class("num d-none d-lg-table-cell"),
        Column::new(texts.date()).class("d-none d-lg-table-cell"),
        Column::new(lang.common().actions()).class("d-none d-sm-table-cell").hidden(),
    ];
    html! {
        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading && list.items.is_none()}>
            { for list.items.iter().flat_map(|items| items.iter()).filter_map(|sent| Row::of(lang, sent)).map(|row| row.draw(open, copy, delete)) }
        </Table>
    }
}
