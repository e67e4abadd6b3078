use openapi::CampaignId;
use openapi::messages::{Resolution, Verdict};
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
    pub on_change: Callback<()>,
}

/// What to do about messages of which nobody knows whether they left. The server goes on asking the provider; whoever
/// knows better may settle them.
#[component(Doubt)]
pub fn doubt(props: &DoubtProps) -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let toaster = use_toaster();
    let action = use_action();
    let asking = use_state(|| None::<Verdict>);
    if props.uncertain == 0 {
        return Html::default();
    }
    let ask = |verdict: Option<Verdict>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(verdict))
    };
    let on_confirm = {
        let (action, asking, campaign, on_change) =
            (action.clone(), asking.clone(), props.campaign, props.on_change.clone());
        Callback::from(move |()| {
            let Some(verdict) = *asking else { return };
            let (asking, toaster, on_change) = (asking.clone(), toaster.clone(), on_change.clone());
            let resolution = Resolution { ids: None, campaign: Some(campaign), verdict };
            action.run(async move { api::messages::resolve(&resolution).await }, move |outcome| {
                toaster.done(texts.settled(outcome.resolved));
                asking.set(None);
                on_change.emit(());
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
        <div class="note tone-warn">
            <Icon name={IconName::AlertTriangle} />
            <div class="note-text">
                <p class="mb-2">{ texts.uncertain_note(props.uncertain) }</p>
                <div class="tools">
                    { choice(Verdict::Sent, texts.as_sent()) }
                    { choice(Verdict::NotSent, texts.as_not_sent()) }
                    { choice(Verdict::Resend, texts.as_resend()) }
                </div>
            </div>
            <ConfirmDialog id="settle" variant={Variant::Primary} {title} open={asking.is_some()} busy={action.busy}
                action={texts.settle()} {on_confirm} on_close={ask(None)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ text }</p>
            </ConfirmDialog>
        </div>
    }
}
