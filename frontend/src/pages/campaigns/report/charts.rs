//! The pictures of a report: how it went over time, where to, why not, and how long the messages were.

use openapi::campaigns::{CampaignReport, CountryOutcome, Kind, ReasonCount, Stretch};
use yew::prelude::*;

use super::super::reasons::{reason_label, reason_note};
use super::super::status::{outcome_label, status_tone, status_word};
use crate::hooks::Loaded;
use crate::i18n::{Lang, country_name, use_lang};
use crate::route::ReportQuery;
use crate::ui::{Chart, FailureNote, Place, Rank, Ranking, Series, Shape, Skeleton, Tone};
use openapi::messages::MessageStatus;

/// Up to so many stretches stand side by side; more are lines.
const BARS: usize = 12;
const DAY_SECONDS: i64 = 86_400;
const MINUTE_SECONDS: i64 = 60;

#[derive(Properties, PartialEq)]
pub struct ChartsProps {
    pub kind: Kind,
    pub report: Loaded<CampaignReport>,
    /// Shows the recipients that stand so.
    pub on_show: Callback<ReportQuery>,
}

#[component(Charts)]
pub fn charts(props: &ChartsProps) -> Html {
    let lang = use_lang();
    let texts = lang.reports();
    let Some(report) = props.report.data.as_deref() else {
        return html! {
            if let Some(failure) = &props.report.failure {
                <FailureNote failure={failure.clone()} retry={props.report.reload.clone()} />
            } else {
                <div class="card"><div class="card-body"><Skeleton height="12rem" /></div></div>
            }
        };
    };
    let card = |id: &'static str, title: &'static str, inside: Html| {
        html! {
            <section class="card" aria-labelledby={id}>
                <div class="card-title-row"><h2 {id}>{ title }</h2></div>
                <div class="card-body">{ inside }</div>
            </section>
        }
    };
    html! {
        <>
            if report.hours.len() > 1 {
                { card("over-time", texts.over_time(), over_time(lang, props.kind, report)) }
            }
            <div class="pair">
                if !report.reasons.is_empty() {
                    { card("reasons", texts.reasons(), reasons(lang, props, report)) }
                }
                if !report.countries.is_empty() {
                    { card("countries", texts.countries(), countries(lang, props.kind, &report.countries)) }
                }
                if report.parts.len() > 1 || report.parts.keys().any(|parts| parts != "1") {
                    { card("parts", texts.parts(), parts(lang, report)) }
                }
            </div>
        </>
    }
}

fn over_time(lang: Lang, kind: Kind, report: &CampaignReport) -> Html {
    let texts = lang.reports();
    let series = |label: &'static str, tone, pale, value: fn(&Stretch) -> i64| Series {
        label: label.into(),
        tone,
        pale,
        values: report.hours.iter().map(value).collect(),
    };
    let daily = report.stretch_seconds >= DAY_SECONDS;
    let exact = report.stretch_seconds < MINUTE_SECONDS;
    let place = |stretch: &Stretch| Place {
        short: if daily { lang.day_and_month(stretch.at) } else { lang.time_of_day(stretch.at, exact) }.into(),
        long: if daily { lang.date(stretch.at) } else { lang.exact_time(stretch.at) }.into(),
    };
    let shape = if report.hours.len() <= BARS { Shape::Bars } else { Shape::Lines };
    let series = vec![
        series(texts.left(), Tone::Info, true, |stretch| stretch.sent),
        series(outcome_label(lang, kind, MessageStatus::Received), Tone::Good, false, |stretch| stretch.received),
        series(outcome_label(lang, kind, MessageStatus::Failed), Tone::Bad, false, |stretch| stretch.failed),
    ];
    let places: Vec<Place> = report.hours.iter().map(place).collect();
    html! { <Chart id="time-chart" title={texts.over_time()} {shape} axis={texts.moment()} {places} {series} /> }
}

/// Why messages did not arrive, each with what it means.
fn reasons(lang: Lang, props: &ChartsProps, report: &CampaignReport) -> Html {
    let texts = lang.reports();
    let total = report.reasons.iter().map(|reason| reason.messages).sum::<i64>();
    let label = |one: &ReasonCount| {
        let who = ReportQuery { status: status_word(one.status).to_owned(), reason: one.reason.clone() };
        html! {
            <>
                <button type="button" class="ledger-open" onclick={props.on_show.reform(move |_: MouseEvent| who.clone())}>{ reason_label(lang, &one.reason) }</button>
                <span class="quiet small">{ " · " }{ outcome_label(lang, props.kind, one.status) }</span>
            </>
        }
    };
    let rank = |one: &ReasonCount| Rank {
        label: label(one),
        value: one.messages,
        tone: status_tone(one.status),
        note: reason_note(lang, &one.reason).map(AttrValue::from),
    };
    let ranks: Vec<Rank> = report.reasons.iter().map(rank).collect();
    html! { <Ranking label={texts.reasons()} {ranks} {total} /> }
}

fn countries(lang: Lang, kind: Kind, countries: &[CountryOutcome]) -> Html {
    let texts = lang.reports();
    let total = countries.iter().map(|country| country.messages).sum::<i64>();
    let note = |country: &CountryOutcome| {
        let (received, failed) = (country.received, country.failed);
        let outcome = match kind {
            Kind::Voice => texts.country_calls(lang.number(received), lang.number(failed)),
            Kind::Pro => texts.country_note(lang.number(received), lang.number(failed)),
        };
        let whole = country.credits.ten_thousandths() / openapi::Credits::SCALE;
        format!("{outcome} · {}", lang.campaigns().credits(whole, lang.amount(country.credits)))
    };
    let ranks: Vec<Rank> = countries
        .iter()
        .map(|country| Rank {
            label: html! { { country_name(lang, &country.country) } },
            value: country.messages,
            tone: Tone::Accent,
            note: Some(note(country).into()),
        })
        .collect();
    html! { <Ranking label={texts.countries()} {ranks} {total} /> }
}

/// How many SMS each message took.
fn parts(lang: Lang, report: &CampaignReport) -> Html {
    let texts = lang.reports();
    let mut parts: Vec<(i64, i64)> =
        report.parts.iter().filter_map(|(parts, count)| Some((parts.parse().ok()?, *count))).collect();
    parts.sort_unstable();
    let total = parts.iter().map(|(_, count)| count).sum::<i64>();
    let ranks: Vec<Rank> = parts
        .into_iter()
        .map(|(parts, count)| Rank {
            label: html! { { texts.of_parts(parts) } },
            value: count,
            tone: Tone::Accent,
            note: None,
        })
        .collect();
    html! { <Ranking label={texts.parts()} {ranks} {total} /> }
}
