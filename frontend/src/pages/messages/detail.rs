use openapi::MessageId;
use openapi::campaigns::Kind;
use openapi::messages::{Message, MessageStatus};
use openapi::replies::Reply;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::Settle;
use crate::pages::campaigns::reasons::reason_note;
use crate::pages::campaigns::status::{outcome_badge, outcome_label, reason_label, test_badge};
use crate::pages::sent::{DeleteDialog, Item, use_again};
use crate::route::{RepliesQuery, Route};
use crate::ui::{Button, Dialog, FailureNote, IconName, Skeleton, Variant};

/// Replies that are shown below a message; a link leads to the rest.
const REPLIES: u32 = 3;

#[derive(Properties, PartialEq)]
pub struct MessageDialogProps {
    pub id: Option<MessageId>,
    #[prop_or_default]
    pub kind: Kind,
    pub on_close: Callback<()>,
    /// Hears that it was settled or taken off the list.
    #[prop_or_default]
    pub on_changed: Callback<()>,
}

/// One message as it was sent, with what became of it and what was written back.
#[component(MessageDialog)]
pub fn message_dialog(props: &MessageDialogProps) -> Html {
    let loaded = use_load(props.id, |id| async move {
        match id {
            Some(id) => api::messages::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    let message = loaded.data.as_deref().and_then(Option::as_ref).filter(|message| Some(message.id) == props.id);
    let settled = {
        let (reload, on_changed) = (loaded.reload.clone(), props.on_changed.clone());
        Callback::from(move |()| {
            reload.emit(());
            on_changed.emit(());
        })
    };
    let footer = message.filter(|message| message.campaign_id.is_none()).map(|message| {
        html! { <Acts id={message.id} status={message.status} on_close={props.on_close.clone()} on_deleted={props.on_changed.clone()} /> }
    });
    html! {
        <Dialog id="message" title={message.map_or_else(String::new, |message| message.to.to_string())} open={props.id.is_some()}
            on_close={props.on_close.clone()} footer={footer.unwrap_or_default()}>
            if let Some(failure) = &loaded.failure {
                <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
            } else if let Some(message) = message {
                <Told message={message.clone()} kind={props.kind} on_settled={settled} />
            } else {
                <div class="form-stack"><Skeleton height="4rem" /><Skeleton width="60%" /></div>
            }
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ToldProps {
    message: Message,
    kind: Kind,
    on_settled: Callback<()>,
}

#[component(Told)]
fn told(props: &ToldProps) -> Html {
    let lang = use_lang();
    let texts = lang.messages();
    let here = use_route::<Route>();
    let message = &props.message;
    let number = message.to.to_string();
    let replies = use_load(number.clone(), |number| async move {
        let filter = api::replies::Filter { search: number, ..api::replies::Filter::default() };
        api::replies::list(&filter, None, REPLIES).await
    });
    let fact = |name: &'static str, value: String| html! { <><dt>{ name }</dt><dd class="digits">{ value }</dd></> };
    let note = message.reason.as_deref().and_then(|reason| reason_note(lang, reason));
    html! {
        <>
            <div class="bubble">{ message.text.clone().unwrap_or_default() }</div>
            <dl class="facts">
                <dt>{ texts.status() }</dt><dd>{ outcome_badge(lang, props.kind, message.status) }{ " " }{ test_badge(lang, message.test) }</dd>
                if let Some(reason) = &message.reason {
                    { fact(texts.reason(), reason_label(lang, reason)) }
                }
                { fact(texts.date(), lang.exact_time(message.sent_at.unwrap_or(message.created_at))) }
                if let Some(at) = message.received_at {
                    { fact(outcome_label(lang, props.kind, MessageStatus::Received), lang.exact_time(at)) }
                }
                { fact(texts.parts(), message.parts.to_string()) }
                { fact(texts.credits(), lang.amount(message.credits)) }
                if let Some(reference) = &message.client_ref {
                    { fact(texts.reference(), reference.clone()) }
                }
                if let Some(id) = message.campaign_id.filter(|id| here != Some(Route::Campaign { id: *id })) {
                    <dt>{ texts.campaign() }</dt><dd><Link<Route> to={Route::Campaign { id }}>{ texts.view_campaign() }</Link<Route>></dd>
                }
            </dl>
            if let Some(note) = note {
                <p class="quiet small mt-3 mb-0">{ note }</p>
            }
            if message.status == MessageStatus::Uncertain {
                <div class="note tone-warn mt-3">
                    <div class="note-text">
                        <p>{ lang.reports().uncertain_text() }</p>
                        <div class="tools"><Settle id="settle-one" campaign={None} ids={Some(vec![message.id])} on_settled={props.on_settled.clone()} /></div>
                    </div>
                </div>
            }
            if let Some(page) = replies.data.as_deref().filter(|page| !page.items.is_empty()) {
                { answers(lang, &number, &page.items) }
            }
        </>
    }
}

/// What came back from this number.
fn answers(lang: Lang, number: &str, replies: &[Reply]) -> Html {
    let texts = lang.messages();
    let query = RepliesQuery { q: number.to_owned(), ..RepliesQuery::default() };
    html! {
        <section aria-labelledby="message-replies">
            <h3 class="facts-title" id="message-replies">{ texts.replies() }</h3>
            <ul class="reply-list">
                { for replies.iter().map(|reply| html! {
                    <li key={reply.id.to_string()}>
                        <div class="bubble">{ &reply.text }</div>
                        <div class="quiet small">{ lang.date_time(reply.received_at) }</div>
                    </li>
                }) }
            </ul>
            <Link<Route, RepliesQuery> to={Route::Replies} query={Some(query)}>{ texts.all_replies() }</Link<Route, RepliesQuery>>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ActsProps {
    id: MessageId,
    status: MessageStatus,
    on_close: Callback<()>,
    on_deleted: Callback<()>,
}

/// What can be done with a single message.
#[component(Acts)]
fn acts(props: &ActsProps) -> Html {
    let texts = use_lang().messages();
    let (again, copy) = use_again();
    let deleting = use_state(|| false);
    let item = Item::Message(props.id);
    let ask = |is_asking: bool| {
        let deleting = deleting.clone();
        Callback::from(move |()| deleting.set(is_asking))
    };
    let gone = {
        let (on_close, on_deleted) = (props.on_close.clone(), props.on_deleted.clone());
        Callback::from(move |()| {
            on_close.emit(());
            on_deleted.emit(());
        })
    };
    let waits = matches!(props.status, MessageStatus::Queued | MessageStatus::Sending | MessageStatus::Uncertain);
    html! {
        <>
            if let Some(failure) = &again.failure {
                <FailureNote failure={failure.clone()} />
            }
            if !waits {
                <Button variant={Variant::Quiet} icon={IconName::Trash} onclick={ask(true).reform(|_| ())}>{ texts.delete() }</Button>
            }
            <Button icon={IconName::Copy} busy={again.busy} onclick={copy.reform(move |_| item)}>{ texts.again() }</Button>
            <DeleteDialog id="delete-message" item={deleting.then_some(item)} on_close={ask(false)} on_deleted={gone} />
        </>
    }
}
