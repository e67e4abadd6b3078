use openapi::second_factor::{RecoveryCodes, SecondFactorSetup};
use yew::prelude::*;

use super::OtpField;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, CopyButton, FailureNote, Field, Form, IconName, Variant, use_toaster};

const PASSWORD_FIELDS: &[&str] = &["password"];
const CODE_FIELDS: &[&str] = &["otp"];
/// The secret is read and typed in groups of this many letters.
const SECRET_GROUP: usize = 4;

#[derive(Properties, PartialEq)]
pub struct SetUpProps {
    /// It is on: these are its recovery codes.
    pub on_codes: Callback<RecoveryCodes>,
}

/// From "off" to the first code: the password where the server wants it, the picture, the code.
#[component(SetUp)]
pub fn set_up(props: &SetUpProps) -> Html {
    let lang = use_lang();
    let texts = lang.second_factor();
    let action = use_action();
    let password = use_state(String::new);
    let asked = use_state(|| false);
    let setup = use_state(|| None::<SecondFactorSetup>);
    {
        let asked = asked.clone();
        let wanted = action.failure.as_ref().is_some_and(|failure| failure.wants("password"));
        use_effect_with(wanted, move |wanted| {
            if *wanted {
                asked.set(true);
            }
        });
    }
    if let Some(setup) = &*setup {
        return html! { <Confirm setup={setup.clone()} on_codes={props.on_codes.clone()} /> };
    }
    let begin = {
        let (action, password, setup) = (action.clone(), password.clone(), setup.clone());
        Callback::from(move |()| {
            let setup = setup.clone();
            let password = Some((*password).clone()).filter(|password| !password.is_empty());
            action.run(api::second_factor::create(password), move |made| setup.set(Some(made)));
        })
    };
    if *asked {
        // That the password is needed is said above the field, not as an error below it.
        let error = action.error(lang, "password").filter(|_| !password.is_empty());
        return html! {
            <Form {action} fields={PASSWORD_FIELDS} submit={texts.go_on()} on_submit={begin}>
                <p class="mb-0">{ texts.needs_password() }</p>
                <Field id="password" label={lang.account().current_password()} kind="password" value={(*password).clone()} {error} autofocus=true
                    autocomplete="current-password" required=true oninput={Callback::from(move |value| password.set(value))} />
            </Form>
        };
    }
    html! {
        <div class="form-stack">
            if let Some(failure) = action.failure.as_ref().filter(|failure| !failure.wants("password")) {
                <FailureNote failure={failure.clone()} />
            }
            <div><Button variant={Variant::Primary} icon={IconName::ShieldLock} busy={action.busy} onclick={begin.reform(|_| ())}>{ texts.set_up() }</Button></div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ConfirmProps {
    setup: SecondFactorSetup,
    on_codes: Callback<RecoveryCodes>,
}

/// The picture to scan, and the first code that proves it was.
#[component(Confirm)]
fn confirm(props: &ConfirmProps) -> Html {
    let lang = use_lang();
    let texts = lang.second_factor();
    let toaster = use_toaster();
    let action = use_action();
    let otp = use_state(String::new);
    let on_submit = {
        let (action, otp, on_codes) = (action.clone(), otp.clone(), props.on_codes.clone());
        Callback::from(move |()| {
            let (on_codes, toaster) = (on_codes.clone(), toaster.clone());
            action.run(api::second_factor::confirm(otp.trim().to_owned()), move |codes| {
                toaster.done(texts.turned_on());
                on_codes.emit(codes);
            });
        })
    };
    let picture = format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(&props.setup.qr)));
    html! {
        <Form action={action.clone()} fields={CODE_FIELDS} submit={texts.turn_on()} {on_submit}>
            <div class="scan">
                <img src={picture} alt={texts.qr()} width="192" height="192" />
                <div class="form-stack">
                    <p class="mb-0">{ texts.scan() }<span class="form-hint">{ texts.scan_hint() }</span></p>
                    <p class="mb-0">{ texts.secret() }</p>
                    <code class="secret">{ in_groups(&props.setup.secret) }</code>
                    <div><CopyButton text={props.setup.secret.clone()} /></div>
                </div>
            </div>
            <p class="mb-0">{ texts.first_code() }</p>
            <OtpField id="first-otp" app_only=true value={(*otp).clone()} error={action.error(lang, "otp")} oninput={Callback::from(move |value| otp.set(value))} />
        </Form>
    }
}

fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(SECRET_GROUP).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
