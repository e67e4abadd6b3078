use openapi::imports::{Import, ImportFormat};
use yew::prelude::*;
use yew_router::prelude::*;

use super::memory;
use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Choice, FailureNote, Select};

#[derive(Properties, PartialEq)]
pub struct FoundProps {
    pub import: Import,
}

/// How the file was read: whoever sees a wrong encoding or sheet here need not wonder later.
#[component(Found)]
pub fn found(props: &FoundProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let import = &props.import;
    let mut facts = vec![(texts.format(), format_name(lang, import.format)), (texts.content(), content(lang, import))];
    if matches!(import.format, ImportFormat::Csv | ImportFormat::Text) {
        facts.push((texts.encoding(), encoding_name(&import.encoding)));
        if import.columns.len() > 1 {
            facts.push((texts.separator(), separator_name(lang, &import.separator)));
        }
    }
    let header = if import.has_header { texts.with_header() } else { texts.without_header() };
    facts.push((texts.header(), header.to_owned()));
    html! {
        <section class="card" aria-labelledby="found">
            <div class="card-title-row">
                <h2 id="found">{ texts.found_title() }</h2>
                <Link<Route> to={Route::Import} classes="btn btn-sm">{ texts.other_file() }</Link<Route>>
            </div>
            <div class="card-body form-stack">
                <dl class="found">
                    { for facts.into_iter().map(|(name, value)| html! { <div key={name}><dt>{ name }</dt><dd>{ value }</dd></div> }) }
                </dl>
                if import.sheets.len() > 1 {
                    <Sheets import={import.clone()} />
                }
            </div>
        </section>
    }
}

#[component(Sheets)]
fn sheets(props: &FoundProps) -> Html {
    let texts = use_lang().imports();
    let action = use_action();
    let navigator = use_navigator();
    let file = memory::file_of(props.import.id);
    let current = props.import.sheet.clone().unwrap_or_default();
    let Some(file) = file else {
        return html! { <p class="mb-0">{ texts.sheet() }{ " " }<strong>{ current }</strong>{ " · " }<span class="quiet">{ texts.sheet_gone() }</span></p> };
    };
    let onchange = {
        let action = action.clone();
        Callback::from(move |sheet: String| {
            let (sent, kept, navigator) = (file.clone(), file.clone(), navigator.clone());
            let upload = async move { api::imports::create(&sent, Some(&sheet), Callback::noop()).await };
            action.run(upload, move |import| {
                memory::keep_file(import.id, kept);
                if let Some(navigator) = navigator {
                    navigator.replace(&Route::ImportFile { id: import.id });
                }
            });
        })
    };
    let choices = props.import.sheets.iter().map(|sheet| Choice::new(sheet.clone(), sheet.clone())).collect::<Vec<_>>();
    html! {
        <div aria-busy={action.busy.then_some("true")}>
            <Select id="sheet" class="short" label={texts.sheet()} hint={if action.busy { texts.reading() } else { texts.sheet_hint() }} value={current} {choices} {onchange} />
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
        </div>
    }
}

fn content(lang: Lang, import: &Import) -> String {
    let texts = lang.imports();
    let columns = i64::try_from(import.columns.len()).unwrap_or(i64::MAX);
    format!("{}, {}", texts.rows(import.rows), texts.columns(columns))
}

fn format_name(lang: Lang, format: ImportFormat) -> String {
    match format {
        ImportFormat::Csv => lang.imports().csv(),
        ImportFormat::Xlsx => "Excel (XLSX)",
        ImportFormat::Xls => "Excel (XLS)",
        ImportFormat::Ods => "OpenDocument (ODS)",
        ImportFormat::Text => lang.imports().pasted(),
    }
    .to_owned()
}

fn encoding_name(encoding: &str) -> String {
    match encoding {
        "utf-8" => "UTF-8",
        "utf-16le" | "utf-16be" => "UTF-16",
        "windows-1252" => "Windows-1252",
        "iso-8859-15" => "ISO-8859-15",
        other => other,
    }
    .to_owned()
}

fn separator_name(lang: Lang, separator: &str) -> String {
    let texts = lang.imports();
    match separator {
        "," => texts.comma(),
        ";" => texts.semicolon(),
        "\t" => texts.tab(),
        "|" => texts.bar(),
        other => other,
    }
    .to_owned()
}
