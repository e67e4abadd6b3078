//! What a part of a message costs in each country.

use std::collections::BTreeMap;

use openapi::Credits;
use openapi::campaigns::Kind;
use openapi::rates::Rate;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::{country_name, use_lang};
use crate::ui::{Column, EmptyState, FailureNote, Field, IconName, PageHead, Table};

/// A country's rates on one line.
#[derive(Clone, PartialEq)]
struct Line {
    country: String,
    name: String,
    sms: Option<(Credits, Credits)>,
    voice: Option<Credits>,
}

#[component(Rates)]
pub fn rates() -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let typed = use_state(String::new);
    let rates = use_load((), |()| async { api::rates::list().await });
    let lines = use_memo((rates.data.clone(), lang), |(data, lang)| {
        let items = data.as_ref().map(|list| list.items.as_slice()).unwrap_or_default();
        let mut lines = gather(items, |code| country_name(*lang, code));
        lines.sort_by_cached_key(|line| sms::field_key(&line.name));
        lines
    });
    let wanted = sms::field_key(typed.trim());
    let found: Vec<&Line> = lines
        .iter()
        .filter(|line| sms::field_key(&line.name).contains(&wanted) || line.country.eq_ignore_ascii_case(typed.trim()))
        .collect();
    let columns = vec![
        Column::new(texts.country()),
        Column::new(texts.sms()).class("num"),
        Column::new(texts.sms_sender()).class("num d-none d-sm-table-cell"),
        Column::new(texts.voice()).class("num"),
    ];
    let amount = |credits: Option<Credits>| credits.map_or_else(|| "–".to_owned(), |credits| lang.amount(credits));
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} />
            <div class="card">
                <div class="list-bar" role="search">
                    <Field id="rate-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true placeholder={texts.search()}
                        value={(*typed).clone()} oninput={Callback::from(move |value| typed.set(value))} autocomplete="off" />
                </div>
                if let Some(failure) = &rates.failure {
                    <div class="p-3"><FailureNote failure={failure.clone()} retry={rates.reload.clone()} /></div>
                } else if rates.data.is_some() && found.is_empty() {
                    <EmptyState icon={IconName::World} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                } else {
                    <Table caption={texts.title()} {columns} first={rates.is_first()}>
                        { for found.iter().map(|line| html! {
                            <tr key={line.country.clone()}>
                                <td><span class="cell-main">{ &line.name }</span>{ " " }<span class="quiet small">{ &line.country }</span></td>
                                <td class="num">{ amount(line.sms.map(|(plain, _)| plain)) }</td>
                                <td class="num d-none d-sm-table-cell">{ amount(line.sms.map(|(_, with_sender)| with_sender)) }</td>
                                <td class="num">{ amount(line.voice) }</td>
                            </tr>
                        }) }
                    </Table>
                }
            </div>
        </>
    }
}

fn gather(rates: &[Rate], name: impl Fn(&str) -> String) -> Vec<Line> {
    let mut lines = BTreeMap::<&str, Line>::new();
    for rate in rates {
        let line = lines.entry(&rate.country).or_insert_with(|| Line {
            country: rate.country.clone(),
            name: name(&rate.country),
            sms: None,
            voice: None,
        });
        match rate.kind {
            Kind::Pro => line.sms = Some((rate.credits, rate.credits_with_sender)),
            Kind::Voice => line.voice = Some(rate.credits),
        }
    }
    lines.into_values().collect()
}
