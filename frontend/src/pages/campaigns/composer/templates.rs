//! Texts that are kept: one is chosen for this message, or this one's is kept for another.

use openapi::ProblemCode;
use openapi::templates::{NewTemplate, Template, TemplatePage};
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::hooks::{use_action, use_debounced, use_load, use_page};
use crate::i18n::use_lang;
use crate::ui::{Dialog, EmptyState, Field, FormDialog, IconName, Skeleton, list_foot, use_toaster};

const TYPING_REST_MS: u32 = 250;
const ROWS: u32 = 20;
/// The fields that show their own errors.
const FIELDS: &[&str] = &["name", "folder"];

#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    pub open: bool,
    pub on_close: Callback<()>,
    /// Something is written already: it gives way.
    pub replaces: bool,
    pub choose: Callback<String>,
}

#[component(ChooseTemplate)]
pub fn choose_template(props: &ChooseProps) -> Html {
    let texts = use_lang().composer();
    let choose = {
        let (choose, on_close) = (props.choose.clone(), props.on_close.clone());
        Callback::from(move |text: String| {
            on_close.emit(());
            choose.emit(text);
        })
    };
    html! {
        <Dialog id="pick-template" title={texts.template_title()} open={props.open} on_close={props.on_close.clone()}>
            <div class="form-stack" role="search">
                if props.replaces {
                    <p class="quiet mb-0">{ texts.template_replaces() }</p>
                }
                <Rows {choose} />
            </div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    choose: Callback<String>,
}

#[component(Rows)]
fn rows(props: &RowsProps) -> Html {
    let lang = use_lang();
    let typed = use_state(String::new);
    let words = use_debounced(&*typed, TYPING_REST_MS);
    let is_searched = !words.trim().is_empty();
    let list = use_page::<TemplatePage, _, _, _>(words, |words, after| async move {
        api::templates::list(&words, None, after.as_deref(), ROWS).await
    });
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |value| typed.set(value))
    };
    let empty = match is_searched {
        true => (lang.common().none_found(), lang.common().none_found_text()),
        false => (lang.composer().template_none(), lang.composer().template_none_text()),
    };
    html! {
        <>
            <Field id="pick-template-search" kind="search" icon={IconName::Search} label={lang.common().search()} label_hidden=true
                placeholder={lang.common().search()} value={(*typed).clone()} {oninput} autocomplete="off" autofocus=true />
            <div class="pick-list" aria-busy={list.is_first().then_some("true")}>
                if list.is_first() {
                    <Skeleton width="60%" height="1.25rem" />
                }
                if list.is_empty() {
                    <EmptyState icon={IconName::Message} title={empty.0} text={empty.1} />
                }
                <ul class="field-list">{ for list.items.iter().flat_map(|items| items.iter()).map(|template| row(template, &props.choose)) }</ul>
                { list_foot(&list) }
            </div>
        </>
    }
}

fn row(template: &Template, choose: &Callback<String>) -> Html {
    let text = template.text.clone();
    html! {
        <li key={template.id.to_string()}>
            <button type="button" class="field-row is-tall" onclick={choose.reform(move |_: MouseEvent| text.clone())}>
                <span class="cell-main">
                    { &template.name }
                    if let Some(folder) = &template.folder {
                        { " " }<span class="tag">{ folder }</span>
                    }
                </span>
                <span class="quiet field-row-text" dir="auto">{ &template.text }</span>
            </button>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct KeepProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub text: String,
}

/// Keeps the text as a template.
#[component(KeepTemplate)]
pub fn keep_template(props: &KeepProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let (action, toaster) = (use_action(), use_toaster());
    let name = use_state(String::new);
    let folder = use_state(String::new);
    // Without them a folder can be typed all the same.
    let folders = use_load(props.open, |open| async move {
        if open { api::templates::folders().await.map(|folders| folders.items) } else { Ok(Vec::new()) }
    });
    let key = use_memo((props.text.clone(), (*name).clone(), (*folder).clone()), |_| api::new_key());
    let set = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |value| state.set(value))
    };
    let on_submit = {
        let (action, on_close) = (action.clone(), props.on_close.clone());
        let folder = Some(folder.trim().to_owned()).filter(|folder| !folder.is_empty());
        let template = NewTemplate { name: name.trim().to_owned(), text: props.text.clone(), folder };
        Callback::from(move |()| {
            let (template, key) = (template.clone(), key.clone());
            let (toaster, on_close) = (toaster.clone(), on_close.clone());
            action.run(async move { api::templates::create(&template, &key).await }, move |template| {
                toaster.done(texts.template_kept(template.name));
                on_close.emit(());
            });
        })
    };
    let is_taken = action.failure.as_ref().and_then(Failure::code) == Some(ProblemCode::AlreadyExists);
    let name_error = action.error(lang, "name").or_else(|| is_taken.then(|| texts.template_taken().into()));
    html! {
        <FormDialog id="keep-template" title={texts.keep_template()} open={props.open} action={action.silent_if(is_taken)} fields={FIELDS}
            submit={lang.common().save()} {on_submit} on_close={props.on_close.clone()}>
            <Field id="template-name" label={texts.template_name()} value={(*name).clone()} maxlength="100" required=true error={name_error} autocomplete="off" autofocus=true oninput={set(&name)} />
            <Field id="template-folder" label={texts.template_folder()} hint={texts.template_folder_hint()} value={(*folder).clone()} maxlength="100" list="template-folders"
                error={action.error(lang, "folder")} autocomplete="off" oninput={set(&folder)} />
            <datalist id="template-folders">
                { for folders.data.iter().flat_map(|folders| folders.iter()).map(|folder| html! { <option key={folder.name.clone()} value={folder.name.clone()} /> }) }
            </datalist>
        </FormDialog>
    }
}
