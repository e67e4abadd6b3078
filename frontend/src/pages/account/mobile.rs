use openapi::ProblemCode;
use openapi::accounts::{MobileCertified, MobileCode};
use yew::prelude::*;

use super::profile::AccountProps;
use crate::api;
use crate::app::use_session;
use crate::hooks::{Action, use_action, use_countdown};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Badge, Button, FailureNote, Field, Form, Tone, use_toaster};

const NUMBER_FIELDS: &[&str] = &["number"];
const CODE_FIELDS: &[&str] = &["code"];
/// Wrong codes that the server takes before a code no longer counts.
const TRIES: i64 = 5;
/// A message may take this long: asking again sooner would only bring two codes, of which one no longer counts.
const RESEND_AFTER_MS: f64 = 30_000.0;

/// The mobile on the page of the account: the certified one, and certifying another.
#[component(Mobile)]
pub fn mobile(props: &AccountProps) -> Html {
    let lang = use_lang();
    let texts = lang.mobiles();
    let account = &props.account;
    let certifying = use_state(|| false);
    let set = |is_open: bool| {
        let certifying = certifying.clone();
        Callback::from(move |()| certifying.set(is_open))
    };
    let number = account.mobile.filter(|_| account.mobile_certified);
    html! {
        <div class="field">
            <div class="form-label">{ texts.mobile() }</div>
            <div class="value-row">
                if let Some(number) = number {
                    <span class="digits">{ number.to_string() }</span><Badge tone={Tone::Good}>{ texts.certified() }</Badge>
                } else {
                    <span class="quiet">{ if account.completion.mobile { texts.waived() } else { texts.none() } }</span>
                }
                if !*certifying {
                    <Button class="btn-sm push" onclick={set(true).reform(|_| ())}>
                        { if number.is_some() { texts.certify_other() } else { texts.certify() } }
                    </Button>
                }
            </div>
            if *certifying {
                <div class="inset">
                    if number.is_none() && !account.completion.mobile {
                        <p>{ lang.completion().gift() }</p>
                    }
                    <MobileCertification on_done={set(false)} on_cancel={Some(set(false))} />
                </div>
            }
        </div>
    }
}

/// A code that was sent, and what is known of it.
#[derive(Clone, PartialEq)]
struct Sent {
    code: MobileCode,
    /// When it was asked for, by the clock of this browser.
    at: f64,
    tries_left: i64,
}

#[derive(Properties, PartialEq)]
pub struct MobileCertificationProps {
    #[prop_or_default]
    pub on_done: Callback<()>,
    #[prop_or_default]
    pub on_cancel: Option<Callback<()>>,
}

/// Certifies a mobile: its number, then the code that it receives.
#[component(MobileCertification)]
pub fn mobile_certification(props: &MobileCertificationProps) -> Html {
    let lang = use_lang();
    let session = use_session();
    let toaster = use_toaster();
    let sending = use_action();
    let number = use_state(String::new);
    let sent = use_state(|| None::<Sent>);
    let confirmed = session.account.as_ref().is_some_and(|account| account.confirmed);
    let send = {
        let (sending, number, sent) = (sending.clone(), number.clone(), sent.clone());
        Callback::from(move |()| {
            let sent = sent.clone();
            sending.run(api::accounts::send_mobile_code(number.trim().to_owned()), move |code| {
                sent.set(Some(Sent { code, at: js_sys::Date::now(), tries_left: TRIES }));
            });
        })
    };
    let on_certified = {
        let (refresh, on_done) = (session.refresh.clone(), props.on_done.clone());
        Callback::from(move |certified: MobileCertified| {
            toaster.done(certified_words(lang, &certified));
            refresh.emit(());
            on_done.emit(());
        })
    };
    if !confirmed {
        return html! { <p class="quiet mb-0">{ lang.mobiles().email_first() }</p> };
    }
    if let Some(current) = &*sent {
        let forget = {
            let (sent, sending) = (sent.clone(), sending.clone());
            Callback::from(move |()| {
                sending.clear();
                sent.set(None);
            })
        };
        let on_wrong = {
            let sent = sent.clone();
            Callback::from(move |()| {
                let before = (*sent).clone();
                sent.set(before.map(|before| Sent { tries_left: (before.tries_left - 1).max(0), ..before }));
            })
        };
        return html! {
            <CodeForm key={current.at.to_string()} sent={current.clone()} {sending} resend={send} other_number={forget} {on_wrong} {on_certified} />
        };
    }
    number_form(lang, &number, &sending, send, props.on_cancel.clone())
}

fn certified_words(lang: Lang, certified: &MobileCertified) -> String {
    let whole = certified.gift.ten_thousandths() / openapi::Credits::SCALE;
    match whole {
        0 => lang.mobiles().done().to_owned(),
        whole => lang.mobiles().gift(whole, lang.amount(certified.gift)),
    }
}

fn number_form(
    lang: Lang,
    number: &UseStateHandle<String>,
    action: &Action,
    on_submit: Callback<()>,
    on_cancel: Option<Callback<()>>,
) -> Html {
    let texts = lang.mobiles();
    // The one conflict there can be is about this number: said beside it.
    let already = action.failure.as_ref().is_some_and(|failure| failure.code() == Some(ProblemCode::Conflict));
    let error = if already { Some(AttrValue::from(texts.already())) } else { action.error(lang, "number") };
    let oninput = {
        let number = number.clone();
        Callback::from(move |value| number.set(value))
    };
    let aside = on_cancel
        .map(|cancel| html! { <Button onclick={cancel.reform(|_| ())}>{ lang.common().cancel() }</Button> })
        .unwrap_or_default();
    let action = action.silent_if(already);
    html! {
        <Form {action} fields={NUMBER_FIELDS} submit={texts.send()} {on_submit} {aside}>
            <Field id="mobile-number" label={texts.number()} kind="tel" hint={texts.number_hint()} value={(**number).clone()} {error} {oninput} required=true autofocus=true
                autocomplete="tel" placeholder="06 12 34 56 78" />
        </Form>
    }
}

#[derive(Properties, PartialEq)]
struct CodeFormProps {
    sent: Sent,
    sending: Action,
    resend: Callback<()>,
    other_number: Callback<()>,
    on_wrong: Callback<()>,
    on_certified: Callback<MobileCertified>,
}

/// Takes the code, and says how long and how often it may still be tried.
#[component(CodeForm)]
fn code_form(props: &CodeFormProps) -> Html {
    let lang = use_lang();
    let texts = lang.mobiles();
    let action = use_action();
    let code = use_state(String::new);
    let sent = &props.sent;
    let left = use_countdown(Some(sent.code.expires_at.millis() as f64));
    let until_resend = use_countdown(Some(sent.at + RESEND_AFTER_MS));
    {
        let on_wrong = props.on_wrong.clone();
        use_effect_with(action.failure.clone(), move |failure| {
            if failure.as_ref().is_some_and(|failure| failure.is_only_about(CODE_FIELDS)) {
                on_wrong.emit(());
            }
        });
    }
    let on_submit = {
        let (action, code, on_certified) = (action.clone(), code.clone(), props.on_certified.clone());
        Callback::from(move |()| {
            let on_certified = on_certified.clone();
            action.run(api::accounts::certify_mobile(code.trim().to_owned()), move |certified| {
                on_certified.emit(certified);
            });
        })
    };
    let life = if left > 0 { texts.good_for(clock(left)) } else { texts.expired().to_owned() };
    let (hint, error) = match sent.tries_left {
        0 => (life, Some(AttrValue::from(lang.failures().void_code()))),
        TRIES.. => (life, action.error(lang, "code")),
        left => (format!("{life} {}", texts.tries(left)), action.error(lang, "code")),
    };
    let resend = if until_resend > 0 {
        html! { <Button disabled=true>{ texts.resend_in(clock(until_resend)) }</Button> }
    } else {
        html! { <Button busy={props.sending.busy} onclick={props.resend.reform(|_| ())}>{ texts.resend() }</Button> }
    };
    html! {
        <>
            <Form action={action.clone()} fields={CODE_FIELDS} submit={texts.confirm()} {on_submit} aside={resend}>
                <p class="mb-0">{ texts.sent_to(sent.code.number) }{ " " }
                    <button type="button" class="link-button" onclick={props.other_number.reform(|_| ())}>{ texts.other_number() }</button>
                </p>
                if let Some(failure) = &props.sending.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <Field id="mobile-code" label={texts.code()} {hint} value={(*code).clone()} {error} required=true autofocus=true
                    inputmode="numeric" autocomplete="one-time-code" maxlength="6" oninput={Callback::from(move |value| code.set(value))} />
            </Form>
        </>
    }
}

/// Minutes and seconds, as a clock shows them.
fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
