//! The button that makes a file of a list. Lists of several nouns have it, each with its own address.

use openapi::exports::ExportFormat;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::ui::{Button, FormDialog, IconName, Radio, Radios, save_blob, use_toaster};

const XLSX: &str = "xlsx";
const CSV: &str = "csv";

#[derive(Properties, PartialEq)]
pub struct ExportButtonProps {
    /// Of the dialog, where a page has several.
    #[prop_or(AttrValue::Static("export"))]
    pub id: AttrValue,
    /// The list's address below `/api/v1`, with its filters.
    pub path: AttrValue,
    /// What is exported, where "Export" alone would not say.
    #[prop_or_default]
    pub words: Option<AttrValue>,
}

#[component(ExportButton)]
pub fn export_button(props: &ExportButtonProps) -> Html {
    let texts = use_lang().exports();
    let (action, toaster) = (use_action(), use_toaster());
    let open = use_state(|| false);
    // The workbook first: it needs no explanation.
    let format = use_state(|| XLSX);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let on_submit = {
        let (action, path, open, asked) = (action.clone(), props.path.clone(), open.clone(), *format);
        Callback::from(move |()| {
            let (path, open, toaster) = (path.clone(), open.clone(), toaster.clone());
            let asked = if asked == CSV { ExportFormat::Csv } else { ExportFormat::Xlsx };
            action.run(async move { api::exports::export(&path, asked).await }, move |file| {
                save_blob(&file.name, &file.content);
                toaster.done(texts.done());
                open.set(false);
            });
        })
    };
    let onchange = {
        let format = format.clone();
        Callback::from(move |value| format.set(value))
    };
    let choices = vec![
        Radio { value: XLSX, label: texts.xlsx().into(), hint: texts.xlsx_hint().into() },
        Radio { value: CSV, label: texts.csv().into(), hint: texts.csv_hint().into() },
    ];
    html! {
        <>
            <Button icon={IconName::Download} onclick={set_open(true).reform(|_| ())}>{ props.words.clone().unwrap_or_else(|| texts.export().into()) }</Button>
            <FormDialog id={props.id.clone()} title={texts.title()} open={*open} {action} submit={texts.download()} {on_submit} on_close={set_open(false)}>
                <p class="quiet mb-0">{ texts.lead() }</p>
                <Radios id={format!("{}-format", props.id)} legend={texts.format()} value={*format} {choices} {onchange} />
            </FormDialog>
        </>
    }
}
