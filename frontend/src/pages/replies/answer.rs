use openapi::campaigns::{Estimate, NewCampaign, Purpose, Recipients};
use openapi::replies::Reply;
use openapi::{Credits, Msisdn, ProblemCode};
use sms::Measure;
use yew::prelude::*;
use yew_router::prelude::*;

use super::name_of;
use crate::api::{self, Failure};
use crate::app::use_session;
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::Counter;
use crate::pages::confirmations::SendHold;
use crate::route::Route;
use crate::ui::{Button, Form, Icon, IconName, TextArea, Variant, use_toaster};

const FIELDS: &[&str] = &["text"];

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    pub reply: Reply,
    pub on_sent: Callback<()>,
}

/// An answer, counted and priced while it is written; refused where the number is not to be written to.
#[component(Answer)]
pub fn answer(props: &AnswerProps) -> Html {
    let lang = use_lang();
    let texts = lang.replies();
    let (session, toaster, action) = (use_session(), use_toaster(), use_action());
    let typed = use_state(String::new);
    // One SMS to this number says what each costs, and whether it may be written to at all.
    let price = use_load(props.reply.from, |number| async move { api::campaigns::estimate(&one_sms(number)).await });
    let refused = price.data.as_ref().is_some_and(|price| price.outcomes.contains_key("blacklisted"))
        || action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::Conflict);
    // One key for one text: pressed twice, or again after a broken connection, it is sent once.
    let key = use_memo((*typed).clone(), |_| api::new_key());
    if refused {
        return refusal(lang, &props.reply);
    }
    let measure = sms::measure(&sms::euro(&sms::clean(&typed)));
    let on_submit = {
        let (action, typed, id, name) = (action.clone(), typed.clone(), props.reply.id, name_of(&props.reply));
        let (on_sent, refresh) = (props.on_sent.clone(), session.refresh.clone());
        Callback::from(move |()| {
            let (text, key, name) = ((*typed).clone(), key.clone(), name.clone());
            let (typed, on_sent, refresh, toaster) = (typed.clone(), on_sent.clone(), refresh.clone(), toaster.clone());
            action.run(async move { api::replies::answer(id, text, &key).await }, move |_| {
                toaster.done(texts.sent(name));
                typed.set(String::new());
                on_sent.emit(());
                refresh.emit(());
            });
        })
    };
    let may_send = session.account.as_ref().is_some_and(|account| account.confirmed);
    let balance = session.account.as_ref().map(|account| account.balance);
    let label = if props.reply.answer_id.is_some() { texts.answer_again() } else { texts.answer() };
    let error = match measure.parts.fits() {
        true => action.error(lang, "text"),
        false => Some(lang.composer().too_long(sms::MAX_PARTS).into()),
    };
    let is_empty = typed.trim().is_empty();
    html! {
        <Form action={action.clone()} fields={FIELDS} {on_submit}>
            <TextArea id="answer" {label} rows=3 value={(*typed).clone()} {error} oninput={Callback::from({ let typed = typed.clone(); move |text| typed.set(text) })} />
            if !is_empty {
                <Counter {measure} />
                { cost(lang, measure, price.data.as_deref(), balance, price.failure.is_some()) }
            }
            <SendHold />
            <div class="form-actions">
                <Button variant={Variant::Primary} icon={IconName::Send} submit=true busy={action.busy} disabled={is_empty || !may_send || !measure.parts.fits()}>{ texts.send() }</Button>
            </div>
        </Form>
    }
}

/// The smallest message to this number: one part.
fn one_sms(number: Msisdn) -> NewCampaign {
    NewCampaign {
        purpose: Some(Purpose::Transactional),
        text: "1".to_owned(),
        recipients: Recipients { numbers: vec![number.to_string()], ..Recipients::default() },
        ..NewCampaign::default()
    }
}

/// What the answer costs, and whether the balance covers it.
fn cost(lang: Lang, measure: Measure, price: Option<&Estimate>, balance: Option<Credits>, failed: bool) -> Html {
    let texts = lang.replies();
    let Some(price) = price else {
        return html! { if failed { <p class="quiet small mb-0">{ texts.cost_unknown() }</p> } };
    };
    let credits = price.credits * i64::from(measure.parts.get());
    let whole = credits.ten_thousandths() / Credits::SCALE;
    html! {
        <>
            <p class="quiet small mb-0 digits">{ texts.cost(whole, lang.amount(credits)) }</p>
            if balance.is_some_and(|balance| balance < credits) {
                <div class="note tone-bad"><Icon name={IconName::Coins} /><span class="note-text">{ texts.not_enough() }{ " " }<Link<Route> to={Route::Credits}>{ lang.notices().see_credits() }</Link<Route>></span></div>
            }
        </>
    }
}

/// Why there is nothing to write here.
fn refusal(lang: Lang, reply: &Reply) -> Html {
    let texts = lang.replies();
    let words = if reply.stop { texts.blacklisted_stop() } else { texts.blacklisted() };
    html! {
        <div class="note tone-warn" role="status">
            <Icon name={IconName::Ban} />
            <span class="note-text">{ words }{ " " }<Link<Route> to={Route::Blacklisted { number: reply.from }}>{ texts.see_blacklist() }</Link<Route>></span>
        </div>
    }
}
