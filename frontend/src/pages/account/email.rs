use openapi::accounts::AccountChange;
use yew::prelude::*;

use super::profile::AccountProps;
use crate::api;
use crate::app::use_session;
use crate::hooks::{set_part, use_action};
use crate::i18n::use_lang;
use crate::pages::second_factor::OtpField;
use crate::ui::{Badge, Button, FailureNote, Field, FormDialog, Icon, IconName, Tone, use_toaster};

const FIELDS: &[&str] = &["email", "password", "otp"];

#[derive(Clone, PartialEq, Default)]
struct Draft {
    email: String,
    password: String,
    otp: String,
}

/// The e-mail address, the one that is to take its place, and the way to change it.
#[component(Email)]
pub fn email(props: &AccountProps) -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let session = use_session();
    let toaster = use_toaster();
    let cancelling = use_action();
    let changing = use_state(|| false);
    let open = |is_open: bool| {
        let changing = changing.clone();
        Callback::from(move |()| changing.set(is_open))
    };
    let cancel = {
        let (cancelling, refresh) = (cancelling.clone(), session.refresh.clone());
        Callback::from(move |_| {
            let (refresh, toaster) = (refresh.clone(), toaster.clone());
            cancelling.run(api::accounts::forget_pending_email(), move |()| {
                toaster.done(texts.change_cancelled());
                refresh.emit(());
            });
        })
    };
    let account = &props.account;
    let badge = if account.confirmed {
        html! { <Badge tone={Tone::Good}>{ texts.confirmed() }</Badge> }
    } else {
        html! { <Badge tone={Tone::Warn}>{ texts.unconfirmed() }</Badge> }
    };
    html! {
        <div class="field">
            <div class="form-label">{ texts.email() }</div>
            <div class="value-row">
                <span class="break">{ &account.email }</span>{ badge }
                <Button class="btn-sm push" onclick={open(true).reform(|_| ())}>{ texts.change() }</Button>
            </div>
            if let Some(pending) = &account.pending_email {
                <div class="note tone-info mt-2">
                    <Icon name={IconName::Mail} />
                    <span class="note-text">{ texts.pending(pending) }</span>
                    <Button class="btn-sm" busy={cancelling.busy} onclick={cancel}>{ texts.cancel_change() }</Button>
                </div>
            }
            if let Some(failure) = &cancelling.failure {
                <FailureNote failure={failure.clone()} />
            }
            <EmailDialog open={*changing} second_factor={account.second_factor} on_close={open(false)} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EmailDialogProps {
    open: bool,
    second_factor: bool,
    on_close: Callback<()>,
}

#[component(EmailDialog)]
fn email_dialog(props: &EmailDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let session = use_session();
    let toaster = use_toaster();
    let action = use_action();
    let draft = use_state(Draft::default);
    let on_submit = {
        let (action, draft) = (action.clone(), draft.clone());
        let (on_close, refresh, second_factor) = (props.on_close.clone(), session.refresh.clone(), props.second_factor);
        Callback::from(move |()| {
            let (on_close, refresh, toaster) = (on_close.clone(), refresh.clone(), toaster.clone());
            let email = draft.email.trim().to_owned();
            let change = AccountChange {
                email: Some(email.clone()),
                password: Some(draft.password.clone()),
                otp: second_factor.then(|| draft.otp.trim().to_owned()),
                ..AccountChange::default()
            };
            action.run(async move { api::accounts::change(&change).await }, move |_| {
                toaster.done(texts.link_sent(email));
                refresh.emit(());
                on_close.emit(());
            });
        })
    };
    html! {
        <FormDialog id="change-email" title={texts.change_email()} submit={texts.send_link()} open={props.open} action={action.clone()} fields={FIELDS}
            on_open={set_part(&draft, |draft: &mut Draft, ()| *draft = Draft::default())} {on_submit} on_close={props.on_close.clone()}>
            <p class="quiet mb-0">{ texts.change_email_lead() }</p>
            <Field id="new-email" label={texts.new_email()} kind="email" value={draft.email.clone()} error={action.error(lang, "email")} required=true
                autofocus=true autocomplete="email" oninput={set_part(&draft, |draft: &mut Draft, value| draft.email = value)} />
            <Field id="email-password" label={texts.current_password()} kind="password" value={draft.password.clone()} error={action.error(lang, "password")}
                required=true autocomplete="current-password" oninput={set_part(&draft, |draft: &mut Draft, value| draft.password = value)} />
            if props.second_factor {
                <OtpField id="email-otp" value={draft.otp.clone()} error={action.error(lang, "otp")}
                    oninput={set_part(&draft, |draft: &mut Draft, value| draft.otp = value)} />
            }
        </FormDialog>
    }
}
