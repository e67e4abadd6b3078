//! Signing in.

use openapi::sessions::NewSession;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::gate::Gate;
use crate::api::Failure;
use crate::app::{use_platform, use_session};
use crate::i18n::use_lang;
use crate::route::Route;
use crate::session;
use crate::ui::{Button, FailureNote, Field, PageHead, Variant};

#[component(SignIn)]
pub fn sign_in() -> Html {
    let lang = use_lang();
    let texts = lang.accounts();
    let context = use_session();
    let platform = use_platform();
    let account_id = use_state(String::new);
    let password = use_state(String::new);
    let busy = use_state(|| false);
    let failure = use_state(|| None::<Failure>);

    let onsubmit = {
        let (account_id, password, busy, failure) =
            (account_id.clone(), password.clone(), busy.clone(), failure.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let credentials = NewSession { account_id: account_id.trim().to_owned(), password: (*password).clone() };
            let (busy, failure, refresh) = (busy.clone(), failure.clone(), context.refresh.clone());
            busy.set(true);
            spawn_local(async move {
                match session::sign_in(&credentials).await {
                    Ok(()) => refresh.emit(()),
                    Err(error) => {
                        failure.set(Some(error));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    html! {
        <Gate>
            <PageHead title={texts.sign_in()} lead={texts.sign_in_lead()} />
            <form class="form-stack" {onsubmit}>
                if let Some(failure) = &*failure {
                    <FailureNote failure={failure.clone()} />
                }
                <Field id="account_id" label={texts.account_id()} value={(*account_id).clone()} oninput={set(&account_id)}
                    autocomplete="username" required=true autofocus=true />
                <Field id="password" label={texts.password()} kind="password" value={(*password).clone()} oninput={set(&password)}
                    autocomplete="current-password" required=true />
                <Button variant={Variant::Primary} submit=true busy={*busy} class="w-100">{ texts.sign_in() }</Button>
            </form>
            if platform.is_none_or(|platform| platform.sign_up) {
                <p class="gate-other">{ texts.no_account() }{ " " }<Link<Route> to={Route::SignUp}>{ texts.sign_up() }</Link<Route>></p>
            }
        </Gate>
    }
}
