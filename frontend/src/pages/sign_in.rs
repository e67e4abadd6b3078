//! Signing in: the password, then the code where a second factor is on.

use openapi::ProblemCode;
use openapi::sessions::NewSession;
use yew::prelude::*;
use yew_router::prelude::*;

use super::gate::Gate;
use super::second_factor::OtpField;
use crate::app::{use_platform, use_session};
use crate::hooks::{Action, set_part, use_action, use_countdown};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::session;
use crate::ui::{Field, Form, Icon, IconName, PageHead};

#[derive(Clone, PartialEq, Default)]
struct Draft {
    account_id: String,
    password: String,
    otp: String,
    /// The password was right: the code is what is missing.
    second_step: bool,
}

#[component(SignIn)]
pub fn sign_in() -> Html {
    let lang = use_lang();
    let texts = lang.accounts();
    let platform = use_platform();
    let draft = use_state(Draft::default);
    let (action, wait, on_submit) = use_sign_in(&draft);
    let shown = shown_action(&action, &draft, wait);
    let start_over = {
        let (draft, action) = (draft.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.clear();
            draft.set(Draft::default());
        })
    };
    html! {
        <Gate>
            if draft.second_step {
                <PageHead key="code" title={texts.code_title()} lead={texts.code_lead()} />
            } else {
                <PageHead key="password" title={texts.sign_in()} lead={texts.sign_in_lead()} />
            }
            <Form action={shown} submit={texts.sign_in()} {on_submit} disabled={wait > 0}>
                { cool_down(lang, &action, wait) }
                if draft.second_step {
                    { code_step(lang, &draft, &action) }
                } else {
                    { password_step(lang, &draft) }
                }
            </Form>
            if draft.second_step {
                <p class="gate-other"><button type="button" class="link-button" onclick={start_over}>{ texts.start_over() }</button></p>
            } else {
                <p class="gate-other"><Link<Route> to={Route::ForgotPassword}>{ texts.forgotten() }</Link<Route>></p>
                if platform.is_none_or(|platform| platform.sign_up) {
                    <p class="gate-other">{ texts.no_account() }{ " " }<Link<Route> to={Route::SignUp}>{ texts.sign_up() }</Link<Route>></p>
                }
            }
        </Gate>
    }
}

/// Signing in, the seconds to wait after too many tries, and what sends the form.
#[hook]
fn use_sign_in(draft: &UseStateHandle<Draft>) -> (Action, i64, Callback<()>) {
    let context = use_session();
    let action = use_action();
    let until = use_state(|| None::<f64>);
    {
        let (draft, until) = (draft.clone(), until.clone());
        use_effect_with(action.failure.clone(), move |failure| {
            let Some(failure) = failure else { return };
            if failure.code() == Some(ProblemCode::SecondFactorRequired) {
                draft.set(Draft { second_step: true, otp: String::new(), ..(*draft).clone() });
            }
            until.set(failure.retry_after().map(|seconds| js_sys::Date::now() + seconds as f64 * 1_000.0));
        });
    }
    let on_submit = {
        let (action, draft) = (action.clone(), draft.clone());
        Callback::from(move |()| {
            let refresh = context.refresh.clone();
            let credentials = NewSession {
                account_id: draft.account_id.trim().to_owned(),
                password: draft.password.clone(),
                otp: draft.second_step.then(|| draft.otp.trim().to_owned()),
            };
            action.run(async move { session::sign_in(&credentials).await }, move |()| refresh.emit(()));
        })
    };
    let wait = use_countdown(*until);
    (action, wait, on_submit)
}

/// The action without what is said elsewhere: the code below its field, the wait as it runs down.
fn shown_action(action: &Action, draft: &Draft, wait: i64) -> Action {
    let code = action.failure.as_ref().and_then(crate::api::Failure::code);
    let elsewhere = match code {
        Some(ProblemCode::SecondFactorRequired) => true,
        Some(ProblemCode::SecondFactorWrong) => draft.second_step,
        Some(ProblemCode::TooManyTries | ProblemCode::TooManyRequests) => wait > 0,
        _ => false,
    };
    action.silent_if(elsewhere)
}

fn cool_down(lang: Lang, action: &Action, wait: i64) -> Html {
    let limited = action.failure.as_ref().filter(|failure| failure.retry_after().is_some());
    html! {
        if let Some(failure) = limited.filter(|_| wait > 0) {
            <div class="note tone-warn">
                <Icon name={IconName::AlertTriangle} />
                // Read out once, and not anew every second.
                <span class="visually-hidden" role="alert">{ failure.sentence(lang) }</span>
                <span class="note-text digits" aria-hidden="true">{ lang.accounts().wait(lang.duration(wait)) }</span>
            </div>
        }
    }
}

fn password_step(lang: Lang, draft: &UseStateHandle<Draft>) -> Html {
    let texts = lang.accounts();
    html! {
        <>
            <Field id="account_id" label={texts.account_id()} value={draft.account_id.clone()} autocomplete="username" required=true autofocus=true
                oninput={set_part(draft, |draft: &mut Draft, value| draft.account_id = value)} />
            <Field id="password" label={texts.password()} kind="password" value={draft.password.clone()} autocomplete="current-password" required=true
                oninput={set_part(draft, |draft: &mut Draft, value| draft.password = value)} />
        </>
    }
}

fn code_step(lang: Lang, draft: &UseStateHandle<Draft>, action: &Action) -> Html {
    let wrong = action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::SecondFactorWrong));
    html! {
            <OtpField id="otp" value={draft.otp.clone()} error={wrong.then(|| AttrValue::from(lang.failures().wrong_code()))} autofocus=true
                oninput={set_part(draft, |draft: &mut Draft, value| draft.otp = value)} />
    }
}
