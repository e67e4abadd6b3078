//! Every message sent, of campaigns and by itself: found by its number, narrowed by its status, opened to be read. What was
//! sent as a whole is listed by `sent`.

mod detail;

use openapi::MessageId;
use openapi::messages::{Message, MessagePage};
use yew::prelude::*;
use yew_router::prelude::*;

use super::campaigns::status::{STATUSES, message_badge, reason_label, status_label, status_word, test_badge};
use crate::api;
use crate::hooks::{use_debounced, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::route::Route;
use crate::ui::{Choice, Column, EmptyState, Field, Icon, IconName, PageHead, Select, Table, list_foot};
pub use detail::MessageDialog;

const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;

#[component(Messages)]
pub fn messages() -> Html {
    let lang = use_lang();
    let texts = lang.messages();
    let typed = use_state(String::new);
    let status = use_state(String::new);
    let opened = use_state(|| None::<MessageId>);
    let open = {
        let opened = opened.clone();
        Callback::from(move |id| opened.set(id))
    };
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let list =
        use_page::<MessagePage, _, _, _>((search.clone(), (*status).clone()), |(search, status), after| async move {
            api::messages::list(&search, Some(&status), after.as_deref(), PAGE_ROWS).await
        });
    let mut choices = vec![Choice::new("", texts.any())];
    choices.extend(STATUSES.map(|status| Choice::new(status_word(status), status_label(lang, status))));
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    let columns = vec![
        Column::new(texts.number()),
        Column::new(texts.status()),
        Column::new(texts.campaign()).class("d-none d-md-table-cell"),
        Column::new(texts.parts()).class("num d-none d-lg-table-cell"),
        Column::new(texts.credits()).class("num d-none d-sm-table-cell"),
        Column::new(texts.date()).class("d-none d-md-table-cell"),
    ];
    let unfiltered = search.is_empty() && status.is_empty();
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Sent, AttrValue::from(lang.sent().title())))} />
            <div class="card">
                if list.is_empty() && unfiltered {
                    <EmptyState icon={IconName::Message} title={texts.empty()} text={texts.empty_text()}>
                        <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ lang.campaigns().new_campaign() }</Link<Route>>
                    </EmptyState>
                } else {
                    <div class="list-bar" role="search">
                        <Field id="message-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search()} value={(*typed).clone()} oninput={set(&typed)} autocomplete="off" />
                        <Select id="message-status" label={texts.filter()} label_hidden=true value={(*status).clone()} {choices} onchange={set(&status)} />
                        <ExportButton path={format!("/messages/export{}", api::query(&[("q", Some(&search)), ("status", Some(&status))]))} />
                    </div>
                    if list.is_empty() {
                        <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                    } else {
                        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading}>
                            { for list.items.iter().flat_map(|items| items.iter()).map(|message| row(lang, message, &open)) }
                        </Table>
                    }
                    { list_foot(&list) }
                }
            </div>
            <MessageDialog id={*opened} on_close={open.reform(|()| None)} on_changed={list.reload.clone()} />
        </>
    }
}

fn row(lang: Lang, message: &Message, open: &Callback<Option<MessageId>>) -> Html {
    let texts = lang.messages();
    let id = message.id;
    html! {
        <tr key={message.id.to_string()}>
            <td>
                <button type="button" class="cell-open digits" onclick={open.reform(move |_| Some(id))}>{ message.to.to_string() }</button>
                if let Some(reference) = &message.client_ref {
                    <div class="cell-sub cell-clip">{ reference }</div>
                }
                <div class="cell-sub d-md-none">{ lang.date_time(message.sent_at.unwrap_or(message.created_at)) }</div>
            </td>
            <td>
                <span class="tags">{ message_badge(lang, message.status) }{ test_badge(lang, message.test) }</span>
                if let Some(reason) = &message.reason {
                    <div class="cell-sub">{ reason_label(lang, reason) }</div>
                }
            </td>
            <td class="d-none d-md-table-cell">
                if let Some(id) = message.campaign_id {
                    <Link<Route> to={Route::Campaign { id }}>{ texts.view_campaign() }</Link<Route>>
                } else {
                    <span class="quiet">{ texts.single() }</span>
                }
            </td>
            <td class="num d-none d-lg-table-cell">{ message.parts }</td>
            <td class="num d-none d-sm-table-cell">{ lang.amount(message.credits) }</td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(message.sent_at.unwrap_or(message.created_at)) }</td>
        </tr>
    }
}
