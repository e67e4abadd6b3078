//! A forgotten password: asking for a link, and choosing a new password with it. The answer to the question never tells
//! whether the account exists.

use openapi::ProblemCode;
use yew::prelude::*;
use yew_router::prelude::*;

use super::confirmations::{Verdict, use_token};
use super::gate::Gate;
use crate::api;
use crate::app::use_session;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Button, Field, Form, Icon, IconName, PageHead};

const FORGOT_FIELDS: &[&str] = &["account_id"];
const RESET_FIELDS: &[&str] = &["new"];

#[component(Forgot)]
pub fn forgot() -> Html {
    let lang = use_lang();
    let texts = lang.password_resets();
    let action = use_action();
    let account_id = use_state(String::new);
    let sent = use_state(|| false);
    let on_submit = {
        let (action, account_id, sent) = (action.clone(), account_id.clone(), sent.clone());
        Callback::from(move |()| {
            let sent = sent.clone();
            action.run(api::password_resets::create(account_id.trim().to_owned()), move |()| sent.set(true));
        })
    };
    let again = {
        let sent = sent.clone();
        Callback::from(move |_| sent.set(false))
    };
    let oninput = {
        let account_id = account_id.clone();
        Callback::from(move |value| account_id.set(value))
    };
    html! {
        <Gate>
            if *sent {
                <span class="empty-icon"><Icon name={IconName::Mail} /></span>
                <PageHead key="sent" title={texts.sent_title()} lead={texts.sent(account_id.trim())} />
                <p class="quiet">{ texts.sent_hint() }</p>
                <Button class="w-100" onclick={again}>{ texts.again() }</Button>
            } else {
                <PageHead key="ask" title={texts.forgot_title()} lead={texts.forgot_lead()} />
                <Form action={action.clone()} fields={FORGOT_FIELDS} submit={texts.send()} {on_submit}>
                    <Field id="account_id" label={lang.accounts().account_id()} value={(*account_id).clone()} error={action.error(lang, "account_id")}
                        {oninput} autocomplete="username" required=true autofocus=true maxlength="32" />
                </Form>
            }
            <p class="gate-other"><Link<Route> to={Route::SignIn}>{ texts.back() }</Link<Route>></p>
        </Gate>
    }
}

#[component(Reset)]
pub fn reset() -> Html {
    let lang = use_lang();
    let texts = lang.password_resets();
    let token = use_token(Route::ResetPassword);
    let action = use_action();
    let new = use_state(String::new);
    let done = use_state(|| false);
    if *done {
        return html! { <Done /> };
    }
    // Without a token there is nothing to fill in.
    let verdict =
        if token.is_empty() { Some(Verdict::Unknown) } else { action.failure.as_ref().and_then(link_verdict) };
    if let Some(verdict) = verdict {
        return dead_link(lang, verdict);
    }
    let on_submit = {
        let (action, new, done) = (action.clone(), new.clone(), done.clone());
        Callback::from(move |()| {
            let done = done.clone();
            action.run(api::password_resets::confirm(token.clone(), (*new).clone()), move |()| done.set(true));
        })
    };
    html! {
        <Gate>
            <PageHead title={texts.title()} lead={texts.lead()} />
            <Form action={action.clone()} fields={RESET_FIELDS} submit={texts.save()} {on_submit}>
                <Field id="new" label={lang.account().new_password()} kind="password" hint={lang.account().new_password_hint()} value={(*new).clone()}
                    error={action.error(lang, "new")} required=true autofocus=true autocomplete="new-password" oninput={Callback::from(move |value| new.set(value))} />
            </Form>
        </Gate>
    }
}

/// What is wrong with the new password says nothing about the link.
fn link_verdict(failure: &api::Failure) -> Option<Verdict> {
    if failure.code() == Some(ProblemCode::InvalidField) {
        return None;
    }
    Verdict::of(failure)
}

fn dead_link(lang: Lang, verdict: Verdict) -> Html {
    let texts = lang.password_resets();
    let lead = match verdict {
        Verdict::Expired => texts.expired(),
        Verdict::Used => texts.used(),
        Verdict::Unknown => verdict.text(lang),
    };
    html! {
        <Gate>
            <PageHead key="dead" title={verdict.title(lang)} {lead} />
            <Link<Route> to={Route::ForgotPassword} classes="btn btn-primary w-100">{ texts.again() }</Link<Route>>
            <p class="gate-other"><Link<Route> to={Route::SignIn}>{ texts.back() }</Link<Route>></p>
        </Gate>
    }
}

/// Every session has ended, the one of this browser too if there was one.
#[component(Done)]
fn done() -> Html {
    let lang = use_lang();
    let texts = lang.password_resets();
    let session = use_session();
    use_effect_with((), move |()| {
        if session.account.is_some() {
            session.sign_out.emit(());
        }
    });
    html! {
        <Gate>
            <span class="empty-icon"><Icon name={IconName::CircleCheck} /></span>
            <PageHead title={texts.done_title()} lead={texts.done()} />
            <Link<Route> to={Route::SignIn} classes="btn btn-primary w-100">{ lang.accounts().sign_in() }</Link<Route>>
        </Gate>
    }
}
