use openapi::Credits;
use openapi::dashboard::{Dashboard, Figures};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::Lang;
use crate::route::Route;

/// Shown where there is nothing to compute a share of.
const NOTHING: &str = "–";

/// The figures of the account, those of this month with last month's below. Each leads to the page behind it.
pub fn tiles(lang: Lang, figures: &Dashboard) -> Html {
    let texts = lang.dashboard();
    let (this, last) = (figures.this_month, figures.last_month);
    let free = if figures.committed > Credits::ZERO {
        texts.free_and_committed(lang.amount(figures.free), lang.amount(figures.committed))
    } else {
        texts.nothing_committed().to_owned()
    };
    let rate = match figures.delivery_rate {
        Some(_) => rate(lang, this),
        None => NOTHING.to_owned(),
    };
    html! {
        <div class="tiles">
            { tile(Route::Credits, texts.balance(), lang.amount(figures.balance), free) }
            { tile(Route::Messages, texts.sent(), lang.number(this.sent), texts.last_month(lang.number(last.sent))) }
            { tile(Route::Messages, texts.rate(), rate, texts.received_and_failed(lang.number(this.received), lang.number(this.failed))) }
            { tile(Route::Credits, texts.spent(), lang.amount(this.credits), texts.last_month(lang.amount(last.credits))) }
        </div>
    }
}

fn rate(lang: Lang, month: Figures) -> String {
    lang.percent(month.received, month.sent)
}

fn tile(to: Route, name: &'static str, figure: String, more: String) -> Html {
    html! {
        <Link<Route> {to} classes="card tile">
            <div class="quiet">{ name }</div>
            <div class="tile-figure digits">{ figure }</div>
            <div class="quiet small digits">{ more }</div>
        </Link<Route>>
    }
}
