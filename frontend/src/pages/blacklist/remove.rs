use openapi::Msisdn;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Field, FormDialog, Variant, use_toaster};

/// The field that shows its own errors.
const FIELDS: &[&str] = &["reason"];

#[derive(Properties, PartialEq)]
pub struct RemoveDialogProps {
    pub number: Option<Msisdn>,
    pub on_close: Callback<()>,
    pub on_removed: Callback<()>,
}

/// Takes a number off the list; the reason stays in its history.
#[component(RemoveDialog)]
pub fn remove_dialog(props: &RemoveDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.blacklist();
    let toaster = use_toaster();
    let action = use_action();
    let reason = use_state(String::new);
    let begin = {
        let reason = reason.clone();
        Callback::from(move |()| reason.set(String::new()))
    };
    let on_submit = {
        let (action, number, reason) = (action.clone(), props.number, reason.clone());
        let (on_close, on_removed) = (props.on_close.clone(), props.on_removed.clone());
        Callback::from(move |()| {
            let Some(number) = number else { return };
            let (reason, on_close, on_removed, toaster) =
                (reason.trim().to_owned(), on_close.clone(), on_removed.clone(), toaster.clone());
            action.run(async move { api::blacklist::remove(number, &reason).await }, move |()| {
                toaster.done(texts.removed(number));
                on_removed.emit(());
                on_close.emit(());
            });
        })
    };
    let title = props.number.map(|number| texts.remove_question(number)).unwrap_or_default();
    html! {
        <FormDialog id="remove-blacklist" {title} open={props.number.is_some()} action={action.clone()} fields={FIELDS} submit={texts.remove_action()}
            variant={Variant::Danger} on_open={begin} {on_submit} on_close={props.on_close.clone()}>
            <p class="mb-0">{ texts.remove_text() }</p>
            <Field id="removal-reason" label={texts.reason()} hint={texts.reason_hint()} value={(*reason).clone()} error={action.error(lang, "reason")} required=true
                maxlength="200" autocomplete="off" oninput={Callback::from(move |value| reason.set(value))} />
        </FormDialog>
    }
}
