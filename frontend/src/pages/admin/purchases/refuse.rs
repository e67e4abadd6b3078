use openapi::purchases::Refusal;
use yew::prelude::*;

use super::one::ActsProps;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, FormDialog, TextArea, Variant, use_toaster};

const FIELDS: &[&str] = &["reason"];

/// Refuses a purchase that waits, and says why.
#[component(RefuseButton)]
pub fn refuse_button(props: &ActsProps) -> Html {
    let lang = use_lang();
    let own = lang.admin_purchases();
    let (action, toaster) = (use_action(), use_toaster());
    let (open, reason) = (use_state(|| false), use_state(String::new));
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let on_submit = {
        let (action, id, open, reason) = (action.clone(), props.found.purchase.id, open.clone(), reason.clone());
        let on_change = props.on_change.clone();
        Callback::from(move |()| {
            let (open, on_change, toaster) = (open.clone(), on_change.clone(), toaster.clone());
            let refusal = Refusal { reason: reason.trim().to_owned() };
            action.run(api::purchases::refuse(id, refusal), move |_| {
                open.set(false);
                toaster.done(own.was_refused());
                on_change.emit(());
            });
        })
    };
    let error = action.error(lang, "reason");
    html! {
        <>
            <Button onclick={set_open(true).reform(|_| ())}>{ own.refuse() }</Button>
            <FormDialog id="refuse-purchase" title={own.refuse_title()} open={*open} {action} fields={FIELDS} submit={own.refuse_action()} variant={Variant::Danger}
                {on_submit} on_close={set_open(false)}>
                <TextArea id="reason" label={own.reason()} hint={own.reason_told()} value={(*reason).clone()} {error} rows=2 required=true
                    oninput={Callback::from(move |value| reason.set(value))} />
            </FormDialog>
        </>
    }
}
