//! Numbers that never receive anything: who is on the list and why, adding and removing.

mod add;
mod number;
mod remove;

pub use number::BlacklistedPage;

use openapi::Msisdn;
use openapi::blacklist::{BlacklistPage, Blacklisted};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::pages::jobs::use_jobs;
use crate::route::Route;
use crate::ui::{Button, Column, EmptyState, Field, Icon, IconName, PageHead, Table, Variant, list_foot};
use add::AddDialog;
use remove::RemoveDialog;

const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;

#[component(Blacklist)]
pub fn blacklist() -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let adding = use_state(|| false);
    let removing = use_state(|| None::<Msisdn>);
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let ended = use_jobs().ended;
    let list = use_page::<BlacklistPage, _, _, _>((search.clone(), ended), |(search, _), after| async move {
        api::blacklist::list(&search, after.as_deref(), PAGE_ROWS).await
    });
    let open = |is_open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(is_open))
    };
    let ask_removal = {
        let removing = removing.clone();
        Callback::from(move |number| removing.set(number))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let columns = vec![
        Column::new(texts.number()),
        Column::new(texts.source()),
        Column::new(texts.since()).class("d-none d-sm-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    let add = html! { <Button variant={Variant::Primary} icon={IconName::Plus} onclick={open(true).reform(|_| ())}>{ texts.add() }</Button> };
    let import = html! { <Link<Route> to={Route::Import} classes="btn"><Icon name={IconName::FileImport} />{ texts.import_file() }</Link<Route>> };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>{ import.clone() }{ add.clone() }</PageHead>
            <div class="card">
                if list.is_empty() && search.is_empty() {
                    <EmptyState icon={IconName::Ban} title={texts.empty()} text={texts.empty_text()}>{ add }{ import }</EmptyState>
                } else {
                    <div class="list-bar" role="search">
                        <Field id="blacklist-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search()} value={(*typed).clone()} {oninput} autocomplete="off" maxlength="100" />
                        <span class="push"><ExportButton path={format!("/blacklist/export{}", api::query(&[("q", Some(&search))]))} /></span>
                    </div>
                    if list.is_empty() {
                        <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                    } else {
                        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
                            { for list.items.iter().flat_map(|items| items.iter()).map(|entry| row(lang, entry, &ask_removal)) }
                        </Table>
                    }
                    { list_foot(&list) }
                }
            </div>
            <AddDialog open={*adding} on_close={open(false)} on_saved={list.reload.clone()} />
            <RemoveDialog number={*removing} on_close={ask_removal.reform(|()| None)} on_removed={list.reload.clone()} />
        </>
    }
}

fn row(lang: Lang, entry: &Blacklisted, ask_removal: &Callback<Option<Msisdn>>) -> Html {
    let number = entry.number;
    html! {
        <tr key={number.to_string()}>
            <td class="digits nowrap"><Link<Route> to={Route::Blacklisted { number }} classes="cell-main plain">{ number.to_string() }</Link<Route>></td>
            <td>
                { source_words(lang, &entry.source) }
                if let Some(words) = &entry.words {
                    <div class="cell-sub cell-clip">{ lang.blacklist().said(words) }</div>
                }
                <div class="cell-sub d-sm-none">{ lang.date(entry.created_at) }</div>
            </td>
            <td class="quiet d-none d-sm-table-cell">{ lang.date_time(entry.created_at) }</td>
            <td class="cell-actions">
                <Button variant={Variant::Quiet} icon={IconName::Trash} label={lang.blacklist().remove_named(number)}
                    onclick={ask_removal.reform(move |_| Some(number))} />
            </td>
        </tr>
    }
}

/// How a number came onto the list.
pub fn source_words(lang: Lang, word: &str) -> String {
    let texts = lang.blacklist();
    match word {
        "manual" => texts.manual(),
        "import" => texts.import(),
        "stop" => texts.stop(),
        "link" => texts.link(),
        other => return other.to_owned(),
    }
    .to_owned()
}
