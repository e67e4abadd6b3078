//! Campaigns that have not left: the programmed ones, the next to leave first, and the drafts. What has left is listed by
//! `sent`, with the single messages.

use openapi::campaigns::{Campaign, CampaignPage, CampaignStatus, Kind};
use yew::prelude::*;
use yew_router::prelude::*;

use super::status::{campaign_badge, segments_of, test_badge};
use crate::api;
use crate::hooks::{Paged, is_seen, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::pages::sent::{DeleteDialog, Item, use_again};
use crate::route::{CampaignsQuery, Route};
use crate::ui::{
    Button, Column, EmptyState, FailureNote, Icon, IconName, PageHead, Progress, Tab, Table, Tabs, Variant, list_foot,
};

const PAGE_ROWS: u32 = 50;
/// One that leaves leaves the list: looked at as often as somebody would.
const POLL_MS: u32 = 5_000;
/// Characters of a text that stand for a campaign without a name.
const NAME_CHARS: usize = 60;
const PROGRAMMED: &str = "programmed";
const DRAFT: &str = "draft";
/// A wait is told in words up to two days; after that the date says more.
const NEAR_SECONDS: i64 = 172_800;

/// What a campaign is called: its name, else how its text begins.
pub fn campaign_name(campaign: &Campaign) -> String {
    if !campaign.name.is_empty() {
        return campaign.name.clone();
    }
    let mut text: String = campaign.text.chars().take(NAME_CHARS).collect();
    if text.len() < campaign.text.len() {
        text.push('…');
    }
    if text.trim().is_empty() { Lang::of_page().campaigns().no_text().to_owned() } else { text }
}

#[component(Campaigns)]
pub fn campaigns() -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let (state, show) = use_state_of_address();
    let deleting = use_state(|| None::<Item>);
    let (again, copy) = use_again();
    let list = use_page::<CampaignPage, _, _, _>(state, |state, after| async move {
        api::campaigns::list(Some(state), after.as_deref(), PAGE_ROWS).await
    });
    use_poll(list.answers, &list.reload, state == PROGRAMMED && is_seen(), POLL_MS);
    let ask = {
        let deleting = deleting.clone();
        Callback::from(move |item| deleting.set(item))
    };
    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let tabs = vec![tab(PROGRAMMED, texts.programmed_ones()), tab(DRAFT, texts.drafts())];
    let new = html! { <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.new_campaign() }</Link<Route>> };
    let (icon, title, text) = match state {
        DRAFT => (IconName::Edit, texts.no_draft(), texts.no_draft_text()),
        _ => (IconName::Clock, texts.no_programmed(), texts.no_programmed_text()),
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}><span class="d-lg-none">{ new.clone() }</span></PageHead>
            <div class="card">
                <div class="list-bar"><Tabs label={texts.which()} {tabs} value={state} onchange={show} /></div>
                if let Some(failure) = &again.failure {
                    <div class="p-3"><FailureNote failure={failure.clone()} /></div>
                }
                if list.is_empty() {
                    <EmptyState {icon} {title} {text}>{ new }</EmptyState>
                } else {
                    { waiting_rows(lang, state, &list, &copy, &ask) }
                }
                { list_foot(&list) }
            </div>
            <DeleteDialog item={*deleting} on_close={ask.reform(|()| None)} on_deleted={list.reload.clone()} />
        </>
    }
}

/// Which ones the address asks for, and a way to ask for the others.
#[hook]
fn use_state_of_address() -> (&'static str, Callback<AttrValue>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<CampaignsQuery>().ok()).unwrap_or_default();
    let show = Callback::from(move |state: AttrValue| {
        if let Some(navigator) = &navigator {
            let state = if state == DRAFT { DRAFT } else { "" }.to_owned();
            // An address that cannot be written leaves the list as it is.
            let _ = navigator.replace_with_query(&Route::Campaigns, &CampaignsQuery { state });
        }
    });
    (if query.state == DRAFT { DRAFT } else { PROGRAMMED }, show)
}

/// What waits, with what can still be done about it.
fn waiting_rows(
    lang: Lang,
    state: &'static str,
    list: &Paged<Campaign>,
    copy: &Callback<Item>,
    delete: &Callback<Option<Item>>,
) -> Html {
    let texts = lang.campaigns();
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.when()).class("d-none d-md-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    let row = |campaign: &Campaign| {
        let (id, name) = (campaign.id, campaign_name(campaign));
        let to = if state == DRAFT { Route::EditCampaign { id } } else { Route::Campaign { id } };
        let item = Item::Campaign(id);
        html! {
            <tr key={id.to_string()}>
                <td class="cell-wide">
                    <Link<Route> {to} classes="cell-main plain">{ &name }</Link<Route>>
                    if !campaign.name.is_empty() {
                        <div class="cell-sub cell-clip d-none d-sm-block">{ &campaign.text }</div>
                    }
                    { test_badge(lang, campaign.test) }
                    <div class="cell-sub d-md-none">{ when(lang, campaign) }</div>
                </td>
                <td class="nowrap d-none d-md-table-cell">{ when(lang, campaign) }</td>
                <td class="cell-actions">
                    <Link<Route> to={Route::EditCampaign { id }} classes="btn btn-quiet btn-icon"><Icon name={IconName::Edit} /><span class="visually-hidden">{ texts.change(&name) }</span></Link<Route>>
                    <Button variant={Variant::Quiet} icon={IconName::Copy} label={texts.copy(&name)} onclick={copy.reform(move |_| item)} />
                    <Button variant={Variant::Quiet} icon={IconName::Trash} label={texts.remove(&name)} onclick={delete.reform(move |_| Some(item))} />
                </td>
            </tr>
        }
    };
    html! {
        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading && list.items.is_none()}>
            { for list.items.iter().flat_map(|items| items.iter()).map(row) }
        </Table>
    }
}

/// When it leaves, or when a draft was begun.
fn when(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
    let Some(at) = campaign.send_at else {
        return html! { <span class="quiet">{ texts.written(lang.date_time(campaign.created_at)) }</span> };
    };
    let seconds = (at.millis() - js_sys::Date::now() as i64) / 1_000;
    let is_programmed = campaign.status == CampaignStatus::Programmed;
    html! {
        <>
            { texts.leaves(lang.date_time(at)) }
            if is_programmed && (1..NEAR_SECONDS).contains(&seconds) {
                <div class="cell-sub">{ texts.leaves_in(lang.duration(seconds)) }</div>
            }
        </>
    }
}

/// The table of campaigns on the overview.
pub fn campaign_rows(lang: Lang, campaigns: Option<&[Campaign]>, first: bool) -> Html {
    let texts = lang.campaigns();
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.status()),
        Column::new(texts.progress()).class("d-none d-md-table-cell"),
        Column::new(texts.recipients()).class("num d-none d-sm-table-cell"),
        Column::new(texts.date()).class("d-none d-lg-table-cell"),
    ];
    html! {
        <Table caption={texts.last_ones()} {columns} {first}>
            { for campaigns.unwrap_or_default().iter().map(|campaign| campaign_row(lang, campaign)) }
        </Table>
    }
}

fn campaign_row(lang: Lang, campaign: &Campaign) -> Html {
    let totals = &campaign.totals;
    let date = campaign.launched_at.or(campaign.send_at).unwrap_or(campaign.created_at);
    let to = match campaign.status {
        // There is nothing to report of it yet.
        CampaignStatus::Draft => Route::EditCampaign { id: campaign.id },
        _ => Route::Campaign { id: campaign.id },
    };
    html! {
        <tr key={campaign.id.to_string()}>
            <td class="cell-wide">
                <Link<Route> {to} classes="cell-main plain">{ campaign_name(campaign) }</Link<Route>>
                <div class="cell-sub d-lg-none">{ lang.date_time(date) }</div>
            </td>
            <td><span class="tags">{ campaign_badge(lang, campaign.status) }{ test_badge(lang, campaign.test) }</span></td>
            <td class="cell-bar d-none d-md-table-cell">{ reached(lang, campaign) }</td>
            <td class="num d-none d-sm-table-cell">{ lang.number(totals.recipients) }</td>
            <td class="quiet nowrap d-none d-lg-table-cell">{ lang.date_time(date) }</td>
        </tr>
    }
}

/// A bar of what became of its recipients, and the share of the messages that arrived.
pub fn reached(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
    let totals = &campaign.totals;
    if totals.recipients == 0 || campaign.status == CampaignStatus::Launching {
        return Html::default();
    }
    let share = lang.percent(totals.received, totals.recipients - totals.skipped - totals.cancelled);
    html! {
        <>
            <Progress label={texts.progress()} segments={segments_of(lang, campaign.kind, totals)} total={totals.recipients} />
            <div class="cell-sub digits">{ if campaign.kind == Kind::Voice { texts.listened_share(share) } else { texts.arrived(share) } }</div>
        </>
    }
}
