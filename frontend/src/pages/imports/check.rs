use openapi::imports::{Import, ImportOutcome, ImportResult, ImportRow, ImportRowPage};
use openapi::jobs::{Job, JobStatus};
use openapi::{ImportId, JobId, ProblemCode};
use yew::prelude::*;
use yew_router::prelude::*;

use super::counts::Counts;
use super::memory;
use super::refused::{failed_note, reason_words, run_failure};
use super::settings::{Settings, heading};
use super::work::{Work, is_moving, result_of, use_job};
use crate::api;
use crate::api::imports::Rows;
use crate::hooks::{use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::route::{ImportQuery, Route};
use crate::ui::{Badge, Button, Column, FailureNote, Icon, IconName, Table, Tone, Variant, list_foot};

const PAGE_ROWS: u32 = 50;
/// Columns of the file that are shown with a row: wider tables are better looked at in a spreadsheet.
const SHOWN_COLUMNS: usize = 12;

#[derive(Properties, PartialEq)]
pub struct CheckProps {
    pub import: Import,
    pub job: JobId,
}

/// The dry run: under way, then what would happen, each figure with its rows.
#[component(Check)]
pub fn check(props: &CheckProps) -> Html {
    let texts = use_lang().imports();
    let navigator = use_navigator();
    let action = use_action();
    let job = use_job(props.job);
    let id = props.import.id;
    let back = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::ImportFile { id });
        }
    });
    let stop = {
        let (action, back, job) = (action.clone(), back.clone(), props.job);
        Callback::from(move |_: MouseEvent| {
            let back = back.clone();
            action.run(async move { api::jobs::cancel(job).await }, move |_: Job| back.emit(()));
        })
    };
    match job.data.as_deref() {
        Some(done) if done.status == JobStatus::Done => {
            html! { <WouldHappen import={props.import.clone()} result={result_of::<ImportResult>(done)} {back} /> }
        }
        Some(over) if !is_moving(over.status) => html! {
            <div class="form-stack">
                { failed_note(texts.failed()) }
                <div><Button onclick={back.reform(|_: MouseEvent| ())}>{ texts.back() }</Button></div>
            </div>
        },
        _ => html! {
            <Work title={texts.checking()} {job} words={Callback::from(move |(done, total)| texts.rows_done(done, total))}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <div><Button busy={action.busy} onclick={stop}>{ texts.back() }</Button></div>
            </Work>
        },
    }
}

#[derive(Properties, PartialEq)]
struct WouldHappenProps {
    import: Import,
    result: ImportResult,
    back: Callback<()>,
}

#[component(WouldHappen)]
fn would_happen(props: &WouldHappenProps) -> Html {
    let texts = use_lang().imports();
    let (action, navigator) = (use_action(), use_navigator());
    let id = props.import.id;
    let result = &props.result;
    let open = use_state(|| (result.invalid > 0).then_some(Rows::Of(ImportOutcome::Invalid)));
    let kept = memory::run_of(id);
    let to_import = (result.rows - result.invalid - result.duplicate).max(0);
    let onrun = {
        let (action, kept) = (action.clone(), kept.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(mut run) = kept.clone() else { return };
            run.dry_run = false;
            let navigator = navigator.clone();
            action.run(async move { api::imports::run(id, &run).await }, move |started| {
                let query = ImportQuery { run: Some(started.job), ..ImportQuery::default() };
                if let Some(navigator) = navigator {
                    let _ = navigator.push_with_query(&Route::ImportFile { id }, &query);
                }
            });
        })
    };
    let on_open = {
        let open = open.clone();
        Callback::from(move |rows| open.set((*open != Some(rows)).then_some(rows)))
    };
    let settings = Settings::begin(&props.import, kept.as_ref());
    html! {
        <>
            <section class="card" aria-labelledby="would">
                <div class="card-title-row"><h2 id="would">{ texts.would_title() }</h2></div>
                <div class="card-body form-stack">
                    <p class="quiet mb-0">{ texts.would_lead() }</p>
                    <Counts result={result.clone()} open={*open} {on_open} />
                    if to_import == 0 {
                        <div class="note tone-warn"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.none_to_import() }</span></div>
                    } else if kept.is_none() {
                        <div class="note tone-info"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.check_again() }</span></div>
                    }
                    { run_failure(&action, texts.gone()) }
                    <div class="tools">
                        <Button variant={Variant::Primary} busy={action.busy} disabled={to_import == 0 || kept.is_none()} onclick={onrun}>{ texts.run(to_import) }</Button>
                        <Button onclick={props.back.reform(|_: MouseEvent| ())}>{ texts.back() }</Button>
                    </div>
                </div>
            </section>
            if let Some(which) = *open {
                <RowList key={list_name(which)} import={props.import.clone()} {settings} {which} />
            }
        </>
    }
}

const fn list_name(which: Rows) -> &'static str {
    match which {
        Rows::Of(ImportOutcome::New) => "new",
        Rows::Of(ImportOutcome::Updated) => "updated",
        Rows::Of(ImportOutcome::Unchanged) => "unchanged",
        Rows::Of(ImportOutcome::Duplicate) => "duplicate",
        Rows::Of(ImportOutcome::Invalid) => "invalid",
        Rows::Blacklisted => "blacklisted",
    }
}

fn list_title(lang: Lang, which: Rows) -> &'static str {
    let texts = lang.imports();
    match which {
        Rows::Of(ImportOutcome::New) => texts.list_new(),
        Rows::Of(ImportOutcome::Updated) => texts.list_updated(),
        Rows::Of(ImportOutcome::Unchanged) => texts.list_unchanged(),
        Rows::Of(ImportOutcome::Duplicate) => texts.list_duplicate(),
        Rows::Of(ImportOutcome::Invalid) => texts.refused_title(),
        Rows::Blacklisted => texts.list_blacklisted(),
    }
}

#[derive(Properties, PartialEq)]
struct RowListProps {
    import: Import,
    settings: Settings,
    which: Rows,
}

/// The rows behind a figure, as they stand in the file.
#[component(RowList)]
fn row_list(props: &RowListProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let (id, which): (ImportId, Rows) = (props.import.id, props.which);
    let list = use_page::<ImportRowPage, _, _, _>((id, which), |(id, which), after| async move {
        api::imports::rows(id, which, after.as_deref(), PAGE_ROWS).await
    });
    let is_invalid = which == Rows::Of(ImportOutcome::Invalid);
    let shown = shown_columns(&props.import, &props.settings);
    let mut columns =
        vec![Column::new(texts.row()), Column::new(if is_invalid { texts.reason() } else { lang.contacts().mobile() })];
    columns.extend(shown.iter().map(|column| Column::new(heading(lang, &props.import, *column))));
    let is_gone = list.failure.as_ref().and_then(api::Failure::code) == Some(ProblemCode::Conflict);
    html! {
        <section class="card" aria-labelledby="rows">
            <div class="card-title-row"><h2 id="rows">{ list_title(lang, which) }</h2></div>
            if is_gone {
                <div class="card-body"><p class="quiet mb-0">{ texts.list_gone() }</p></div>
            } else {
                <Table caption={list_title(lang, which)} {columns} first={list.is_first()} loading={list.loading} wide=true>
                    { for list.items.iter().flat_map(|items| items.iter()).map(|row| one_row(lang, row, &shown)) }
                </Table>
                { list_foot(&list) }
            }
        </section>
    }
}

fn one_row(lang: Lang, row: &ImportRow, shown: &[usize]) -> Html {
    let head = match (&row.reason, row.number) {
        (Some(reason), _) => html! { <span class="text-bad">{ reason_words(lang, reason) }</span> },
        (None, Some(number)) => html! { <span class="digits">{ number.to_string() }</span> },
        (None, None) => Html::default(),
    };
    html! {
        <tr key={row.row}>
            <td class="digits">{ lang.number(row.row) }</td>
            <td class="nowrap">
                { head }
                if row.blacklisted {
                    { " " }<Badge tone={Tone::Mute}>{ lang.contacts().blacklisted() }</Badge>
                }
            </td>
            { for shown.iter().map(|column| html! { <td key={*column} class="quiet cell-clip">{ row.cells.get(*column).cloned().unwrap_or_default() }</td> }) }
        </tr>
    }
}

/// Those that come in; all when nothing is known of the choices.
fn shown_columns(import: &Import, settings: &Settings) -> Vec<usize> {
    let all = 0..import.columns.len();
    let mapped: Vec<usize> = settings.mapped().into_iter().map(|(_, column)| column).collect();
    let is_shown = |column: &usize| mapped.is_empty() || mapped.contains(column);
    all.filter(is_shown).take(SHOWN_COLUMNS).collect()
}
