use std::rc::Rc;

use openapi::ProblemCode;
use openapi::admin::AdminAccount;
use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, FailureNote, Form, TextArea, Variant, use_toaster};

const FIELDS: &[&str] = &["reason"];

#[derive(Properties, PartialEq)]
pub struct ActionsProps {
    pub account: Rc<AdminAccount>,
    pub on_change: Callback<()>,
}

/// What an operator can do about an account. Disabling is asked for here and not in another dialog: a dialog above a
/// dialog loses whoever reads it with a screen reader.
#[component(Actions)]
pub fn actions(props: &ActionsProps) -> Html {
    let lang = use_lang();
    let texts = lang.admin();
    let toaster = use_toaster();
    let action = use_action();
    let disabling = use_state(|| false);
    let account = &props.account;
    let is_own = use_session().account.is_some_and(|own| own.account_id == account.account_id);
    let done = {
        let (toaster, on_change) = (toaster.clone(), props.on_change.clone());
        move |words: String| {
            toaster.done(words);
            on_change.emit(());
        }
    };
    let enable = {
        let (action, id, done) = (action.clone(), account.account_id.clone(), done.clone());
        Callback::from(move |_| {
            let done = done.clone();
            action.run(api::admin::enable(id.clone()), move |account| done(texts.was_enabled(account.account_id)));
        })
    };
    let waive = {
        let (action, id, done) = (action.clone(), account.account_id.clone(), done);
        Callback::from(move |_| {
            let done = done.clone();
            action.run(api::admin::waive_mobile(id.clone()), move |account| done(texts.was_waived(account.account_id)));
        })
    };
    let ask = {
        let (disabling, action) = (disabling.clone(), action.clone());
        Callback::from(move |is_asked: bool| {
            action.clear();
            disabling.set(is_asked);
        })
    };
    if *disabling && !account.disabled {
        return html! { <DisableForm account={account.clone()} on_change={props.on_change.clone()} on_cancel={ask.reform(|()| false)} /> };
    }
    let can_waive = !account.mobile_certified && !account.mobile_waived;
    html! {
        <>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <div class="form-actions">
                if account.disabled {
                    <Button variant={Variant::Primary} busy={action.busy} onclick={enable}>{ texts.enable() }</Button>
                } else if !is_own {
                    <Button onclick={ask.reform(|_| true)}>{ texts.disable() }</Button>
                }
                if can_waive {
                    <Button busy={action.busy} onclick={waive}>{ texts.waive() }</Button>
                }
            </div>
            if can_waive {
                <p class="form-hint mt-0 mb-0">{ texts.waive_hint() }</p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DisableFormProps {
    account: Rc<AdminAccount>,
    on_change: Callback<()>,
    on_cancel: Callback<()>,
}

/// Asks why before an account is disabled.
#[component(DisableForm)]
fn disable_form(props: &DisableFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.admin();
    let toaster = use_toaster();
    let action = use_action();
    let reason = use_state(String::new);
    let on_submit = {
        let (action, reason, id) = (action.clone(), reason.clone(), props.account.account_id.clone());
        let (on_change, on_cancel) = (props.on_change.clone(), props.on_cancel.clone());
        Callback::from(move |()| {
            let (on_change, on_cancel, toaster) = (on_change.clone(), on_cancel.clone(), toaster.clone());
            let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
            action.run(api::admin::disable(id.clone(), reason), move |account| {
                toaster.done(texts.was_disabled(account.account_id));
                on_cancel.emit(());
                on_change.emit(());
            });
        })
    };
    let own = action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::Conflict));
    html! {
        <div class="inset">
            <h3>{ texts.disable_title(&props.account.account_id) }</h3>
            <p>{ if own { texts.own() } else { texts.disable_text() } }</p>
            <Form action={action.clone()} fields={FIELDS} {on_submit}>
                <TextArea id="reason" label={texts.reason_label()} hint={texts.reason_hint()} value={(*reason).clone()} rows=2
                    error={action.error(lang, "reason")} oninput={Callback::from(move |value| reason.set(value))} />
                <div class="form-actions">
                    <Button variant={Variant::Danger} submit=true busy={action.busy}>{ texts.disable_action() }</Button>
                    <Button onclick={props.on_cancel.reform(|_| ())}>{ lang.common().cancel() }</Button>
                </div>
            </Form>
        </div>
    }
}
