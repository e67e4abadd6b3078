//! What a part of a message costs in each country, in credits and in euros at each pack. For everybody, signed in or not.

pub mod find;

use openapi::campaigns::Kind;
use openapi::packs::{Pack, PackList};
use openapi::rates::Rate;
use openapi::{Credits, Euros};
use yew::prelude::*;
use yew_router::prelude::*;

use self::find::{Place, find};
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Choice, Column, EmptyState, FailureNote, Field, Icon, IconName, PageHead, Select, Table};

/// The pack whose prices are shown at first.
const USUAL_PACK: i64 = 1_000;

/// A country's rates on one line.
#[derive(Clone, PartialEq)]
struct Line {
    country: String,
    name: String,
    place: Place,
    sms: Option<(Credits, Credits)>,
    voice: Option<Credits>,
}

#[component(Rates)]
pub fn rates() -> Html {
    let lang = use_lang();
    let texts = lang.rates();
    let typed = use_state(String::new);
    let chosen = use_state(|| USUAL_PACK);
    let rates = use_load((), |()| async { api::rates::list().await });
    let packs = use_load((), |()| async { api::packs::list().await });
    let lines = use_memo((rates.data.clone(), lang), |(data, lang)| {
        gather(*lang, data.as_ref().map(|list| list.items.as_slice()).unwrap_or_default())
    });
    let pack = packs.data.as_deref().and_then(|list| pack_of(list, *chosen));
    let found = find(&lines, &typed, |line| &line.place);
    let columns = vec![
        Column::new(texts.country()),
        Column::new(texts.sms()).class("num"),
        Column::new(texts.sms_sender()).class("num d-none d-md-table-cell"),
        Column::new(texts.voice()).class("num"),
    ];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Link<Route> to={Route::Simulator} classes="btn"><Icon name={IconName::Calculator} />{ texts.simulate() }</Link<Route>>
                <Link<Route> to={Route::BuyCredits} classes="btn btn-primary"><Icon name={IconName::Coins} />{ lang.purchases().buy() }</Link<Route>>
            </PageHead>
            <div class="card">
                <div class="list-bar" role="search">
                    <Field id="rate-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                        placeholder={texts.search_hint()} value={(*typed).clone()} autocomplete="off"
                        oninput={Callback::from(move |value| typed.set(value))} />
                    if let Some(list) = &packs.data {
                        { pack_choice(lang, list, pack, Callback::from(move |credits| chosen.set(credits))) }
                    }
                </div>
                if let Some(failure) = &rates.failure {
                    <div class="p-3"><FailureNote failure={failure.clone()} retry={rates.reload.clone()} /></div>
                } else if rates.data.is_some() && found.is_empty() {
                    <EmptyState icon={IconName::World} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                } else {
                    <Table caption={texts.title()} {columns} first={rates.is_first()}>
                        { for found.iter().map(|line| row(lang, line, pack)) }
                    </Table>
                    <p class="list-foot quiet small mb-0" role="status">{ texts.found(i64::try_from(found.len()).unwrap_or_default()) }</p>
                }
            </div>
        </>
    }
}

fn pack_of(list: &PackList, credits: i64) -> Option<Pack> {
    list.items.iter().find(|pack| pack.credits == credits).or_else(|| list.items.first()).copied()
}

fn pack_choice(lang: Lang, list: &PackList, pack: Option<Pack>, on_choose: Callback<i64>) -> Html {
    let texts = lang.rates();
    let label = |pack: &Pack| texts.pack(pack.credits, lang.money(pack.unit_price));
    let choices = list.items.iter().map(|pack| Choice::new(pack.credits.to_string(), label(pack))).collect::<Vec<_>>();
    let value = pack.map(|pack| pack.credits.to_string()).unwrap_or_default();
    let onchange = Callback::from(move |value: String| {
        if let Ok(credits) = value.parse() {
            on_choose.emit(credits);
        }
    });
    html! { <Select id="rate-pack" class="rate-pack" label={texts.prices_at()} label_hidden=true {value} {choices} {onchange} /> }
}

fn row(lang: Lang, line: &Line, pack: Option<Pack>) -> Html {
    let sender = line.sms.filter(|(plain, with_sender)| plain != with_sender);
    html! {
        <tr key={line.country.clone()}>
            <td>
                <span class="cell-main">{ &line.name }</span>
                <div class="cell-sub digits">{ line.place.dial() }</div>
            </td>
            <td class="num">
                { price(lang, line.sms.map(|(plain, _)| plain), pack) }
                if let Some((_, with_sender)) = sender {
                    <div class="cell-sub text-nowrap d-md-none">{ lang.rates().with_sender(lang.amount(with_sender)) }</div>
                }
            </td>
            <td class="num d-none d-md-table-cell">{ price(lang, line.sms.map(|(_, with_sender)| with_sender), pack) }</td>
            <td class="num">{ price(lang, line.voice, pack) }</td>
        </tr>
    }
}

/// Credits, and below them what they cost out of the pack.
fn price(lang: Lang, credits: Option<Credits>, pack: Option<Pack>) -> Html {
    let Some(credits) = credits else { return html! { <span class="quiet">{ lang.rates().not_served() }</span> } };
    html! {
        <>
            <span class="cell-main">{ lang.amount(credits) }</span>
            if let Some(pack) = pack {
                <div class="cell-sub digits">{ lang.money(euros(credits, pack.unit_price)) }</div>
            }
        </>
    }
}

/// Euros of so many credits, exact to 1/10 000 and rounded there.
fn euros(credits: Credits, unit_price: Euros) -> Euros {
    let product = i128::from(credits.ten_thousandths()) * i128::from(unit_price.ten_thousandths());
    let scale = i128::from(Credits::SCALE);
    Euros::from_ten_thousandths(i64::try_from((product + scale / 2) / scale).unwrap_or(i64::MAX))
}

fn gather(lang: Lang, rates: &[Rate]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for rate in rates {
        let at = lines.iter().position(|line| line.country == rate.country).unwrap_or_else(|| {
            let place = Place::new(&rate.country, [&rate.name, &rate.name_fr], &rate.dial_code, &rate.area_codes);
            let (country, name) = (rate.country.clone(), find::name(lang, &rate.name, &rate.name_fr).to_owned());
            lines.push(Line { country, name, place, sms: None, voice: None });
            lines.len() - 1
        });
        match rate.kind {
            Kind::Pro => lines[at].sms = Some((rate.credits, rate.credits_with_sender)),
            Kind::Voice => lines[at].voice = Some(rate.credits),
        }
    }
    lines.sort_by_cached_key(|line| sms::field_key(&line.name));
    lines
}
