use openapi::campaigns::{Campaign, CampaignPage, CampaignStatus};
use yew::prelude::*;
use yew_router::prelude::*;

use super::status::{campaign_badge, is_at_rest, segments, test_badge};
use crate::api;
use crate::hooks::{use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Column, EmptyState, Icon, IconName, PageHead, Progress, Tab, Table, Tabs, list_foot};

const PAGE_ROWS: u32 = 50;
/// Quick enough to see a campaign move, slow enough for a page of them.
const POLL_MS: u32 = 2_000;
/// Characters of a text that stand for a campaign without a name.
const NAME_CHARS: usize = 60;

/// What a campaign is called: its name, else how its text begins.
pub fn campaign_name(campaign: &Campaign) -> String {
    if !campaign.name.is_empty() {
        return campaign.name.clone();
    }
    let mut text: String = campaign.text.chars().take(NAME_CHARS).collect();
    if text.len() < campaign.text.len() {
        text.push('…');
    }
    text
}

#[component(Campaigns)]
pub fn campaigns() -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let state = use_state(|| AttrValue::from(""));
    let list = use_page::<CampaignPage, _, _, _>((*state).clone(), |state, after| async move {
        api::campaigns::list(Some(&state), after.as_deref(), PAGE_ROWS).await
    });
    let moving = list.items.iter().flat_map(|items| items.iter()).any(|campaign| !is_at_rest(campaign.status));
    use_poll(list.answers, &list.reload, moving, POLL_MS);

    let tab = |value: &'static str, label: &'static str| Tab { value: value.into(), label: label.into(), count: None };
    let tabs = vec![
        tab("", texts.all()),
        tab("sent", texts.sent_ones()),
        tab("programmed", texts.programmed_ones()),
        tab("draft", texts.drafts()),
    ];
    let onchange = {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    let new = html! { <Link<Route> to={Route::NewCampaign} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.new_campaign() }</Link<Route>> };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}><span class="d-lg-none">{ new.clone() }</span></PageHead>
            <div class="card">
                if list.is_empty() && state.is_empty() {
                    <EmptyState icon={IconName::Speakerphone} title={texts.empty()} text={texts.empty_text()}>{ new }</EmptyState>
                } else {
                    <div class="list-bar"><Tabs label={texts.state()} {tabs} value={(*state).clone()} {onchange} /></div>
                    if list.is_empty() {
                        <EmptyState icon={IconName::Speakerphone} title={texts.empty_state()} text={texts.empty_state_text()} />
                    } else {
                        { campaign_rows(lang, list.items.as_deref().map(Vec::as_slice), list.is_first()) }
                    }
                    { list_foot(&list) }
                }
            </div>
        </>
    }
}

/// The table of campaigns, here and on the overview.
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
        <Table caption={texts.title()} {columns} {first}>
            { for campaigns.unwrap_or_default().iter().map(|campaign| campaign_row(lang, campaign)) }
        </Table>
    }
}

fn campaign_row(lang: Lang, campaign: &Campaign) -> Html {
    let texts = lang.campaigns();
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
            <td class="cell-bar d-none d-md-table-cell">
                if totals.recipients > 0 {
                    <Progress label={texts.progress()} segments={segments(lang, totals)} total={totals.recipients} />
                    <div class="cell-sub digits">{ texts.arrived(lang.percent(totals.received, totals.recipients)) }</div>
                }
            </td>
            <td class="num d-none d-sm-table-cell">{ lang.number(totals.recipients) }</td>
            <td class="quiet nowrap d-none d-lg-table-cell">{ lang.date_time(date) }</td>
        </tr>
    }
}
