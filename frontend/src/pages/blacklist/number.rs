use openapi::blacklist::{BlacklistRemoval, Blacklisted};
use openapi::{MessageId, Msisdn, Time};
use yew::prelude::*;
use yew_router::prelude::*;

use super::remove::RemoveDialog;
use super::source_words;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::pages::contacts::search_of;
use crate::pages::messages::MessageDialog;
use crate::route::Route;
use crate::ui::{Badge, Button, Column, FailureNote, Icon, IconName, PageHead, Skeleton, Table, Tone, use_toaster};

#[derive(Properties, PartialEq)]
pub struct BlacklistedPageProps {
    pub number: Msisdn,
}

/// One number: since when and why it is on the list, and how often it was taken off.
#[component(BlacklistedPage)]
pub fn blacklisted_page(props: &BlacklistedPageProps) -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let number = props.number;
    let toaster = use_toaster();
    let action = crate::hooks::use_action();
    let removing = use_state(|| false);
    let read = use_state(|| None::<MessageId>);
    let history = use_load(number, |number| async move { api::blacklist::get(number).await });
    let back = Some((Route::Blacklist, AttrValue::from(texts.title())));
    let Some(found) = history.data.clone() else {
        return html! {
            <>
                <PageHead title={number.to_string()} {back} />
                if let Some(failure) = &history.failure {
                    <FailureNote failure={failure.clone()} retry={history.reload.clone()} />
                } else {
                    <div class="card"><div class="card-body form-stack"><Skeleton width="40%" /><Skeleton width="60%" /></div></div>
                }
            </>
        };
    };
    let ask = |open: bool| {
        let removing = removing.clone();
        Callback::from(move |()| removing.set(open))
    };
    let put_back = {
        let (action, reload) = (action.clone(), history.reload.clone());
        Callback::from(move |_: MouseEvent| {
            let (reload, toaster) = (reload.clone(), toaster.clone());
            action.run(api::blacklist::add(vec![number.to_string()]), move |outcome| {
                toaster.done(texts.added(outcome.added));
                reload.emit(());
            });
        })
    };
    let open_message = {
        let read = read.clone();
        Callback::from(move |id| read.set(id))
    };
    let status = match found.now {
        Some(_) => html! { <Badge tone={Tone::Bad}>{ texts.on_list() }</Badge> },
        None => html! { <Badge tone={Tone::Good}>{ texts.off_list() }</Badge> },
    };
    let of_number = search_of(&number.to_string());
    html! {
        <>
            <PageHead title={number.to_string()} {back} aside={status}>
                <Link<Route, Vec<(String, String)>> to={Route::Contacts} query={Some(of_number)} classes="btn">
                    <Icon name={IconName::AddressBook} />{ texts.contacts_with() }
                </Link<Route, Vec<(String, String)>>>
                if found.now.is_some() {
                    <Button icon={IconName::Trash} onclick={ask(true).reform(|_| ())}>{ texts.remove_action() }</Button>
                } else {
                    <Button icon={IconName::Ban} busy={action.busy} onclick={put_back}>{ texts.put_back() }</Button>
                }
            </PageHead>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            { reason(lang, found.now.as_ref(), &open_message) }
            if !found.removals.is_empty() {
                { removals(lang, &found.removals, &open_message) }
            }
            <RemoveDialog number={removing.then_some(number)} on_close={ask(false)} on_removed={history.reload.clone()} />
            <MessageDialog id={*read} on_close={open_message.reform(|()| None)} />
        </>
    }
}

/// Since when and why it is on the list.
fn reason(lang: Lang, now: Option<&Blacklisted>, open_message: &Callback<Option<MessageId>>) -> Html {
    let texts = lang.blacklist();
    html! {
        if let Some(now) = now {
            <section class="card" aria-labelledby="why">
                <div class="card-title-row"><h2 id="why">{ texts.why() }</h2></div>
                <div class="card-body">
                    <dl class="facts is-wide mt-0">
                        <dt>{ texts.source() }</dt><dd>{ source_words(lang, &now.source) }</dd>
                        <dt>{ texts.since() }</dt><dd class="digits">{ lang.date_time(now.created_at) }</dd>
                        { stop_facts(lang, now.words.as_deref(), now.message_id, open_message) }
                    </dl>
                </div>
            </section>
        }
    }
}

/// Of a STOP: what was written, and the message that it answered.
fn stop_facts(lang: Lang, words: Option<&str>, message: Option<MessageId>, open: &Callback<Option<MessageId>>) -> Html {
    let texts = lang.blacklist();
    html! {
        <>
            if let Some(words) = words {
                <dt>{ texts.words() }</dt><dd>{ texts.said(words) }</dd>
            }
            if let Some(id) = message {
                <dt>{ texts.message() }</dt>
                <dd><button type="button" class="link-button" onclick={open.reform(move |_: MouseEvent| Some(id))}>{ texts.read_message() }</button></dd>
            }
        </>
    }
}

fn removals(lang: Lang, removals: &[BlacklistRemoval], open: &Callback<Option<MessageId>>) -> Html {
    let texts = lang.blacklist();
    let columns = vec![
        Column::new(texts.removed_on()),
        Column::new(texts.reason()),
        Column::new(texts.was_there()).class("d-none d-md-table-cell"),
    ];
    let span = |from: Time, until: Time| format!("{} – {}", lang.date(from), lang.date(until));
    html! {
        <section class="card" aria-labelledby="removals">
            <div class="card-title-row"><h2 id="removals">{ texts.removals() }</h2></div>
            <Table caption={texts.removals()} {columns} first=false>
                { for removals.iter().map(|removal| html! {
                    <tr key={removal.removed_at.to_string()}>
                        <td class="digits nowrap">{ lang.date_time(removal.removed_at) }</td>
                        <td>{ if removal.reason.is_empty() { texts.no_reason() } else { removal.reason.as_str() } }</td>
                        <td class="d-none d-md-table-cell">
                            { source_words(lang, &removal.source) }
                            <div class="cell-sub digits">{ span(removal.created_at, removal.removed_at) }</div>
                            if removal.words.is_some() || removal.message_id.is_some() {
                                <dl class="facts mt-2">{ stop_facts(lang, removal.words.as_deref(), removal.message_id, open) }</dl>
                            }
                        </td>
                    </tr>
                }) }
            </Table>
        </section>
    }
}
