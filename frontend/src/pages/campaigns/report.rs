//! The report of a campaign: where every recipient stands, why, and what can be done about it. It moves while the campaign
//! does.

mod again;
mod charts;
mod chosen;
mod clean;
mod controls;
mod doubt;
mod facts;
mod ledger;
mod live;
mod notes;
mod recipients;

use std::rc::Rc;

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus, Kind};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew_router::prelude::*;

use super::campaign_name;
use super::status::{campaign_badge, test_badge};
use crate::app::use_session;
use crate::hooks::use_debounced;
use crate::i18n::use_lang;
use crate::route::{ReportQuery, Route};
use crate::ui::{FailureNote, PageHead, Skeleton};
use again::{Again, AgainProps};
use charts::Charts;
use controls::Controls;
pub use doubt::Settle;
use ledger::Ledger;
use live::{use_campaign, use_report};
use notes::Notes;
use recipients::Recipients;

/// The balance beside a campaign that runs follows once the charge rests.
const CHARGE_REST_MS: u32 = 1_500;
const UNCERTAIN: &str = "uncertain";

#[derive(Properties, PartialEq)]
pub struct ReportProps {
    pub id: CampaignId,
}

#[component(Report)]
pub fn report(props: &ReportProps) -> Html {
    let lang = use_lang();
    let session = use_session();
    let live = use_campaign(props.id);
    let charged = use_debounced(&live.campaign.as_ref().map(|campaign| campaign.credits.charged), CHARGE_REST_MS);
    use_effect_with(charged, move |charged| {
        // What was charged changed the balance: the side bar shows it.
        if charged.is_some() {
            session.refresh.emit(());
        }
    });
    match live.campaign {
        Some(campaign) if campaign.status == CampaignStatus::Draft => {
            html! { <Redirect<Route> to={Route::EditCampaign { id: props.id }} /> }
        }
        Some(campaign) => html! { <Told {campaign} failure={live.failure} reload={live.reload} /> },
        None => html! {
            <>
                <PageHead title={lang.campaigns().name()} back={Some((Route::Sent, AttrValue::from(lang.sent().title())))} />
                if let Some(failure) = live.failure {
                    <FailureNote {failure} retry={live.reload} />
                } else {
                    <div class="card"><div class="card-body form-stack"><Skeleton height="3rem" /><Skeleton height="0.75rem" /><Skeleton height="6rem" /></div></div>
                }
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct ToldProps {
    campaign: Rc<Campaign>,
    failure: Option<crate::api::Failure>,
    reload: Callback<()>,
}

/// The report of a campaign that has been read.
#[component(Told)]
fn told(props: &ToldProps) -> Html {
    let lang = use_lang();
    let campaign = &props.campaign;
    let report = use_report(campaign.id, Some(campaign));
    let (query, on_query) = use_query(campaign.id);
    let was_launched = !matches!(campaign.status, CampaignStatus::Programmed) && campaign.launched_at.is_some();
    let back = match was_launched {
        true => (Route::Sent, AttrValue::from(lang.sent().title())),
        false => (Route::Campaigns, AttrValue::from(lang.campaigns().title())),
    };
    let on_change = {
        let (reload, report) = (props.reload.clone(), report.reload.clone());
        Callback::from(move |()| {
            reload.emit(());
            report.emit(());
        })
    };
    let show = on_query.reform(|query: ReportQuery| (query, true));
    let can_reply = campaign.sender.is_none() && campaign.kind == Kind::Pro;
    let aside = html! { <>{ campaign_badge(lang, campaign.status) }{ test_badge(lang, campaign.test) }</> };
    html! {
        <>
            <PageHead title={campaign_name(campaign)} back={Some(back)} {aside}>
                <Controls campaign={campaign.clone()} on_change={on_change.clone()} />
            </PageHead>
            <div class="split">
                <div class="split-main">
                    if let Some(failure) = &props.failure {
                        <FailureNote failure={failure.clone()} retry={props.reload.clone()} />
                    }
                    <Notes campaign={campaign.clone()} on_doubts={show.reform(|()| ReportQuery::of_status(UNCERTAIN))} on_change={on_change.clone()} />
                    if was_launched {
                        <Ledger campaign={campaign.clone()} report={report.clone()} on_show={show.clone()} />
                        <Charts kind={campaign.kind} report={report.clone()} on_show={show} />
                    }
                </div>
                <div class="split-side">
                    { facts::facts(lang, campaign) }
                    { facts::cost(lang, campaign) }
                    if let Some(report) = report.data.as_deref().filter(|_| was_launched && campaign.status != CampaignStatus::Launching) {
                        <Again ..AgainProps::of(report, can_reply) />
                    }
                </div>
                if was_launched {
                    <div class="split-rest">
                        <Recipients campaign={campaign.clone()} report={report.data.clone()} {query} on_query={on_query.reform(|query: ReportQuery| (query, false))} {on_change} />
                    </div>
                }
            </div>
        </>
    }
}

/// Whose rows the address asks for, and a way to ask for others; with `true` the page goes there.
#[hook]
fn use_query(id: CampaignId) -> (ReportQuery, Callback<(ReportQuery, bool)>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<ReportQuery>().ok()).unwrap_or_default();
    let show = Callback::from(move |(query, go): (ReportQuery, bool)| {
        if let Some(navigator) = &navigator {
            // An address that cannot be written leaves the rows as they are.
            let _ = navigator.replace_with_query(&Route::Campaign { id }, &query);
        }
        if go {
            go_to_recipients();
        }
    });
    (query, show)
}

fn go_to_recipients() {
    let found = web_sys::window().and_then(|window| window.document()?.get_element_by_id("recipients"));
    if let Some(heading) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        heading.scroll_into_view();
        let _ = heading.focus();
    }
}
