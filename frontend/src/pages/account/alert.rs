use openapi::Credits;
use openapi::accounts::{Account, AccountChange};
use yew::prelude::*;

use super::AccountFrame;
use crate::api;
use crate::app::use_session;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::ui::{Field, Form, Icon, IconName, use_toaster};

const FIELDS: &[&str] = &["credit_alert"];

/// One e-mail when the balance falls to a threshold.
#[component(CreditAlert)]
pub fn credit_alert() -> Html {
    let lang = use_lang();
    let texts = lang.account();
    let session = use_session();
    let toaster = use_toaster();
    let action = use_action();
    let unreadable = use_state(|| false);
    let typed = {
        let account = session.account.clone();
        use_state(move || account.map(|account| account.credit_alert.to_string()).unwrap_or_default())
    };
    let Some(account) = session.account else { return Html::default() };
    let on_submit = {
        let (action, typed, unreadable, refresh) =
            (action.clone(), typed.clone(), unreadable.clone(), session.refresh.clone());
        Callback::from(move |()| {
            let Some(threshold) = read(&typed) else {
                unreadable.set(true);
                return;
            };
            unreadable.set(false);
            let (refresh, toaster) = (refresh.clone(), toaster.clone());
            let change = AccountChange { credit_alert: Some(threshold), ..AccountChange::default() };
            action.run(async move { api::accounts::change(&change).await }, move |account: Account| {
                toaster.done(saved_words(lang, account.credit_alert));
                refresh.emit(());
            });
        })
    };
    let error =
        if *unreadable { Some(AttrValue::from(texts.bad_amount())) } else { action.error(lang, "credit_alert") };
    let is_low = account.credit_alert > Credits::ZERO && account.balance <= account.credit_alert;
    html! {
        <AccountFrame title={texts.alert()} lead={texts.alert_lead()}>
            <section class="card" aria-labelledby="alert">
                <div class="card-title-row"><h2 id="alert">{ texts.alert() }</h2></div>
                <div class="card-body form-stack">
                    <p class="mb-0">{ texts.balance_now(credits_words(lang, account.balance)) }</p>
                    if is_low {
                        <div class="note tone-warn"><Icon name={IconName::Coins} /><span class="note-text">{ texts.alert_low() }</span></div>
                    }
                    <Form {action} fields={FIELDS} submit={lang.common().save()} {on_submit}>
                        <Field id="credit_alert" class="short" label={texts.threshold()} hint={texts.threshold_hint()} value={(*typed).clone()} {error}
                            inputmode="decimal" autocomplete="off" required=true oninput={Callback::from(move |value| typed.set(value))} />
                    </Form>
                </div>
            </section>
        </AccountFrame>
    }
}

fn saved_words(lang: Lang, threshold: Credits) -> String {
    let texts = lang.account();
    match threshold {
        Credits::ZERO => texts.alert_removed().to_owned(),
        threshold => texts.alert_set(credits_words(lang, threshold)),
    }
}

fn credits_words(lang: Lang, credits: Credits) -> String {
    lang.shell().balance(credits.ten_thousandths() / Credits::SCALE, lang.amount(credits))
}

/// An amount as people write it: with a comma, with spaces between the thousands.
fn read(typed: &str) -> Option<Credits> {
    let plain: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    plain.replace(',', ".").parse().ok().filter(|credits| *credits >= Credits::ZERO)
}
