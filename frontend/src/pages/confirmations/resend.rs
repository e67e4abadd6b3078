use yew::prelude::*;

use crate::api;
use crate::app::use_session;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, Field, Form, use_toaster};

const FIELDS: &[&str] = &["account_id"];

#[derive(Properties, PartialEq)]
pub struct ResendButtonProps {
    pub account_id: AttrValue,
    #[prop_or_default]
    pub class: Classes,
}

/// Sends the welcome e-mail again.
#[component(ResendButton)]
pub fn resend_button(props: &ResendButtonProps) -> Html {
    let lang = use_lang();
    let texts = lang.confirmations();
    let toaster = use_toaster();
    let action = use_action();
    {
        let toaster = toaster.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                toaster.warn(failure.sentence(lang));
            }
        });
    }
    let onclick = {
        let (action, account_id) = (action.clone(), props.account_id.to_string());
        Callback::from(move |_| {
            let toaster = toaster.clone();
            action.run(api::accounts::resend_confirmation(account_id.clone()), move |()| toaster.done(texts.sent()));
        })
    };
    html! { <Button class={props.class.clone()} busy={action.busy} {onclick}>{ texts.send_again() }</Button> }
}

/// The same for whoever comes with a dead link: the account is asked for, unless somebody is signed in.
#[component(ResendForm)]
pub fn resend_form() -> Html {
    let lang = use_lang();
    let texts = lang.confirmations();
    let toaster = use_toaster();
    let action = use_action();
    let account_id = {
        let own = use_session().account.map(|account| account.account_id.clone());
        use_state(move || own.unwrap_or_default())
    };
    let on_submit = {
        let (action, account_id) = (action.clone(), account_id.clone());
        Callback::from(move |()| {
            let toaster = toaster.clone();
            let work = api::accounts::resend_confirmation(account_id.trim().to_owned());
            action.run(work, move |()| toaster.done(texts.sent()));
        })
    };
    html! {
        <Form action={action.clone()} fields={FIELDS} submit={texts.send_again()} {on_submit}>
            <Field id="account_id" label={lang.accounts().account_id()} hint={texts.account_id_hint()} value={(*account_id).clone()}
                error={action.error(lang, "account_id")} required=true autocomplete="username" maxlength="32"
                oninput={Callback::from(move |value| account_id.set(value))} />
        </Form>
    }
}
