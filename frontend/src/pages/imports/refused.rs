use openapi::imports::RefusedPage;
use openapi::{ImportId, ProblemCode};
use yew::prelude::*;

use crate::api;
use crate::hooks::{Action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::ui::{Column, FailureNote, Icon, IconName, Table, list_foot};

const PAGE_ROWS: u32 = 50;

#[derive(Properties, PartialEq)]
pub struct RefusedRowsProps {
    pub import: ImportId,
}

/// The rows that could not be imported, with their reasons, to be mended in the spreadsheet.
#[component(RefusedRows)]
pub fn refused_rows(props: &RefusedRowsProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let list = use_page::<RefusedPage, _, _, _>(props.import, |import, after| async move {
        api::imports::refused(import, after.as_deref(), PAGE_ROWS).await
    });
    let columns = vec![Column::new(texts.row()), Column::new(texts.reason()), Column::new(texts.cells())];
    html! {
        <section class="card" aria-labelledby="refused">
            <div class="card-title-row is-wrapping">
                <h2 id="refused">{ texts.refused_title() }</h2>
                <ExportButton path={format!("/imports/{}/refused", props.import)} words={texts.download()} />
            </div>
            <div class="card-body"><p class="quiet mb-0">{ texts.refused_lead() }</p></div>
            <Table caption={texts.refused_title()} {columns} first={list.is_first()} loading={list.loading} wide=true>
                { for list.items.iter().flat_map(|items| items.iter()).map(|row| html! {
                    <tr key={row.row}>
                        <td class="digits">{ lang.number(row.row) }</td>
                        <td class="nowrap">{ reason_words(lang, &row.reason) }</td>
                        <td class="quiet cell-clip">{ full_cells(&row.cells) }</td>
                    </tr>
                }) }
            </Table>
            { list_foot(&list) }
        </section>
    }
}

fn full_cells(cells: &[String]) -> String {
    let full: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    full.join(" · ")
}

/// Why a row is refused.
pub fn reason_words(lang: Lang, word: &str) -> String {
    let texts = lang.imports();
    match word {
        "no_mobile" => texts.no_mobile(),
        "not_a_number" => texts.not_a_number(),
        "too_long" => texts.too_long(),
        "impossible_number" => texts.impossible_number(),
        "too_many_cells" => texts.too_many_cells(),
        "not_a_date" => texts.not_a_date(),
        other => return other.replace('_', " "),
    }
    .to_owned()
}

/// Something did not come to its end.
pub fn failed_note(words: &'static str) -> Html {
    html! {
        <div class="note tone-bad" role="alert"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ words }</span></div>
    }
}

/// Why a run did not start; a conflict means that the file cannot be run (any more).
pub fn run_failure(action: &Action, gone: &'static str) -> Html {
    match &action.failure {
        Some(failure) if failure.code() == Some(ProblemCode::Conflict) => failed_note(gone),
        Some(failure) => html! { <FailureNote failure={failure.clone()} /> },
        None => Html::default(),
    }
}
