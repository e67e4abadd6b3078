use openapi::imports::{ImportEntry, ImportPage, ImportResult};
use openapi::jobs::{Job, JobStatus};
use yew::prelude::*;
use yew_router::prelude::*;

use super::file::file_name;
use super::undo::UndoImport;
use super::work::{is_moving, result_of};
use crate::api;
use crate::hooks::{use_page, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::route::{ImportQuery, Route};
use crate::ui::{Badge, Column, EmptyState, Icon, IconName, PageHead, Table, Tone, list_foot};

const PAGE_ROWS: u32 = 50;
/// While something on the page moves.
const POLL_MS: u32 = 1_000;

/// What was brought in before, what became of it, and the way to take it back.
#[component(Imports)]
pub fn imports() -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let list = use_page::<ImportPage, _, _, _>((), |(), after| async move {
        api::imports::list(after.as_deref(), PAGE_ROWS).await
    });
    let moves = |entry: &ImportEntry| entry.job.iter().chain(&entry.undo).any(|job| is_moving(job.status));
    let is_any_moving = list.items.as_ref().is_some_and(|items| items.iter().any(moves));
    use_poll(list.answers, &list.reload, is_any_moving, POLL_MS);
    let columns = vec![
        Column::new(texts.file()),
        Column::new(texts.date()).class("d-none d-md-table-cell"),
        Column::new(texts.content()).class("num d-none d-md-table-cell"),
        Column::new(texts.status()),
        Column::new(lang.common().actions()).class("cell-actions d-none d-md-table-cell").hidden(),
    ];
    let new = html! { <Link<Route> to={Route::Import} classes="btn btn-primary"><Icon name={IconName::FileImport} />{ texts.new_import() }</Link<Route>> };
    html! {
        <>
            <PageHead title={texts.history()} lead={texts.history_lead()} back={Some((Route::Contacts, AttrValue::from(lang.contacts().title())))}>{ new.clone() }</PageHead>
            <div class="card">
                if list.is_empty() {
                    <EmptyState icon={IconName::FileImport} title={texts.nothing()} text={texts.nothing_text()}>{ new }</EmptyState>
                } else {
                    <Table caption={texts.history()} {columns} first={list.is_first()} loading={list.loading && !is_any_moving}>
                        { for list.items.iter().flat_map(|items| items.iter()).map(|entry| entry_row(lang, entry)) }
                    </Table>
                    { list_foot(&list) }
                }
            </div>
        </>
    }
}

fn entry_row(lang: Lang, entry: &ImportEntry) -> Html {
    let texts = lang.imports();
    let of_run = |job: &Job| match entry.dry_run {
        true => ImportQuery { check: Some(job.id), ..ImportQuery::default() },
        false => ImportQuery { run: Some(job.id), ..ImportQuery::default() },
    };
    let of_undo = entry.undo.as_ref().map(|undo| ImportQuery { undo: Some(undo.id), ..ImportQuery::default() });
    let query = of_undo.or_else(|| entry.job.as_ref().map(of_run));
    let undo = entry.job.as_ref().filter(|_| !entry.dry_run).and_then(|job| Some((job.id, job.undo_until?)));
    let undo = undo.map(|(job, until)| html! { <UndoImport import={entry.id} {job} {until} /> }).unwrap_or_default();
    html! {
        <tr key={entry.id.to_string()}>
            <td class="cell-wide">
                <Link<Route, ImportQuery> to={Route::ImportFile { id: entry.id }} {query} classes="cell-main plain">{ file_name(lang, &entry.file_name) }</Link<Route, ImportQuery>>
                <div class="cell-sub d-md-none">{ lang.date_time(entry.created_at) }{ " · " }<span class="nowrap">{ texts.rows(entry.rows) }</span></div>
            </td>
            <td class="quiet nowrap d-none d-md-table-cell">{ lang.date_time(entry.created_at) }</td>
            <td class="num nowrap d-none d-md-table-cell">{ texts.rows(entry.rows) }</td>
            <td>{ status(lang, entry) }<div class="d-md-none mt-1">{ undo.clone() }</div></td>
            <td class="cell-actions d-none d-md-table-cell">{ undo }</td>
        </tr>
    }
}

fn status(lang: Lang, entry: &ImportEntry) -> Html {
    let texts = lang.imports();
    let Some(job) = &entry.job else {
        return html! { <Badge tone={Tone::Mute}>{ texts.not_run() }</Badge> };
    };
    if let Some(undo) = &entry.undo {
        return match undo.status {
            JobStatus::Queued | JobStatus::Running => {
                html! { <Badge tone={Tone::Info} live=true>{ texts.undoing() }</Badge> }
            }
            _ => html! { <Badge tone={Tone::Mute}>{ texts.undone_badge() }</Badge> },
        };
    }
    match job.status {
        JobStatus::Queued | JobStatus::Running => {
            html! { <Badge tone={Tone::Info} live=true>{ texts.under_way(lang.percent(job.done, job.total)) }</Badge> }
        }
        JobStatus::Failed => html! { <Badge tone={Tone::Bad}>{ texts.broken() }</Badge> },
        JobStatus::Cancelled => html! { <Badge tone={Tone::Mute}>{ texts.stopped() }</Badge> },
        JobStatus::Done if entry.dry_run => html! { <Badge tone={Tone::Mute}>{ texts.checked() }</Badge> },
        JobStatus::Done => {
            html! { <><Badge tone={Tone::Good}>{ texts.finished() }</Badge><div class="cell-sub mt-1">{ outcome(lang, job) }</div></> }
        }
    }
}

fn outcome(lang: Lang, job: &Job) -> String {
    let texts = lang.imports();
    let result = result_of::<ImportResult>(job);
    let mut words = vec![texts.new_count(result.new)];
    if result.updated > 0 {
        words.push(texts.updated_count(result.updated));
    }
    if result.invalid > 0 {
        words.push(texts.refused_count(result.invalid));
    }
    words.join(" · ")
}
