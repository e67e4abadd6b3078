//! Opening an account.

use openapi::ProblemCode;
use openapi::accounts::NewAccount;
use openapi::sessions::NewSession;
use yew::prelude::*;
use yew_router::prelude::*;

use super::gate::Gate;
use crate::api::{self, Failure};
use crate::app::{use_platform, use_session};
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::session;
use crate::ui::{Field, Form, PageHead, use_toaster};

const FIELDS: &[&str] = &["account_id", "email", "password"];

#[derive(Clone, PartialEq, Default)]
struct Draft {
    account_id: String,
    email: String,
    password: String,
}

#[component(SignUp)]
pub fn sign_up() -> Html {
    let texts = use_lang().accounts();
    let platform = use_platform();
    let closed = platform.is_some_and(|platform| !platform.sign_up);
    html! {
        <Gate>
            <PageHead title={texts.sign_up()} lead={if closed { texts.closed() } else { texts.sign_up_lead() }} />
            if !closed {
                <SignUpForm />
            }
            <p class="gate-other">{ texts.have_account() }{ " " }<Link<Route> to={Route::SignIn}>{ texts.sign_in() }</Link<Route>></p>
        </Gate>
    }
}

#[component(SignUpForm)]
fn sign_up_form() -> Html {
    let lang = use_lang();
    let texts = lang.accounts();
    let action = use_action();
    let draft = use_state(Draft::default);
    let arrive = use_arrival();
    let on_submit = {
        let (action, draft) = (action.clone(), draft.clone());
        Callback::from(move |()| {
            let (draft, arrive) = ((*draft).clone(), arrive.clone());
            action.run(open(draft, lang), move |signed_in| arrive.emit(signed_in));
        })
    };
    let taken = action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::AlreadyExists));
    let error = |name: &str| {
        if name == "account_id" && taken {
            return Some(AttrValue::from(texts.account_taken()));
        }
        action.error(lang, name)
    };
    let shown = action.silent_if(taken);
    html! {
        <Form action={shown} fields={FIELDS} submit={texts.create()} {on_submit}>
            <Field id="account_id" label={texts.account_id()} hint={texts.account_id_hint()} value={draft.account_id.clone()}
                oninput={set_part(&draft, |draft: &mut Draft, value| draft.account_id = value)} error={error("account_id")}
                autocomplete="username" required=true autofocus=true maxlength="32" />
            <Field id="email" label={texts.email()} kind="email" value={draft.email.clone()} error={error("email")} autocomplete="email" required=true
                oninput={set_part(&draft, |draft: &mut Draft, value| draft.email = value)} />
            <Field id="password" label={texts.password()} kind="password" hint={texts.password_hint()} value={draft.password.clone()}
                oninput={set_part(&draft, |draft: &mut Draft, value| draft.password = value)} error={error("password")}
                autocomplete="new-password" required=true />
        </Form>
    }
}

/// Opens the account and signs in; answers the address that the welcome e-mail goes to, or `None` where signing in did
/// not work: the account exists all the same.
async fn open(draft: Draft, lang: Lang) -> Result<Option<String>, Failure> {
    let account = NewAccount {
        account_id: draft.account_id.trim().to_owned(),
        email: draft.email.trim().to_owned(),
        password: draft.password,
        locale: Some(lang.wire()),
        time_zone: browser_time_zone(),
        country: None,
    };
    api::accounts::create(&account).await?;
    let credentials = NewSession { account_id: account.account_id, password: account.password, otp: None };
    Ok(session::sign_in(&credentials).await.ok().map(|()| account.email))
}

/// What follows: the overview for whoever is signed in, else the page to sign in on.
#[hook]
fn use_arrival() -> Callback<Option<String>> {
    let texts = use_lang().accounts();
    let context = use_session();
    let toaster = use_toaster();
    let navigator = use_navigator();
    Callback::from(move |signed_in: Option<String>| {
        if let Some(email) = signed_in {
            toaster.done(texts.opened(email));
            context.refresh.emit(());
            return;
        }
        toaster.done(texts.created());
        if let Some(navigator) = &navigator {
            navigator.push(&Route::SignIn);
        }
    })
}

/// The IANA name of the browser's time zone: times are shown and programmed in the account's.
fn browser_time_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
