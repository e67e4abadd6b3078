//! The pages that the buyer sees, and what its buttons do.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use tokio::time::{Instant, sleep};

use super::api::{id_of, id_text};
use super::checkouts::{Card, Checkout, State};
use super::notices;
use super::words::{Locale, Words};
use crate::answer::{Answer, Problem, typed};
use crate::receipts::Delivery;
use crate::state::now_ms;

/// A shop that is up has answered the notification long before; the buyer of one that is down waits on a page.
const TELLING: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(20);

/// What the page asks itself for while the shop is being told.
const WAITING: &str = "told";

const TICK: &str = r#"<path d="M5 12.5l4.500 4.500L19 7.500"/>"#;
const CROSS: &str = r#"<path d="M6.500 6.500l11 11M17.500 6.500l-11 11"/>"#;
const CLOCK: &str = r#"<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.500l3.500 2"/>"#;
const QUESTION: &str = r#"<path d="M9 9a3 3 0 1 1 4.500 2.600c-1 .600-1.500 1.200-1.500 2.400M12 17.500v.010"/>"#;

/// `POST /bank/pay/{id}`: a card was chosen. One that is decided already stays as it is.
pub async fn choose(delivery: &Arc<Delivery>, id: &str, body: &[u8]) -> Answer {
    let chosen = field(body, "card");
    let Some(card) = Card::ALL.into_iter().find(|card| card.word() == chosen) else {
        return Problem::field("card", "is none of plain, secure, declined, closing").answer();
    };
    let state = match card {
        Card::Plain | Card::Closing => State::Paid(card),
        Card::Secure => State::AsksCode,
        Card::Declined => State::Refused("card_declined"),
    };
    settle(delivery, id, |checkout| checkout.state = state).await
}

/// `POST /bank/pay/{id}/code`: a code was typed in.
pub async fn enter_code(delivery: &Arc<Delivery>, id: &str, body: &[u8]) -> Answer {
    let code = field(body, "code");
    settle(delivery, id, |checkout| {
        if checkout.state == State::AsksCode {
            let right = code.split_whitespace().collect::<String>() == checkout.code();
            checkout.state = if right { State::Paid(Card::Secure) } else { State::Refused("wrong_code") };
        }
    })
    .await
}

/// Changes a checkout that can still be paid, tells the shop what came of it, and sends the buyer back once it knows.
async fn settle(delivery: &Arc<Delivery>, id: &str, change: impl FnOnce(&mut Checkout)) -> Answer {
    let Some(number) = id_of(id) else { return unknown() };
    // Room for the notification, whether or not there will be one.
    if !delivery.shared.stats.reserve(1) {
        return Problem::busy("a million receipts wait for their receivers").answer();
    }
    let settled = delivery.shared.bank.change(number, now_ms(), |checkout| {
        let open = checkout.state.is_open();
        if open {
            change(checkout);
        }
        (checkout.clone(), open && !checkout.state.is_open())
    });
    let Some((checkout, true)) = settled else {
        delivery.shared.stats.release(1);
        return redirect(&format!("/bank/pay/{id}"));
    };
    notices::payment(delivery, &checkout);
    let deadline = Instant::now() + TELLING;
    while Instant::now() < deadline {
        if delivery.shared.bank.find(number, now_ms()).is_none_or(|checkout| checkout.told) {
            return redirect(&checkout.return_url);
        }
        sleep(LOOK).await;
    }
    redirect(&format!("/bank/pay/{id}?{WAITING}"))
}

/// `GET /bank/pay/{id}`.
pub fn show(delivery: &Delivery, id: &str, query: Option<&str>) -> Answer {
    let Some(checkout) = id_of(id).and_then(|id| delivery.shared.bank.find(id, now_ms())) else { return unknown() };
    let waits = query == Some(WAITING);
    if waits && checkout.told {
        return redirect(&checkout.return_url);
    }
    let words = checkout.locale.words();
    let main = match checkout.state {
        State::Open => cards(&checkout, words),
        State::AsksCode => code(&checkout, words),
        State::Paid(_) => outcome(&checkout, words, ("good", TICK), words.paid, words.paid_lead),
        State::Refused("wrong_code") => outcome(&checkout, words, ("bad", CROSS), words.refused, words.wrong_code_lead),
        State::Refused(_) => outcome(&checkout, words, ("bad", CROSS), words.refused, words.declined_lead),
        State::Expired => outcome(&checkout, words, ("", CLOCK), words.expired, words.expired_lead),
    };
    let form_action = format!("'self' {}", checkout.return_origin);
    page(StatusCode::OK, words, &main, &form_action, waits)
}

fn unknown() -> Answer {
    // Whose language it was is forgotten, too: it says it in both.
    let [words, english] = [Locale::Fr, Locale::En].map(Locale::words);
    let main = format!(
        r#"{badge}<h1>{}</h1><p class="lead">{}</p><div lang="en"><h2>{}</h2><p class="lead">{}</p></div>"#,
        words.unknown,
        words.unknown_lead,
        english.unknown,
        english.unknown_lead,
        badge = badge(("", QUESTION)),
    );
    page(StatusCode::NOT_FOUND, words, &main, "'self'", false)
}

fn cards(checkout: &Checkout, words: &Words) -> String {
    let rows: String = words
        .cards()
        .map(|(card, (name, fate))| {
            let (word, checked) = (card.word(), if card == Card::Plain { " checked" } else { "" });
            format!(
                r#"<label class="card"><input type="radio" name="card" value="{word}"{checked}><span class="chip" aria-hidden="true"></span><span><strong>{name}</strong><small>{fate}</small></span></label>"#
            )
        })
        .collect();
    let amount = checkout.locale.amount(checkout.amount.0, &checkout.currency);
    format!(
        r#"{summary}<form method="post" action="/bank/pay/{id}"><fieldset><legend>{choose}</legend>{rows}</fieldset>
<button type="submit">{pay} {amount}</button></form>
<p class="leave"><a href="{back}">{leave}</a></p><p class="hint">{stay}</p>"#,
        summary = summary(checkout, words),
        id = id_text(checkout.id),
        choose = words.choose,
        pay = words.pay,
        back = escape(&checkout.return_url),
        leave = words.leave,
        stay = words.stay,
    )
}

fn code(checkout: &Checkout, words: &Words) -> String {
    let code = checkout.code();
    format!(
        r#"{summary}<h2>{title}</h2><p class="lead">{lead}</p><p class="code">{first} {last}</p>
<form method="post" action="/bank/pay/{id}/code"><label class="typed" for="code">{label}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus aria-describedby="hint">
<p class="hint" id="hint">{hint}</p><button type="submit">{send}</button></form>
<p class="leave"><a href="{back}">{leave}</a></p>"#,
        summary = summary(checkout, words),
        title = words.code_title,
        lead = words.code_lead,
        first = &code[..3],
        last = &code[3..],
        id = id_text(checkout.id),
        label = words.code_label,
        hint = words.code_hint,
        send = words.code_send,
        back = escape(&checkout.return_url),
        leave = words.leave,
    )
}

fn summary(checkout: &Checkout, words: &Words) -> String {
    format!(
        r#"<header class="summary"><h1><small>{to_pay}</small>{amount}</h1><dl><div><dt>{reference}</dt><dd>{label}</dd></div></dl><p>{description}</p></header>"#,
        to_pay = words.to_pay,
        amount = checkout.locale.amount(checkout.amount.0, &checkout.currency),
        reference = words.reference,
        label = escape(&checkout.label),
        description = escape(&checkout.description),
    )
}

/// What became of it. While the shop does not know yet, the page looks again by itself.
fn outcome(checkout: &Checkout, words: &Words, icon: (&str, &str), title: &str, lead: &str) -> String {
    let untold = matches!(checkout.state, State::Paid(_) | State::Refused(_)) && !checkout.told;
    let waiting =
        if untold { format!(r#"<p class="waiting" role="status">{}</p>"#, words.waiting) } else { String::new() };
    format!(
        r#"{badge}<h1>{title}</h1><p class="lead">{lead}</p>{waiting}<p class="sum">{amount} · {label}</p><p><a class="button" href="{back}">{words_back}</a></p>"#,
        badge = badge(icon),
        amount = checkout.locale.amount(checkout.amount.0, &checkout.currency),
        label = escape(&checkout.label),
        back = escape(&checkout.return_url),
        words_back = words.back,
    )
}

fn badge((class, path): (&str, &str)) -> String {
    format!(
        r#"<span class="badge {class}"><svg viewBox="0 0 24 24" width="28" height="28" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{path}</svg></span>"#
    )
}

fn page(status: StatusCode, words: &Words, main: &str, form_action: &str, again: bool) -> Answer {
    let refresh = if again { r#"<meta http-equiv="refresh" content="2">"# } else { "" };
    let html = format!(
        r#"<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">{refresh}<title>{bank}</title><link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="/bank/page.css"></head>
<body class="bank"><header class="bar"><img class="mark" src="/icon.svg" alt="" width="34" height="34"><p class="brand">Chappe <span>{bank}</span></p></header>
<main><p class="warning">{warning}</p><div class="sheet">{main}</div></main></body></html>"#,
        language = words.language,
        bank = words.bank,
        warning = words.warning,
    );
    let mut answer = typed(status, "text/html; charset=utf-8", Bytes::from(html));
    let policy = format!("default-src 'self'; base-uri 'none'; form-action {form_action}; frame-ancestors 'none'");
    // The origin was looked through when the checkout was opened.
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let headers: [(HeaderName, HeaderValue); 4] = [
        (CONTENT_SECURITY_POLICY, policy),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    answer.headers_mut().extend(headers.map(|(name, value)| (Some(name), value)));
    answer
}

/// After a form: whoever reloads the next page posts nothing again.
fn redirect(to: &str) -> Answer {
    let mut answer = typed(StatusCode::SEE_OTHER, "text/plain", Bytes::new());
    if let Ok(to) = HeaderValue::from_str(to) {
        answer.headers_mut().insert(LOCATION, to);
    }
    answer
}

/// A field of a form; empty when it is not there.
fn field(body: &[u8], name: &str) -> String {
    let found = form_urlencoded::parse(body).find(|(field, _)| field == name);
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
