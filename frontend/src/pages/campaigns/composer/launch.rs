//! The end of the page: what can be done with what was written, and the question before it leaves.

use std::rc::Rc;

use openapi::campaigns::{Estimate, EstimateWarning};
use openapi::{Credits, Time};
use yew::prelude::*;

use crate::api::Failure;
use crate::app::use_session;
use crate::hooks::Action;
use crate::i18n::{Lang, use_lang};
use crate::pages::confirmations::SendHold;
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName, Variant};

/// What pressing the button does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Leaving {
    /// At once, for no date was given.
    AtOnce,
    /// At once, for its date has passed.
    Now,
    At(Time),
    /// It is programmed already: it leaves at its date, as it is changed here.
    Changed,
}

impl Leaving {
    pub fn verb(self, lang: Lang) -> &'static str {
        let texts = lang.launch();
        match self {
            Self::AtOnce => texts.send(),
            Self::Now => texts.send_now(),
            Self::At(_) => texts.schedule(),
            Self::Changed => texts.save_changes(),
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::AtOnce | Self::Now => IconName::Send,
            Self::At(_) => IconName::Calendar,
            Self::Changed => IconName::DeviceFloppy,
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct FormEndProps {
    pub leaving: Leaving,
    pub submit: Callback<()>,
    pub failure: Option<Failure>,
    pub busy: bool,
    /// The first campaign: its recipients must have agreed.
    pub first: bool,
}

#[component(FormEnd)]
pub fn form_end(props: &FormEndProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let may_send = use_session().account.is_some_and(|account| account.confirmed);
    html! {
        <div class="form-end">
            if let Some(failure) = &props.failure {
                <div class="w-100"><FailureNote failure={failure.clone()} /></div>
            }
            <SendHold />
            if props.first {
                <div class="note tone-info w-100"><Icon name={IconName::ShieldCheck} /><span class="note-text">{ texts.consent_first() }</span></div>
            } else {
                <p class="quiet small mb-0">{ texts.consent() }</p>
            }
            <div class="tools">
                <Button variant={Variant::Primary} icon={props.leaving.icon()} onclick={props.submit.reform(|_| ())} busy={props.busy} disabled={!may_send}>{ props.leaving.verb(lang) }</Button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ConfirmLaunchProps {
    pub open: bool,
    pub leaving: Leaving,
    /// It is read aloud.
    pub spoken: bool,
    /// `None` while it is being worked out.
    pub estimate: Option<Rc<Estimate>>,
    /// Why it cannot be worked out.
    pub failure: Option<Failure>,
    pub action: Action,
    pub on_confirm: Callback<()>,
    pub on_close: Callback<()>,
}

/// Asks before the last press, with the figures.
#[component(ConfirmLaunch)]
pub fn confirm_launch(props: &ConfirmLaunchProps) -> Html {
    let lang = use_lang();
    let texts = lang.launch();
    let title = match (&props.estimate, props.leaving) {
        (None, _) => texts.confirm_wait().to_owned(),
        (Some(estimate), Leaving::At(_)) => texts.confirm_schedule(to_send(estimate)),
        (Some(estimate), _) => texts.confirm_title(to_send(estimate)),
    };
    let blocked = props.estimate.as_deref().is_none_or(|estimate| to_send(estimate) == 0);
    let failure = props.action.failure.as_ref().or(props.failure.as_ref());
    html! {
        <ConfirmDialog id="confirm-send" variant={Variant::Primary} {title} open={props.open} busy={props.action.busy || blocked} action={props.leaving.verb(lang)}
            on_confirm={props.on_confirm.clone()} on_close={props.on_close.clone()}>
            if let Some(failure) = failure {
                <FailureNote failure={failure.clone()} />
            }
            if let Some(estimate) = &props.estimate {
                { question(lang, estimate, props.leaving, props.spoken) }
            }
        </ConfirmDialog>
    }
}

fn question(lang: Lang, estimate: &Estimate, leaving: Leaving, spoken: bool) -> Html {
    let texts = lang.launch();
    if to_send(estimate) == 0 {
        return html! { <p>{ texts.nobody_to_send() }</p> };
    }
    let parts: i64 = estimate.by_country.iter().map(|country| country.parts).sum();
    let left_out = estimate.recipients - to_send(estimate);
    let warned = |warning| estimate.warnings.contains(&warning);
    html! {
        <>
            <p>{ texts.confirm_text(lang.amount(estimate.credits), lang.amount(estimate.balance_after)) }</p>
            <dl class="facts">
                <dt>{ texts.leaves() }</dt>
                <dd>{ match leaving { Leaving::At(at) => lang.full_date_time(at), _ => texts.at_once().to_owned() } }</dd>
                <dt>{ texts.sms_in_all() }</dt><dd class="digits">{ lang.number(parts) }</dd>
                if left_out > 0 {
                    <dt>{ texts.left_out() }</dt><dd class="digits">{ lang.number(left_out) }</dd>
                }
            </dl>
            <div class="form-stack mt-3">
                if estimate.missing > Credits::ZERO {
                    { note("tone-bad", IconName::Coins, texts.missing_note()) }
                } else if warned(EstimateWarning::EatsCommitted) {
                    { note("tone-warn", IconName::Coins, texts.eats_committed()) }
                }
                if warned(EstimateWarning::GoneRecipients) {
                    { note("tone-warn", IconName::AlertTriangle, texts.gone_recipients()) }
                }
                if warned(EstimateWarning::NoContact) {
                    { note("tone-warn", IconName::AlertTriangle, if spoken { lang.composer().voice_warning() } else { lang.composer().sender_warning() }) }
                }
                if warned(EstimateWarning::UnknownFields) {
                    { note("tone-warn", IconName::AlertTriangle, &lang.composer().unknown_fields(named(&estimate.unknown_fields))) }
                }
                if warned(EstimateWarning::ConsentFirst) {
                    { note("tone-info", IconName::ShieldCheck, texts.consent_first()) }
                }
                if warned(EstimateWarning::Sandbox) {
                    { note("tone-info", IconName::InfoCircle, lang.shell().sandbox()) }
                }
            </div>
        </>
    }
}

fn note(tone: &'static str, icon: IconName, words: &str) -> Html {
    html! { <div class={classes!("note", tone)}><Icon name={icon} /><span class="note-text">{ words }</span></div> }
}

fn named(fields: &[String]) -> String {
    fields.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

fn to_send(estimate: &Estimate) -> i64 {
    estimate.outcomes.get("to_send").copied().unwrap_or_default()
}
