//! Each recipient of a campaign with its outcome; some of them can be chosen, to clean the address book or to settle doubts.

use std::collections::BTreeSet;
use std::rc::Rc;

use openapi::campaigns::{Campaign, CampaignReport, CampaignStatus};
use openapi::messages::{Message, MessagePage, MessageStatus};
use openapi::{CampaignId, MessageId};
use yew::prelude::*;

use super::super::status::{STATUSES, outcome_badge, outcome_label, reason_label, status_word, total_of};
use super::chosen::ChosenBar;
use super::clean::CleanButton;
use super::live::moves;
use crate::api;
use crate::hooks::{Paged, is_seen, use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::pages::messages::MessageDialog;
use crate::route::ReportQuery;
use crate::ui::{Checkbox, Column, EmptyState, Icon, IconName, Tab, Table, Tabs, list_foot};

const PAGE_ROWS: u32 = 50;
/// A page of rows need not follow every message.
const POLL_MS: u32 = 2_000;

#[derive(Properties, PartialEq)]
pub struct RecipientsProps {
    pub campaign: Rc<Campaign>,
    pub report: Option<Rc<CampaignReport>>,
    /// Who is shown.
    pub query: ReportQuery,
    pub on_query: Callback<ReportQuery>,
    pub on_change: Callback<()>,
}

#[component(Recipients)]
pub fn recipients(props: &RecipientsProps) -> Html {
    let lang = use_lang();
    let texts = lang.campaigns();
    let campaign = &*props.campaign;
    let query = &props.query;
    let list = use_recipients(campaign, query);
    let opened = use_state(|| None::<MessageId>);
    let chosen = use_chosen(query);
    let changed = {
        let (reload, on_change) = (list.reload.clone(), props.on_change.clone());
        Callback::from(move |()| {
            reload.emit(());
            on_change.emit(());
        })
    };
    let open = {
        let opened = opened.setter();
        Callback::from(move |id| opened.set(id))
    };
    let asked = api::query(&[("status", Some(&query.status)), ("reason", Some(&query.reason))]);
    let path = format!("/campaigns/{}/export{asked}", campaign.id);
    let of_status = STATUSES.into_iter().find(|one| status_word(*one) == query.status);
    html! {
        <section class="card" aria-labelledby="recipients">
            <div class="card-title-row is-wrapping">
                <h2 id="recipients" tabindex="-1">{ texts.recipients() }</h2>
                <span class="tools">
                    <CleanButton id={campaign.id} kind={campaign.kind} status={of_status} reason={query.reason.clone()} report={props.report.clone()} />
                    <ExportButton {path} />
                </span>
            </div>
            if chosen.is_empty() {
                <div class="list-bar"><Tabs label={texts.filter()} tabs={tabs(lang, campaign, &query.status)} value={query.status.clone()} onchange={props.on_query.reform(|status: AttrValue| ReportQuery::of_status(&status))} /></div>
            } else {
                <ChosenBar id={campaign.id} chosen={(*chosen).clone()} uncertain={of_status == Some(MessageStatus::Uncertain)}
                    on_clear={clear(&chosen)} on_change={changed.clone()} />
            }
            { one_reason(lang, query, &props.on_query) }
            if list.is_empty() && campaign.status == CampaignStatus::Launching {
                <p class="card-body quiet mb-0" role="status">{ texts.preparing() }</p>
            } else if list.is_empty() && query.status.is_empty() {
                <p class="card-body quiet mb-0">{ texts.not_launched() }</p>
            } else if list.is_empty() {
                <EmptyState icon={IconName::Users} title={texts.no_messages()} text={texts.no_messages_text()} />
            } else {
                { table(lang, campaign, &list, &chosen, &open) }
            }
            { list_foot(&list) }
            <MessageDialog id={*opened} kind={campaign.kind} on_close={open.reform(|()| None)} on_changed={changed} />
        </section>
    }
}

/// The reason that the list is narrowed to, with a way to leave it out.
fn one_reason(lang: Lang, query: &ReportQuery, on_query: &Callback<ReportQuery>) -> Html {
    if query.reason.is_empty() {
        return Html::default();
    }
    let words = reason_label(lang, &query.reason);
    let rest = ReportQuery::of_status(&query.status);
    html! {
        <div class="list-status">
            <div class="filter-chips">
                <ul aria-label={lang.sent().filters()}>
                    <li class="chip">
                        <span class="chip-words">{ &words }</span>
                        <button type="button" class="chip-remove" aria-label={lang.sent().remove_filter(&words)}
                            onclick={on_query.reform(move |_: MouseEvent| rest.clone())}><Icon name={IconName::X} /></button>
                    </li>
                </ul>
            </div>
        </div>
    }
}

/// The page of recipients, looked at again while they move and once they have come to rest.
#[hook]
fn use_recipients(campaign: &Campaign, query: &ReportQuery) -> Paged<Message> {
    let asked = (campaign.id, query.clone());
    let list = use_page::<MessagePage, _, _, _>(asked, |(id, query): (CampaignId, ReportQuery), after| async move {
        api::campaigns::messages(id, &query.status, &query.reason, after.as_deref(), PAGE_ROWS).await
    });
    let moving = moves(campaign);
    use_poll(list.answers, &list.reload, moving && is_seen(), POLL_MS);
    {
        let reload = list.reload.clone();
        let first = use_mut_ref(|| true);
        use_effect_with((!moving).then_some(campaign.totals), move |_| {
            if !first.replace(false) {
                reload.emit(());
            }
        });
    }
    list
}

/// Who is chosen; nobody any more when others are shown.
#[hook]
fn use_chosen(query: &ReportQuery) -> UseStateHandle<BTreeSet<MessageId>> {
    let chosen = use_state_eq(BTreeSet::<MessageId>::new);
    {
        let chosen = chosen.setter();
        use_effect_with(query.clone(), move |_| chosen.set(BTreeSet::new()));
    }
    chosen
}

fn clear(chosen: &UseStateHandle<BTreeSet<MessageId>>) -> Callback<()> {
    let chosen = chosen.setter();
    Callback::from(move |()| chosen.set(BTreeSet::new()))
}

fn tabs(lang: Lang, campaign: &Campaign, status: &str) -> Vec<Tab> {
    let totals = &campaign.totals;
    let tab = |value: &'static str, label: &'static str, count: i64| Tab {
        value: value.into(),
        label: label.into(),
        count: Some(lang.number(count).into()),
    };
    let mut tabs = vec![tab("", lang.common().all(), totals.recipients)];
    for entry in STATUSES {
        let (word, count) = (status_word(entry), total_of(totals, entry));
        if count > 0 || word == status {
            tabs.push(tab(word, outcome_label(lang, campaign.kind, entry), count));
        }
    }
    tabs
}

fn table(
    lang: Lang,
    campaign: &Campaign,
    list: &Paged<Message>,
    chosen: &UseStateHandle<BTreeSet<MessageId>>,
    open: &Callback<Option<MessageId>>,
) -> Html {
    let texts = lang.campaigns();
    let columns = vec![
        Column::new(texts.to()),
        Column::new(texts.status()),
        Column::new(texts.cost()).class("num d-none d-sm-table-cell"),
        Column::new(texts.sent_at()).class("d-none d-md-table-cell"),
        Column::new(outcome_label(lang, campaign.kind, MessageStatus::Received)).class("d-none d-lg-table-cell"),
    ];
    let mark = {
        let chosen = chosen.clone();
        Callback::from(move |(ids, is_chosen): (Vec<MessageId>, bool)| {
            let mut now = (*chosen).clone();
            for id in ids {
                if is_chosen {
                    now.insert(id)
                } else {
                    now.remove(&id)
                };
            }
            chosen.set(now);
        })
    };
    let on_page: Vec<MessageId> = list.items.iter().flat_map(|items| items.iter().map(|message| message.id)).collect();
    let count = on_page.iter().filter(|id| chosen.contains(id)).count();
    let lead = html! {
        <Checkbox id="select-page" label={lang.reports().select_page()} label_hidden=true checked={count > 0 && count == on_page.len()}
            indeterminate={count > 0 && count < on_page.len()} onchange={mark.reform(move |is_chosen| (on_page.clone(), is_chosen))} />
    };
    html! {
        <Table caption={texts.recipients()} {columns} first={list.is_first()} {lead}>
            { for list.items.iter().flat_map(|items| items.iter()).map(|message| row(lang, campaign, message, chosen.contains(&message.id), &mark, open)) }
        </Table>
    }
}

fn row(
    lang: Lang,
    campaign: &Campaign,
    message: &Message,
    chosen: bool,
    mark: &Callback<(Vec<MessageId>, bool)>,
    open: &Callback<Option<MessageId>>,
) -> Html {
    let id = message.id;
    let number = message.to.to_string();
    let charged = !matches!(message.status, MessageStatus::Skipped | MessageStatus::Cancelled);
    html! {
        <tr key={id.to_string()} class={classes!(chosen.then_some("is-selected"))}>
            <td class="cell-check">
                <Checkbox id={format!("select-{id}")} label={lang.reports().select(&number)} label_hidden=true checked={chosen}
                    onchange={mark.reform(move |is_chosen| (vec![id], is_chosen))} />
            </td>
            <td>
                <button type="button" class="cell-open digits" aria-label={lang.sent().open(&number)} onclick={open.reform(move |_| Some(id))}>{ &number }</button>
            </td>
            <td>
                { outcome_badge(lang, campaign.kind, message.status) }
                if let Some(reason) = &message.reason {
                    <div class="cell-sub">{ reason_label(lang, reason) }</div>
                }
            </td>
            <td class="num d-none d-sm-table-cell">{ if charged { lang.amount(message.credits) } else { "–".to_owned() } }</td>
            <td class="quiet nowrap digits d-none d-md-table-cell">{ message.sent_at.map(|at| lang.exact_time(at)).unwrap_or_default() }</td>
            <td class="quiet nowrap digits d-none d-lg-table-cell">{ message.received_at.map(|at| lang.exact_time(at)).unwrap_or_default() }</td>
        </tr>
    }
}
