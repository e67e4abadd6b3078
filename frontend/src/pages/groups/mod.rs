//! Groups of contacts: their list, and each with its people.

mod form;
mod group;

pub use group::GroupPage;

use openapi::groups::{Group, GroupPage as Page};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{use_debounced, use_page};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Button, Column, EmptyState, Field, IconName, PageHead, Table, Variant, list_foot};
use form::GroupDialog;

const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;

#[component(Groups)]
pub fn groups() -> Html {
    let lang = use_lang();
    let texts = lang.groups();
    let adding = use_state(|| false);
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let list = use_page::<Page, _, _, _>(search.clone(), |search, after| async move {
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
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.contacts()).class("num"),
        Column::new(texts.created_on()).class("d-none d-md-table-cell"),
    ];
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
                        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
                            { for list.items.iter().flat_map(|items| items.iter()).map(|group| group_row(lang, group)) }
                        </Table>
                    }
                    { list_foot(&list) }
                }
            </div>
            <GroupDialog id="new-group" open={*adding} on_close={open(false)} on_saved={list.reload.clone()} />
        </>
    }
}

fn group_row(lang: crate::i18n::Lang, group: &Group) -> Html {
    html! {
        <tr key={group.id.to_string()}>
            <td><Link<Route> to={Route::Group { id: group.id }} classes="cell-main plain">{ &group.name }</Link<Route>></td>
            <td class="num">{ lang.number(group.contacts) }</td>
            <td class="quiet d-none d-md-table-cell">{ lang.date(group.created_at) }</td>
        </tr>
    }
}
