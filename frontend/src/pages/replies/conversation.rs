use openapi::messages::Message;
use openapi::replies::Reply;
use openapi::{MessageId, ReplyId};
use yew::prelude::*;
use yew_router::prelude::*;

use super::answer::Answer;
use super::name_of;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::status::message_badge;
use crate::pages::contacts::NewContactDialog;
use crate::route::Route;
use crate::ui::{Badge, Button, Dialog, Icon, IconName, Skeleton, Tone, Variant};

#[derive(Properties, PartialEq)]
pub struct ConversationProps {
    /// Which reply; the dialog is open while there is one.
    pub reply: Option<Reply>,
    pub on_close: Callback<()>,
    /// Something about it is not as the list has it: answered, a contact now.
    pub on_changed: Callback<()>,
    pub mark: Callback<(ReplyId, bool)>,
}

/// What was written, what came back, what was answered, and room to answer.
#[component(Conversation)]
pub fn conversation(props: &ConversationProps) -> Html {
    let lang = use_lang();
    let texts = lang.replies();
    let adding = use_state(|| false);
    let set_adding = |open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(open))
    };
    let title = props.reply.as_ref().map(name_of).unwrap_or_default();
    let number = props.reply.as_ref().map(|reply| AttrValue::from(reply.from.to_string()));
    html! {
        <>
            <Dialog id="reply" {title} open={props.reply.is_some()} on_close={props.on_close.clone()}>
                if let Some(reply) = &props.reply {
                    { links(lang, reply, props, &set_adding(true)) }
                    <div class="talk">
                        if let Some(id) = reply.message_id {
                            <Written key="question" {id} is_answer=false />
                        }
                        <div class="talk-line is-theirs">
                            <div class="bubble">{ &reply.text }</div>
                            <div class="quiet small">
                                if reply.stop {
                                    <Badge tone={Tone::Bad}>{ texts.stop() }</Badge>{ " " }
                                }
                                { texts.they_wrote(lang.date_time(reply.received_at)) }
                            </div>
                        </div>
                        if let Some(id) = reply.answer_id {
                            <Written key={id.to_string()} {id} is_answer=true />
                        }
                    </div>
                    <Answer key={reply.id.to_string()} reply={reply.clone()} on_sent={props.on_changed.clone()} />
                }
            </Dialog>
            <NewContactDialog open={*adding} mobile={number} on_close={set_adding(false)} on_saved={props.on_changed.clone()} />
        </>
    }
}

/// Who wrote, about what, and whether it counts as read.
fn links(lang: Lang, reply: &Reply, props: &ConversationProps, add: &Callback<()>) -> Html {
    let texts = lang.replies();
    let id = reply.id;
    let unread = {
        let on_close = props.on_close.clone();
        let mark = props.mark.clone();
        Callback::from(move |_: MouseEvent| {
            mark.emit((id, false));
            on_close.emit(());
        })
    };
    html! {
        <div class="talk-links">
            if let Some(contact) = &reply.contact {
                <span class="quiet digits">{ reply.from.to_string() }</span>
                <Link<Route> to={Route::Contact { id: contact.id }} classes="btn btn-sm"><Icon name={IconName::User} />{ texts.see_contact() }</Link<Route>>
            } else {
                <Button class="btn-sm" icon={IconName::UserPlus} onclick={add.reform(|_| ())}>{ texts.add_contact() }</Button>
            }
            if let Some(id) = reply.campaign_id {
                <Link<Route> to={Route::Campaign { id }} classes="btn btn-sm"><Icon name={IconName::Speakerphone} />{ texts.see_campaign() }</Link<Route>>
            }
            <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::Mail} onclick={unread}>{ texts.mark_unread() }</Button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WrittenProps {
    id: MessageId,
    is_answer: bool,
}

/// A message of ours; nothing where it cannot be read any more.
#[component(Written)]
fn written(props: &WrittenProps) -> Html {
    let lang = use_lang();
    let message = use_load(props.id, |id| async move { api::messages::get(id).await });
    if message.failure.is_some() && message.data.is_none() {
        return Html::default();
    }
    html! {
        <div class="talk-line is-ours">
            if let Some(message) = &message.data {
                { ours(lang, message, props.is_answer) }
            } else {
                <Skeleton width="60%" height="3rem" />
            }
        </div>
    }
}

fn ours(lang: Lang, message: &Message, is_answer: bool) -> Html {
    let texts = lang.replies();
    let when = lang.date_time(message.sent_at.unwrap_or(message.created_at));
    html! {
        <>
            <div class="bubble">{ message.text.clone().unwrap_or_default() }</div>
            <div class="quiet small">
                { if is_answer { texts.you_answered(when) } else { texts.you_wrote(when) } }
                if is_answer {
                    { " " }{ message_badge(lang, message.status) }
                }
            </div>
        </>
    }
}
