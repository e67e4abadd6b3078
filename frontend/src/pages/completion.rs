//! What the platform must still know of an account, asked for at every sign-in until it is known. "Later" closes it
//! until the next one.

use std::rc::Rc;

use openapi::accounts::{Account, AccountChange, BillingChange};
use yew::prelude::*;

use super::account::{CountrySelect, MobileCertification};
use super::confirmations::{MailLink, ResendButton};
use crate::api;
use crate::app::{use_platform, use_session};
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::session;
use crate::ui::{Button, Dialog, Field, Form, Icon, IconName, use_toaster};

const FIELDS: &[&str] = &["billing"];

#[component(CompletionDialog)]
pub fn completion_dialog() -> Html {
    let lang = use_lang();
    let texts = lang.completion();
    let toaster = use_toaster();
    let put_off = use_state(session::is_completion_put_off);
    let account = use_session().account;
    let complete = account.as_ref().is_none_or(|account| account.completion.complete);
    let open = !complete && !*put_off;
    {
        // A friendly word when the last of it was done here: not to whoever comes with a complete account.
        let was_open = use_mut_ref(|| false);
        use_effect_with((open, complete), move |(open, complete)| {
            if was_open.replace(*open) && *complete {
                toaster.done(texts.done());
            }
        });
    }
    let later = {
        let put_off = put_off.clone();
        Callback::from(move |()| {
            session::put_off_completion(true);
            put_off.set(true);
        })
    };
    let footer = html! { <Button onclick={later.reform(|_| ())}>{ texts.later() }</Button> };
    html! {
        <Dialog id="completion" title={texts.title()} {open} on_close={later} {footer}>
            if let Some(account) = account {
                <Steps {account} />
            }
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    account: Rc<Account>,
}

#[component(Steps)]
fn steps(props: &StepsProps) -> Html {
    let lang = use_lang();
    let texts = lang.completion();
    let platform = use_platform();
    let account = &props.account;
    let completion = account.completion;
    let contact = platform.and_then(|platform| platform.contact.clone());
    html! {
        <div class="form-stack">
            <p class="mb-0">{ texts.lead() }</p>
            { checklist(lang, account) }
            if !(completion.name && completion.country) {
                <section class="inset" aria-labelledby="completion-you">
                    <h3 id="completion-you">{ texts.you() }</h3>
                    <Particulars account={account.clone()} />
                </section>
            }
            if !completion.email {
                <section class="inset" aria-labelledby="completion-email">
                    <h3 id="completion-email">{ texts.email_title() }</h3>
                    <p>{ texts.email_text(&account.email) }</p>
                    <div class="form-actions"><ResendButton account_id={account.account_id.clone()} /><MailLink /></div>
                </section>
            }
            if !completion.mobile {
                <section class="inset" aria-labelledby="completion-mobile">
                    <h3 id="completion-mobile">{ texts.mobile_title() }</h3>
                    <p>{ texts.gift() }</p>
                    <MobileCertification />
                    <p class="form-hint mb-0">{ contact.map_or_else(|| texts.no_mobile_contact().to_owned(), |contact| texts.no_mobile(contact)) }</p>
                </section>
            }
        </div>
    }
}

fn checklist(lang: Lang, account: &Account) -> Html {
    let texts = lang.completion();
    let completion = account.completion;
    let item = |done: bool, name: &'static str| {
        html! {
            <li class={classes!("step", done.then_some("is-done"))}>
                <span class="step-mark">
                    if done {
                        <Icon name={IconName::Check} />
                    }
                </span>
                <span class="cell-main">{ name }<span class="visually-hidden">{ ": " }{ if done { lang.dashboard().done() } else { texts.missing() } }</span></span>
            </li>
        }
    };
    html! {
        <ul class="first-steps is-tight" aria-label={texts.still_missing()}>
            { item(completion.name, texts.name()) }
            { item(completion.country, texts.country()) }
            { item(completion.email, texts.email()) }
            { item(completion.mobile, texts.mobile()) }
        </ul>
    }
}

#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    company: String,
    country: String,
}

/// The part of the billing particulars that must be known; the rest has its page.
#[component(Particulars)]
fn particulars(props: &StepsProps) -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let session = use_session();
    let action = use_action();
    let draft = use_state(|| {
        let account = &props.account;
        // Most are where their numbers are.
        let country = Some(&account.billing.country).filter(|country| !country.is_empty()).unwrap_or(&account.country);
        Draft { name: account.billing.name.clone(), company: account.billing.company.clone(), country: country.clone() }
    });
    let on_submit = {
        let (action, draft) = (action.clone(), draft.clone());
        Callback::from(move |()| {
            let refresh = session.refresh.clone();
            let billing = BillingChange {
                name: Some(draft.name.trim().to_owned()),
                company: Some(draft.company.trim().to_owned()),
                country: Some(draft.country.clone()),
                ..BillingChange::default()
            };
            let change = AccountChange { billing: Some(billing), ..AccountChange::default() };
            action.run(async move { api::accounts::change(&change).await }, move |_| refresh.emit(()));
        })
    };
    html! {
        <Form action={action.clone()} fields={FIELDS} submit={lang.common().save()} {on_submit}>
            <div class="form-grid">
                <Field id="completion-name" class="wide" label={texts.name()} value={draft.name.clone()} error={action.error(lang, "billing.name")} required=true autofocus=true
                    autocomplete="name" maxlength="200" oninput={set_part(&draft, |draft: &mut Draft, value| draft.name = value)} />
                <Field id="completion-company" label={texts.company()} value={draft.company.clone()} error={action.error(lang, "billing.company")}
                    autocomplete="organization" maxlength="200" oninput={set_part(&draft, |draft: &mut Draft, value| draft.company = value)} />
                <CountrySelect id="completion-country" label={texts.country()} value={draft.country.clone()} error={action.error(lang, "billing.country")}
                    onchange={set_part(&draft, |draft: &mut Draft, value| draft.country = value)} />
            </div>
        </Form>
    }
}
