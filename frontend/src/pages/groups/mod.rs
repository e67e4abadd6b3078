//! Groups of contacts: their list, and each with its people.

mod chooser;
mod form;
mod group;

pub use chooser::GroupChooser;
pub use group::GroupPage;

use openapi::groups::{Group, GroupPage as Page};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{Paged, use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::jobs::use_jobs;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, Column, EmptyState, Field, Icon, IconName, Order, PageHead, Table, Variant, list_foot};
use form::GroupDialog;

const TYPING_REST_MS: u32 = 250;
/// As many as one answer of the server lists: most accounts' groups then stand on one page, which can be sorted here.
const PAGE_ROWS: u32 = 500;

/// What the page is sorted by.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Name,
    Contacts,
    Created,
}

#[component(Groups)]
pub fn groups() -> Html {
    let lang = use_lang();
    let texts = lang.groups();
    let adding = use_state(|| false);
    let typed = use_state(String::new);
    let sort = use_state(|| None::<(Key, Order)>);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let ended = use_jobs().ended;
    // The counts change when a job on contacts ends.
    let list = use_page::<Page, _, _, _>((search.clone(), ended), |(search, _), after| async move {
        api::groups::list(&search, after.as_deref(), PAGE_ROWS).await
    });
    let open = |is_open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(is_open))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.new_group() }</Button>
            </PageHead>
            <div class="card">
                if list.is_empty() && search.is_empty() {
                    <EmptyState icon={IconName::Users} title={texts.empty()} text={texts.empty_text()}>
                        <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.new_group() }</Button>
                    </EmptyState>
                } else {
                    <div class="list-bar" role="search">
                        <Field id="group-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search()} value={(*typed).clone()} {oninput} autocomplete="off" />
                    </div>
                    if list.is_empty() {
                        <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                    } else {
                        { table(lang, &list, &sort) }
                    }
                    { list_foot(&list) }
                }
            </div>
            <GroupDialog id="new-group" open={*adding} on_close={open(false)} on_saved={list.reload.clone()} />
        </>
    }
}

fn table(lang: Lang, list: &Paged<Group>, sort: &UseStateHandle<Option<(Key, Order)>>) -> Html {
    let texts = lang.groups();
    // Sorted here, so only where all of them are here.
    let whole = !list.has_next && !list.has_previous();
    let mut groups: Vec<&Group> = list.items.iter().flat_map(|items| items.iter()).collect();
    if let Some((key, order)) = (**sort).filter(|_| whole) {
        groups.sort_by_cached_key(|group| match key {
            Key::Name => (sms::fold(&group.name), 0),
            Key::Contacts => (String::new(), group.contacts),
            Key::Created => (String::new(), group.created_at.millis()),
        });
        if order == Order::Descending {
            groups.reverse();
        }
    }
    let head = |label: &'static str, key: Key| {
        let order = (**sort).filter(|(by, _)| *by == key && whole).map(|(_, order)| order);
        let next = match order {
            None => Some((key, Order::Ascending)),
            Some(Order::Ascending) => Some((key, Order::Descending)),
            Some(Order::Descending) => None,
        };
        let sort = sort.clone();
        let column = Column::new(label);
        if whole { column.sorted(order, Callback::from(move |()| sort.set(next))) } else { column }
    };
    let columns = vec![
        head(texts.name(), Key::Name),
        head(texts.contacts(), Key::Contacts).class("num"),
        head(texts.created_on(), Key::Created).class("d-none d-md-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    html! {
        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
            { for groups.into_iter().map(|group| group_row(lang, group)) }
        </Table>
    }
}

fn group_row(lang: Lang, group: &Group) -> Html {
    let query = NewCampaignQuery { group: Some(group.id), ..NewCampaignQuery::default() };
    html! {
        <tr key={group.id.to_string()}>
            <td><Link<Route> to={Route::Group { id: group.id }} classes="cell-main plain">{ &group.name }</Link<Route>></td>
            <td class="num">{ lang.number(group.contacts) }</td>
            <td class="quiet d-none d-md-table-cell">{ lang.date(group.created_at) }</td>
            <td class="cell-actions">
                if group.contacts > 0 {
                    <Link<Route, NewCampaignQuery> to={Route::NewCampaign} query={Some(query)} classes="btn btn-quiet">
                        <Icon name={IconName::Send} /><span class="visually-hidden">{ lang.groups().write_to(&group.name) }</span>
                    </Link<Route, NewCampaignQuery>>
                }
            </td>
        </tr>
    }
}
