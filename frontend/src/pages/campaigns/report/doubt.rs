use openapi::messages::{Resolution, Verdict};
use openapi::{CampaignId, MessageId};
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, Variant, use_toaster};

#[derive(Properties, PartialEq)]
pub struct DoubtProps {
    pub campaign: CampaignId,
    /// Messages that nobody can tell about; no note without any.
    pub uncertain: i64,
    /// Shows who they are.
    pub on_show: Callback<()>,
    pub on_change: Callback<()>,
}

/// What to do about messages of which nobody knows whether they left. The server goes on asking the provider; whoever
/// knows better may settle them.
#[component(Doubt)]
pub fn doubt(props: &DoubtProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    if props.uncertain == 0 {
        return Html::default();
    }
    html! {
        <section class="note tone-warn" aria-labelledby="doubt">
            <Icon name={IconName::AlertTriangle} />
            <div class="note-text">
                <h2 id="doubt" class="note-title">{ texts.uncertain_title(props.uncertain) }</h2>
                <p>{ texts.uncertain_text() }</p>
                <div class="tools">
                    <Settle id="settle-all" campaign={Some(props.campaign)} ids={None::<Vec<MessageId>>} on_settled={props.on_change.clone()} />
                    <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_show.reform(|_| ())}>{ texts.uncertain_show() }</Button>
                </div>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct SettleProps {
    /// Of its dialog: a page may have several.
    pub id: AttrValue,
    /// All of a campaign that are in doubt, or else these.
    pub campaign: Option<CampaignId>,
    pub ids: Option<Vec<MessageId>>,
    pub on_settled: Callback<()>,
}

/// The three ways to settle messages in doubt, each asked about once more with what it means.
#[component(Settle)]
pub fn settle(props: &SettleProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let (toaster, action) = (use_toaster(), use_action());
    let asking = use_state(|| None::<Verdict>);
    let ask = |verdict: Option<Verdict>| {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            asking.set(verdict);
        })
    };
    let on_confirm = {
        let (action, asking, on_settled) = (action.clone(), asking.clone(), props.on_settled.clone());
        let (campaign, ids) = (props.campaign, props.ids.clone());
        Callback::from(move |()| {
            let Some(verdict) = *asking else { return };
            let (asking, toaster, on_settled) = (asking.clone(), toaster.clone(), on_settled.clone());
            let resolution = Resolution { ids: ids.clone(), campaign, verdict };
            action.run(async move { api::messages::resolve(&resolution).await }, move |outcome| {
                toaster.done(texts.settled(outcome.resolved));
                asking.set(None);
                on_settled.emit(());
            });
        })
    };
    let (title, text) = match *asking {
        Some(Verdict::NotSent) => (texts.not_sent_question(), texts.not_sent_text()),
        Some(Verdict::Resend) => (texts.resend_question(), texts.resend_text()),
        _ => (texts.sent_question(), texts.sent_text()),
    };
    let choice = |verdict: Verdict, label: &'static str| {
        html! { <Button class="btn-sm" onclick={ask(Some(verdict)).reform(|_| ())}>{ label }</Button> }
    };
    html! {
        <>
            { choice(Verdict::Sent, texts.as_sent()) }
            { choice(Verdict::NotSent, texts.as_not_sent()) }
            { choice(Verdict::Resend, texts.as_resend()) }
            <ConfirmDialog id={props.id.clone()} variant={Variant::Primary} {title} open={asking.is_some()} busy={action.busy}
                action={texts.settle()} {on_confirm} on_close={ask(None)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ text }</p>
            </ConfirmDialog>
        </>
    }
}
