use openapi::MessageId;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::use_lang;
use crate::pages::campaigns::status::{message_badge, reason_label, test_badge};
use crate::ui::{Dialog, FailureNote, Skeleton};

#[derive(Properties, PartialEq)]
pub struct MessageDialogProps {
    pub id: Option<MessageId>,
    pub on_close: Callback<()>,
}

/// One message as it was sent, with what became of it.
#[component(MessageDialog)]
pub fn message_dialog(props: &MessageDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.messages();
    let loaded = use_load(props.id, |id| async move {
        match id {
            Some(id) => api::messages::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    let message = loaded.data.as_deref().and_then(Option::as_ref).filter(|message| Some(message.id) == props.id);
    let fact = |name: &'static str, value: String| html! { <><dt>{ name }</dt><dd class="digits">{ value }</dd></> };
    html! {
        <Dialog id="message" title={message.map_or_else(String::new, |message| message.to.to_string())} open={props.id.is_some()} on_close={props.on_close.clone()}>
            if let Some(failure) = &loaded.failure {
                <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
            } else if let Some(message) = message {
                <div class="bubble">{ message.text.clone().unwrap_or_default() }</div>
                <dl class="facts">
                    <dt>{ texts.status() }</dt><dd>{ message_badge(lang, message.status) }{ " " }{ test_badge(lang, message.test) }</dd>
                    if let Some(reason) = &message.reason {
                        { fact(texts.reason(), reason_label(lang, reason)) }
                    }
                    { fact(texts.date(), lang.exact_time(message.sent_at.unwrap_or(message.created_at))) }
                    if let Some(at) = message.received_at {
                        { fact(texts.received(), lang.exact_time(at)) }
                    }
                    { fact(texts.parts(), message.parts.to_string()) }
                    { fact(texts.credits(), lang.amount(message.credits)) }
                </dl>
            } else {
                <div class="form-stack"><Skeleton height="4rem" /><Skeleton width="60%" /></div>
            }
        </Dialog>
    }
}
