use openapi::dashboard::Day;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{Chart, Place, Series, Shape, Tone};

#[derive(Properties, PartialEq)]
pub struct VolumesProps {
    pub daily: Vec<Day>,
}

/// What went out on each of the last 30 days, by what became of it.
#[component(Volumes)]
pub fn volumes(props: &VolumesProps) -> Html {
    let lang = use_lang();
    let texts = lang.dashboard();
    let series = |label: &'static str, tone, pale, value: fn(&Day) -> i64| Series {
        label: label.into(),
        tone,
        pale,
        values: props.daily.iter().map(value).collect(),
    };
    let places: Vec<Place> = props
        .daily
        .iter()
        .map(|day| Place { short: lang.short_day(&day.day).into(), long: lang.long_day(&day.day).into() })
        .collect();
    let series = vec![
        series(texts.received(), Tone::Good, false, |day| day.received),
        series(texts.on_way(), Tone::Info, true, |day| (day.sent - day.received - day.failed).max(0)),
        series(texts.failed(), Tone::Bad, false, |day| day.failed),
    ];
    html! {
        <section class="card" aria-labelledby="volumes">
            <div class="card-title-row">
                <h2 id="volumes">{ texts.volumes() }</h2>
                <Link<Route> to={Route::Messages}>{ lang.common().view_all() }</Link<Route>>
            </div>
            <div class="card-body">
                <Chart id="volumes-chart" title={texts.volumes()} shape={Shape::Stacked} axis={texts.day()} {places} {series} total={texts.sent_total()} />
            </div>
        </section>
    }
}
