use openapi::Credits;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_load;
use crate::i18n::use_lang;
use crate::ui::{Chart, FailureNote, Place, Series, Shape, Skeleton, Tab, Tabs, Tone};

/// A month, a quarter, a year.
const DAYS: [u32; 3] = [30, 90, 365];

/// The balance of the last days as a picture, in whole credits.
#[component(History)]
pub fn history() -> Html {
    let lang = use_lang();
    let texts = lang.credits();
    let days = use_state(|| DAYS[0]);
    let loaded = use_load(*days, |days| async move { api::credits::balances(days).await });
    let onchange = {
        let days = days.clone();
        Callback::from(move |value: AttrValue| days.set(value.parse().unwrap_or(DAYS[0])))
    };
    let tabs =
        DAYS.map(|days| Tab { value: days.to_string().into(), label: texts.days(i64::from(days)).into(), count: None });
    html! {
        <section class="card" aria-labelledby="history">
            <div class="card-title-row wraps">
                <h2 id="history">{ texts.history() }</h2>
                <Tabs label={texts.history_of()} tabs={tabs.to_vec()} value={days.to_string()} {onchange} />
            </div>
            <div class="card-body">
                if let Some(failure) = &loaded.failure {
                    <FailureNote failure={failure.clone()} />
                }
                if let Some(history) = &loaded.data {
                    <Chart id="balance-chart" title={texts.history()} shape={Shape::Lines} axis={lang.dashboard().day()} level=true
                        places={history.days.iter().map(|day| Place { short: lang.short_day(&day.day).into(), long: lang.long_day(&day.day).into() }).collect::<Vec<_>>()}
                        series={vec![Series {
                            label: texts.balance().into(),
                            tone: Tone::Info,
                            pale: false,
                            values: history.days.iter().map(|day| day.balance.ten_thousandths() / Credits::SCALE).collect(),
                        }]} />
                } else if loaded.failure.is_none() {
                    <Skeleton height="14rem" />
                }
            </div>
        </section>
    }
}
