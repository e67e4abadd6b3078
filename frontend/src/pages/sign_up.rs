//! Opening an account.

use openapi::ProblemCode;
use openapi::accounts::NewAccount;
use openapi::sessions::NewSession;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::gate::Gate;
use crate::api::{self, Failure};
use crate::app::{use_platform, use_session};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::session;
use crate::ui::{Button, FailureNote, Field, PageHead, Variant, use_toaster};

const FIELDS: &[&str] = &["account_id", "email", "password"];

#[component(SignUp)]
pub fn sign_up() -> Html {
    let lang = use_lang();
    let texts = lang.accounts();
    let context = use_session();
    let toaster = use_toaster();
    let navigator = use_navigator();
    let platform = use_platform();
    let account_id = use_state(String::new);
    let email = use_state(String::new);
    let password = use_state(String::new);
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);

    let onsubmit = {
        let (account_id, email, password) = (account_id.clone(), email.clone(), password.clone());
        let (busy, failure) = (busy.clone(), failure.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            busy.set(true);
            let account = NewAccount {
                account_id: account_id.trim().to_owned(),
                email: email.trim().to_owned(),
                password: (*password).clone(),
                locale: Some(lang.wire()),
                time_zone: browser_time_zone(),
                country: None,
            };
            let (busy, failure, context, toaster, navigator) =
                (busy.clone(), failure.clone(), context.clone(), toaster.clone(), navigator.clone());
            spawn_local(async move {
                if let Err(error) = api::accounts::create(&account).await {
                    failure.set(Some(error));
                    busy.set(false);
                    return;
                }
                let credentials = NewSession { account_id: account.account_id, password: account.password };
                if session::sign_in(&credentials).await.is_ok() {
                    toaster.done(texts.opened());
                    context.refresh.emit(());
                    return;
                }
                // Where a server wants accounts confirmed first, the account exists all the same.
                toaster.done(texts.created());
                if let Some(navigator) = navigator {
                    navigator.push(&Route::SignIn);
                }
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    let error = |name: &str| {
        let failure = failure.as_ref()?;
        if name == "account_id" && failure.code() == Some(ProblemCode::AlreadyExists) {
            return Some(AttrValue::from(texts.account_taken()));
        }
        failure.field(lang, name).map(AttrValue::from)
    };
    let shown_in_form = failure
        .as_ref()
        .is_some_and(|failure| failure.is_only_about(FIELDS) || failure.code() == Some(ProblemCode::AlreadyExists));
    let closed = platform.is_some_and(|platform| !platform.sign_up);
    html! {
        <Gate>
            <PageHead title={texts.sign_up()} lead={if closed { texts.closed() } else { texts.sign_up_lead() }} />
            if !closed {
                <form class="form-stack" {onsubmit}>
                    if let Some(failure) = failure.as_ref().filter(|_| !shown_in_form) {
                        <FailureNote failure={failure.clone()} />
                    }
                    <Field id="account_id" label={texts.account_id()} hint={texts.account_id_hint()} value={(*account_id).clone()}
                        oninput={set(&account_id)} error={error("account_id")} autocomplete="username" required=true autofocus=true maxlength="32" />
                    <Field id="email" label={texts.email()} kind="email" value={(*email).clone()} oninput={set(&email)}
                        error={error("email")} autocomplete="email" required=true />
                    <Field id="password" label={texts.password()} kind="password" hint={texts.password_hint()} value={(*password).clone()}
                        oninput={set(&password)} error={error("password")} autocomplete="new-password" required=true />
                    <Button variant={Variant::Primary} submit=true busy={*busy} class="w-100">{ texts.create() }</Button>
                </form>
            }
            <p class="gate-other">{ texts.have_account() }{ " " }<Link<Route> to={Route::SignIn}>{ texts.sign_in() }</Link<Route>></p>
        </Gate>
    }
}

/// The IANA name of the browser's time zone: times are shown and programmed in the account's.
fn browser_time_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
