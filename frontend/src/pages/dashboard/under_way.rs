use openapi::campaigns::Campaign;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::Lang;
use crate::pages::campaigns::campaign_name;
use crate::pages::campaigns::status::{campaign_badge, segments};
use crate::route::Route;
use crate::ui::{Progress, Tone};

/// Campaigns that run, with how far they are.
pub fn under_way(lang: Lang, campaigns: &[Campaign]) -> Html {
    html! {
        if !campaigns.is_empty() {
            <section class="card" aria-labelledby="running">
                <div class="card-title-row"><h2 id="running">{ lang.dashboard().running() }</h2></div>
                <ul class="flow">{ for campaigns.iter().map(|campaign| running(lang, campaign)) }</ul>
            </section>
        }
    }
}

/// Those that are programmed, the next first.
pub fn coming(lang: Lang, campaigns: &[Campaign]) -> Html {
    html! {
        if !campaigns.is_empty() {
            <section class="card" aria-labelledby="next">
                <div class="card-title-row"><h2 id="next">{ lang.dashboard().next() }</h2></div>
                <ul class="flow">{ for campaigns.iter().map(|campaign| next(lang, campaign)) }</ul>
            </section>
        }
    }
}

fn name(campaign: &Campaign) -> Html {
    html! { <Link<Route> to={Route::Campaign { id: campaign.id }} classes="cell-main plain flow-name">{ campaign_name(campaign) }</Link<Route>> }
}

fn running(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.dashboard();
    let totals = &campaign.totals;
    // What still waits is neither gone nor arrived: the bar is full when everything has left.
    let left = totals.recipients - totals.queued - totals.sending;
    let parts = segments(lang, totals).into_iter().filter(|part| part.tone != Tone::Mute).collect::<Vec<_>>();
    html! {
        <li key={campaign.id.to_string()}>
            <div class="flow-head">{ name(campaign) }{ campaign_badge(lang, campaign.status) }</div>
            if totals.recipients > 0 {
                <Progress label={lang.campaigns().progress()} segments={parts} total={totals.recipients} />
                <div class="quiet small digits">{ texts.left_of(lang.number(left), lang.number(totals.recipients)) }</div>
            }
        </li>
    }
}

fn next(lang: Lang, campaign: &Campaign) -> Html {
    let when = campaign.send_at.map(|at| lang.date_time(at)).unwrap_or_default();
    let recipients = campaign.totals.recipients;
    html! {
        <li key={campaign.id.to_string()}>
            <div class="flow-head">{ name(campaign) }</div>
            <div class="quiet small digits">
                { when }
                if recipients > 0 {
                    { " · " }{ lang.notices().recipients(recipients) }
                }
            </div>
        </li>
    }
}
