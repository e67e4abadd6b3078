//! The second factor: setting it up, its recovery codes, and doing without it again.
//!
//! Secrets and recovery codes are shown once and live in the state of this page only: leaving it forgets them.

mod otp_field;
mod recovery_codes;
mod set_up;

pub use otp_field::OtpField;

use openapi::second_factor::{RecoveryCodes as Codes, SecondFactor as State};
use yew::prelude::*;

use super::account::AccountFrame;
use crate::api;
use crate::app::use_session;
use crate::hooks::{Loaded, use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Badge, Button, FailureNote, FormDialog, Icon, IconName, Skeleton, Tone, Variant, use_toaster};
use recovery_codes::RecoveryCodes;
use set_up::SetUp;

/// Fewer than this: time to make new ones.
const FEW_CODES: i64 = 3;
const FIELDS: &[&str] = &["otp"];

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    NewCodes,
    Removal,
}

#[component(SecondFactor)]
pub fn second_factor() -> Html {
    let lang = use_lang();
    let session = use_session();
    let made = use_state(|| None::<Vec<String>>);
    let state = use_load((), |()| api::second_factor::get());
    let on_codes = {
        let (made, reload, refresh) = (made.clone(), state.reload.clone(), session.refresh.clone());
        Callback::from(move |codes: Codes| {
            made.set(Some(codes.codes));
            reload.emit(());
            refresh.emit(());
        })
    };
    let on_kept = {
        let made = made.clone();
        Callback::from(move |()| made.set(None))
    };
    let on_removed = {
        let (reload, refresh) = (state.reload.clone(), session.refresh.clone());
        Callback::from(move |()| {
            reload.emit(());
            refresh.emit(());
        })
    };
    html! {
        <AccountFrame title={lang.account().security()} lead={lang.second_factor().lead()}>
            if let Some(codes) = &*made {
                <RecoveryCodes codes={codes.clone()} {on_kept} />
            }
            { status_card(lang, &state, &on_codes, &on_removed, made.is_some()) }
        </AccountFrame>
    }
}

fn status_card(
    lang: Lang,
    state: &Loaded<State>,
    on_codes: &Callback<Codes>,
    on_removed: &Callback<()>,
    codes_shown: bool,
) -> Html {
    let texts = lang.second_factor();
    let enabled = state.data.as_ref().map(|state| state.enabled);
    let badge = match enabled {
        Some(true) => html! { <Badge tone={Tone::Good}>{ texts.on() }</Badge> },
        Some(false) => html! { <Badge tone={Tone::Mute}>{ texts.off() }</Badge> },
        None => Html::default(),
    };
    html! {
        <section class="card" aria-labelledby="second-factor">
            <div class="card-title-row"><h2 id="second-factor">{ lang.account().security() }</h2>{ badge }</div>
            <div class="card-body">
                if let Some(failure) = &state.failure {
                    <FailureNote failure={failure.clone()} retry={state.reload.clone()} />
                } else if let Some(state) = state.data.as_deref() {
                    if state.enabled {
                        <Enabled state={state.clone()} on_codes={on_codes.clone()} on_removed={on_removed.clone()} {codes_shown} />
                    } else {
                        <SetUp on_codes={on_codes.clone()} />
                    }
                } else {
                    <Skeleton width="60%" />
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct EnabledProps {
    state: State,
    on_codes: Callback<Codes>,
    on_removed: Callback<()>,
    /// New codes stand above: no need to warn of few.
    codes_shown: bool,
}

/// What can be done while it is on.
#[component(Enabled)]
fn enabled(props: &EnabledProps) -> Html {
    let lang = use_lang();
    let texts = lang.second_factor();
    let asking = use_state(|| Asking::Nothing);
    let ask = |what: Asking| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let left = props.state.recovery_codes_left;
    let few = left < FEW_CODES && !props.codes_shown;
    html! {
        <div class="form-stack">
            if let Some(at) = props.state.enabled_at {
                <p class="mb-0">{ texts.since(lang.date(at)) }</p>
            }
            <div class={classes!("note", if few { Tone::Warn.class() } else { Tone::Mute.class() })}>
                <Icon name={IconName::Key} />
                <span class="note-text">{ texts.left(left) }{ if few { format!(" {}", texts.few()) } else { String::new() } }</span>
            </div>
            <div class="form-actions">
                <Button icon={IconName::Key} onclick={ask(Asking::NewCodes).reform(|_| ())}>{ texts.renew() }</Button>
                <Button variant={Variant::Quiet} class="text-bad" onclick={ask(Asking::Removal).reform(|_| ())}>{ texts.remove() }</Button>
            </div>
            <RenewDialog open={*asking == Asking::NewCodes} on_close={ask(Asking::Nothing)} on_codes={props.on_codes.clone()} />
            <RemoveDialog open={*asking == Asking::Removal} on_close={ask(Asking::Nothing)} on_removed={props.on_removed.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RenewDialogProps {
    open: bool,
    on_close: Callback<()>,
    on_codes: Callback<Codes>,
}

#[component(RenewDialog)]
fn renew_dialog(props: &RenewDialogProps) -> Html {
    let texts = use_lang().second_factor();
    let action = use_action();
    let on_code = {
        let action = action.clone();
        let (on_close, on_codes) = (props.on_close.clone(), props.on_codes.clone());
        Callback::from(move |otp: String| {
            let (on_close, on_codes) = (on_close.clone(), on_codes.clone());
            action.run(api::second_factor::renew_recovery_codes(otp), move |codes| {
                on_close.emit(());
                on_codes.emit(codes);
            });
        })
    };
    html! {
        <CodeDialog id="renew-codes" title={texts.renew()} text={texts.renew_text()} submit={texts.renew()} open={props.open} {action}
            {on_code} on_close={props.on_close.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct RemoveDialogProps {
    open: bool,
    on_close: Callback<()>,
    on_removed: Callback<()>,
}

#[component(RemoveDialog)]
fn remove_dialog(props: &RemoveDialogProps) -> Html {
    let texts = use_lang().second_factor();
    let toaster = use_toaster();
    let action = use_action();
    let on_code = {
        let action = action.clone();
        let (on_close, on_removed) = (props.on_close.clone(), props.on_removed.clone());
        Callback::from(move |otp: String| {
            let (on_close, on_removed, toaster) = (on_close.clone(), on_removed.clone(), toaster.clone());
            action.run(api::second_factor::remove(otp), move |()| {
                toaster.done(texts.removed());
                on_close.emit(());
                on_removed.emit(());
            });
        })
    };
    html! {
        <CodeDialog id="remove-second-factor" title={texts.remove_question()} text={texts.remove_text()} submit={texts.remove()}
            variant={Variant::Danger} open={props.open} {action} {on_code} on_close={props.on_close.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct CodeDialogProps {
    id: AttrValue,
    title: AttrValue,
    text: AttrValue,
    submit: AttrValue,
    #[prop_or(Variant::Primary)]
    variant: Variant,
    open: bool,
    action: crate::hooks::Action,
    on_code: Callback<String>,
    on_close: Callback<()>,
}

/// Asks for a code before it goes on.
#[component(CodeDialog)]
fn code_dialog(props: &CodeDialogProps) -> Html {
    let lang = use_lang();
    let otp = use_state(String::new);
    let set = |otp: &UseStateHandle<String>| {
        let otp = otp.clone();
        Callback::from(move |value| otp.set(value))
    };
    let on_submit = {
        let (otp, on_code) = (otp.clone(), props.on_code.clone());
        Callback::from(move |()| on_code.emit(otp.trim().to_owned()))
    };
    html! {
        <FormDialog id={props.id.clone()} title={props.title.clone()} open={props.open} action={props.action.clone()} fields={FIELDS}
            submit={props.submit.clone()} variant={props.variant} on_open={set(&otp).reform(|()| String::new())} {on_submit} on_close={props.on_close.clone()}>
            <p class="mb-0">{ &props.text }</p>
            <OtpField id={format!("{}-otp", props.id)} value={(*otp).clone()} oninput={set(&otp)} error={props.action.error(lang, "otp")} autofocus=true />
        </FormDialog>
    }
}
