//! What the operator sets: each country's rates, one by one or as a table, now or from a day on.

mod change;
mod import;

use openapi::campaigns::Kind;
use openapi::rates::{AdminRate, DatedRate};
use yew::prelude::*;

use self::change::ChangeDialog;
use self::import::ImportCard;
use super::OperatorsOnly;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::pages::rates::find::{self, Place, find};
use crate::ui::{
    Badge, Button, Column, EmptyState, FailureNote, Field, Icon, IconName, Tab, Table, Tabs, Toaster, Tone, save_blob,
    use_toaster,
};

#[component(Rates)]
pub fn rates() -> Html {
    let texts = use_lang().rates();
    html! { <OperatorsOnly title={texts.title()} lead={texts.admin_lead()}><RateDesk /></OperatorsOnly> }
}

/// A country with its two kinds.
#[derive(Clone, PartialEq)]
pub struct Land {
    pub country: String,
    pub name: String,
    place: Place,
    /// Text messages first, then voice.
    pub rates: Vec<AdminRate>,
}

impl Land {
    fn has_to_come(&self) -> bool {
        self.rates.iter().any(|rate| !rate.to_come.is_empty())
    }

    fn has_withdrawn(&self) -> bool {
        self.rates.iter().any(|rate| rate.now.credits.is_none())
    }
}

#[component(RateDesk)]
fn rate_desk() -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let toaster = use_toaster();
    let (typed, show, opened) =
        (use_state(String::new), use_state(|| AttrValue::from("all")), use_state(|| None::<String>));
    let rates = use_load((), |()| async { api::rates::all().await });
    let lands = use_memo((rates.data.clone(), lang), |(data, lang)| {
        gather(*lang, data.as_ref().map(|list| list.items.as_slice()).unwrap_or_default())
    });
    let mut found = find(&lands, &typed, |land| &land.place);
    found.retain(|land| match show.as_str() {
        "to_come" => land.has_to_come(),
        "withdrawn" => land.has_withdrawn(),
        _ => true,
    });
    let count = |of: fn(&Land) -> bool| i64::try_from(lands.iter().filter(|land| of(land)).count()).unwrap_or_default();
    let tab = |value: &'static str, label: &'static str, count: Option<i64>| Tab {
        value: value.into(),
        label: label.into(),
        count: count.map(|count| lang.number(count).into()),
    };
    let tabs = vec![
        tab("all", texts.everything(), None),
        tab("to_come", texts.only_to_come(), Some(count(Land::has_to_come))),
        tab("withdrawn", texts.only_withdrawn(), Some(count(Land::has_withdrawn))),
    ];
    let open = {
        let opened = opened.clone();
        Callback::from(move |country: Option<String>| opened.set(country))
    };
    let land = opened.as_ref().and_then(|country| lands.iter().find(|land| land.country == *country)).cloned();
    let columns = vec![
        Column::new(texts.country()),
        Column::new(texts.sms()).class("num"),
        Column::new(texts.sms_sender()).class("num d-none d-md-table-cell"),
        Column::new(texts.voice()).class("num d-none d-sm-table-cell"),
        Column::new(texts.to_come()).class("d-none d-lg-table-cell"),
        Column::new(texts.change()).hidden(),
    ];
    html! {
        <>
            <div class="note tone-info mb-3"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.default_note() }</span></div>
            <div class="card">
                <div class="list-bar" role="search">
                    <Field id="admin-rate-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                        placeholder={texts.search_hint()} value={(*typed).clone()} autocomplete="off"
                        oninput={Callback::from(move |value| typed.set(value))} />
                    <Button icon={IconName::Download} onclick={download(lang, toaster)}>{ texts.download() }</Button>
                </div>
                <div class="list-bar"><Tabs label={texts.title()} {tabs} value={(*show).clone()} onchange={Callback::from(move |value| show.set(value))} /></div>
                if let Some(failure) = &rates.failure {
                    <div class="p-3"><FailureNote failure={failure.clone()} retry={rates.reload.clone()} /></div>
                } else if rates.data.is_some() && found.is_empty() {
                    <EmptyState icon={IconName::World} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                } else {
                    <Table caption={texts.title()} {columns} first={rates.is_first()}>
                        { for found.iter().map(|land| row(lang, land, &open)) }
                    </Table>
                }
            </div>
            <ImportCard on_change={rates.reload.clone()} />
            <ChangeDialog {land} on_close={open.reform(|()| None)} on_change={rates.reload.clone()} />
        </>
    }
}

/// Keeps the table as a file, as the import below takes it.
fn download(lang: Lang, toaster: Toaster) -> Callback<MouseEvent> {
    Callback::from(move |_| {
        let toaster = toaster.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match api::rates::export().await {
                Ok(file) => save_blob(&file.name, &file.content),
                Err(failure) => toaster.warn(failure.sentence(lang)),
            }
        });
    })
}

fn row(lang: Lang, land: &Land, open: &Callback<Option<String>>) -> Html {
    let texts = lang.rates();
    let amount = |kind: Kind, of: fn(&DatedRate) -> Option<openapi::Credits>| {
        let rate = land.rates.iter().find(|rate| rate.kind == kind)?;
        of(&rate.now).map(|credits| lang.amount(credits))
    };
    let shown = |amount: Option<String>| match amount {
        Some(amount) => html! { <span class="digits">{ amount }</span> },
        None => html! { <Badge tone={Tone::Mute}>{ texts.not_served() }</Badge> },
    };
    let next = land.rates.iter().filter_map(|rate| rate.to_come.first()?.from).min_by_key(|from| from.millis());
    let country = land.country.clone();
    html! {
        <tr key={land.country.clone()}>
            <td>
                <span class="cell-main">{ &land.name }</span>
                <div class="cell-sub digits">{ land.place.dial() }</div>
                if let Some(from) = next {
                    <div class="cell-sub d-lg-none">{ texts.to_come() }{ " " }{ lang.date(from) }</div>
                }
            </td>
            <td class="num">{ shown(amount(Kind::Pro, |rate| rate.credits)) }</td>
            <td class="num d-none d-md-table-cell">{ shown(amount(Kind::Pro, |rate| rate.credits_with_sender)) }</td>
            <td class="num d-none d-sm-table-cell">{ shown(amount(Kind::Voice, |rate| rate.credits)) }</td>
            <td class="d-none d-lg-table-cell">{ next.map(|from| lang.date(from)).unwrap_or_default() }</td>
            <td class="num">
                <Button class="btn-sm" icon={IconName::Edit} label={texts.change_of(&land.name)} onclick={open.reform(move |_| Some(country.clone()))} />
            </td>
        </tr>
    }
}

fn gather(lang: Lang, rates: &[AdminRate]) -> Vec<Land> {
    let mut lands: Vec<Land> = Vec::new();
    for rate in rates {
        // They come in the order of their codes.
        match lands.last_mut().filter(|land| land.country == rate.country) {
            Some(land) => land.rates.push(rate.clone()),
            None => lands.push(Land {
                country: rate.country.clone(),
                name: find::name(lang, &rate.name, &rate.name_fr).to_owned(),
                place: Place::new(&rate.country, [&rate.name, &rate.name_fr], &rate.dial_code, &rate.area_codes),
                rates: vec![rate.clone()],
            }),
        }
    }
    lands.sort_by_cached_key(|land| sms::field_key(&land.name));
    lands
}

/// A price in words: with its own price of a custom sender where that differs.
pub fn price_words(lang: Lang, rate: &DatedRate) -> String {
    let texts = lang.rates();
    match (rate.credits, rate.credits_with_sender) {
        (Some(credits), Some(with_sender)) if credits != with_sender => {
            format!("{} ({})", lang.amount(credits), texts.with_sender(lang.amount(with_sender)))
        }
        (Some(credits), _) => lang.amount(credits),
        _ => texts.not_served().to_owned(),
    }
}

pub fn kind_name(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Pro => lang.rates().sms(),
        Kind::Voice => lang.rates().voice(),
    }
}
