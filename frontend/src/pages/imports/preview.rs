use openapi::contacts::LineType;
use openapi::imports::{Import, ImportPreview, PreviewedRow};
use yew::prelude::*;

use super::refused::reason_words;
use super::settings::{Settings, field_name};
use crate::api;
use crate::hooks::{use_debounced, use_load};
use crate::i18n::{Lang, country_name, use_lang};
use crate::ui::{Column, Table};

/// Short: one looks at it while choosing.
const REST_MS: u32 = 150;

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    pub import: Import,
    pub settings: Settings,
}

/// The first rows as contacts. The cells move at once; the server reads the numbers, as it would in a run.
#[component(Preview)]
pub fn preview(props: &PreviewProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let id = props.import.id;
    let run = props.settings.to_run(true);
    let is_asked = run.mapping.contains_key("mobile");
    let settled = use_debounced(&run, REST_MS);
    let read = use_load(is_asked.then(|| settled.clone()), move |run| async move {
        match run.filter(|run| run.mapping.contains_key("mobile")) {
            Some(run) => api::imports::preview(id, &run).await.map(Some),
            None => Ok(None),
        }
    });
    if !is_asked {
        return html! { <div class="card-body pt-0"><p class="quiet mb-0">{ texts.preview_wait() }</p></div> };
    }
    let mapped = props.settings.mapped();
    // An answer about another choice of columns says nothing about these.
    let is_current = settled.mapping == run.mapping && !read.loading;
    let answer: Option<&ImportPreview> = read.data.as_deref().and_then(Option::as_ref).filter(|_| is_current);
    let columns = mapped.iter().map(|(key, _)| Column::new(field_name(lang, key))).collect::<Vec<_>>();
    html! {
        <>
            <h3 class="list-title">{ texts.preview() }</h3>
            <Table caption={texts.preview()} {columns} first=false wide=true>
                { for props.import.sample.iter().enumerate().map(|(index, row)| {
                    let read = answer.and_then(|answer| answer.rows.get(index));
                    html! {
                        <tr key={index}>
                            { for mapped.iter().map(|(key, column)| {
                                let cell = row.get(*column).map(String::as_str).unwrap_or_default();
                                if key == "mobile" { number_cell(lang, cell, read) } else { html! { <td key={key.clone()} class="cell-clip">{ cell }</td> } }
                            }) }
                        </tr>
                    }
                }) }
            </Table>
        </>
    }
}

fn number_cell(lang: Lang, cell: &str, read: Option<&PreviewedRow>) -> Html {
    let Some(read) = read else {
        return html! { <td key="mobile" class="nowrap digits quiet">{ cell }</td> };
    };
    if let Some(reason) = &read.reason {
        return html! {
            <td key="mobile" class="nowrap"><span class="digits">{ cell }</span><span class="cell-sub text-bad d-block">{ reason_words(lang, reason) }</span></td>
        };
    }
    let country = read.country.as_deref().map(|code| country_name(lang, code)).unwrap_or_default();
    let line =
        if read.line == Some(LineType::Fixed) { format!(" · {}", lang.imports().fixed_line()) } else { String::new() };
    html! {
        <td key="mobile" class="nowrap">
            <span class="digits">{ read.number.map(|number| number.to_string()).unwrap_or_default() }</span>
            <span class="cell-sub d-block">{ country }{ line }</span>
        </td>
    }
}
