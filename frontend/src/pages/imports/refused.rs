use openapi::ImportId;
use openapi::exports::ExportFormat;
use openapi::imports::RefusedPage;
use yew::prelude::*;

use crate::api;
use crate::hooks::{use_action, use_page};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, Column, FailureNote, IconName, Table, list_foot, save_blob};

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
    let action = use_action();
    let list = use_page::<RefusedPage, _, _, _>(props.import, |import, after| async move {
        api::imports::refused(import, after.as_deref(), PAGE_ROWS).await
    });
    let download = {
        let (action, import) = (action.clone(), props.import);
        Callback::from(move |_: MouseEvent| {
            let path = format!("/imports/{import}/refused");
            let file = async move { api::exports::export(&path, ExportFormat::Csv).await };
            action.run(file, |file| save_blob(&file.name, &file.content));
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
