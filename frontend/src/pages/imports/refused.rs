use openapi::ImportId;
use openapi::imports::{RefusedPage, RefusedRow};
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::hooks::{use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Column, FailureNote, IconName, Table, list_foot, save_text};

const PAGE_ROWS: u32 = 50;
const DOWNLOAD_ROWS: u32 = 500;
const DOWNLOAD_NAME: &str = "refused.csv";

#[derive(Properties, PartialEq)]
pub struct RefusedRowsProps {
    pub import: ImportId,
}

/// The rows that could not be imported, with their reasons, to be mended in the spreadsheet.
#[component(RefusedRows)]
pub fn refused_rows(props: &RefusedRowsProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let action = use_action();
    let list = use_page::<RefusedPage, _, _, _>(props.import, |import, after| async move {
        api::imports::refused(import, after.as_deref(), PAGE_ROWS).await
    });
    let download = {
        let (action, import) = (action.clone(), props.import);
        Callback::from(move |_: MouseEvent| {
            action.run(all_rows(import), move |rows| {
                save_text(DOWNLOAD_NAME, "text/csv;charset=utf-8", &csv(lang, &rows));
            });
        })
    };
    let columns = vec![Column::new(texts.row()), Column::new(texts.reason()), Column::new(texts.cells())];
    html! {
        <section class="card" aria-labelledby="refused">
            <div class="card-title-row">
                <h2 id="refused">{ texts.refused_title() }</h2>
                <Button icon={IconName::Download} busy={action.busy} onclick={download}>{ texts.download() }</Button>
            </div>
            if let Some(failure) = &action.failure {
                <div class="card-body"><FailureNote failure={failure.clone()} /></div>
            }
            <Table caption={texts.refused_title()} {columns} first={list.is_first()} loading={list.loading} wide=true>
                { for list.items.iter().flat_map(|items| items.iter()).map(|row| html! {
                    <tr key={row.row}>
                        <td class="digits">{ lang.number(row.row) }</td>
                        <td class="nowrap">{ reason(lang, &row.reason) }</td>
                        <td class="quiet cell-clip">{ row.cells.join(" · ") }</td>
                    </tr>
                }) }
            </Table>
            { list_foot(&list) }
        </section>
    }
}

fn reason(lang: Lang, word: &str) -> String {
    let texts = lang.imports();
    match word {
        "no_mobile" => texts.no_mobile(),
        "not_a_number" => texts.not_a_number(),
        "too_long" => texts.too_long(),
        "impossible_number" => texts.impossible_number(),
        "too_many_cells" => texts.too_many_cells(),
        other => return other.replace('_', " "),
    }
    .to_owned()
}

async fn all_rows(import: ImportId) -> Result<Vec<RefusedRow>, Failure> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = api::imports::refused(import, after.as_deref(), DOWNLOAD_ROWS).await?;
        rows.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

/// Semicolons and a byte order mark: what a European spreadsheet opens with a double click.
fn csv(lang: Lang, rows: &[RefusedRow]) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells = [row.row.to_string(), reason(lang, &row.reason)];
        let line: Vec<String> = cells.iter().chain(&row.cells).map(|cell| quote(cell)).collect();
        text.push_str(&line.join(";"));
        text.push_str("\r\n");
    }
    text
}

fn quote(cell: &str) -> String {
    // What begins like a formula would be run by the spreadsheet that opens the file.
    let formula =
        cell.starts_with(['=', '@']) || (cell.starts_with(['+', '-']) && cell.chars().any(char::is_alphabetic));
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
