use openapi::ImportId;
use yew::prelude::*;
use yew_router::prelude::*;

use super::check::Check;
use super::mapping::Mapping;
use super::run::Run;
use super::steps::{Stage, Steps};
use super::undo::Undoing;
use crate::api;
use crate::hooks::use_load;
use crate::i18n::{Lang, use_lang};
use crate::route::{ImportQuery, Route};
use crate::ui::{FailureNote, PageHead, Skeleton};

#[derive(Properties, PartialEq)]
pub struct ImportFileProps {
    pub id: ImportId,
}

/// One import, wherever it stands: the address tells.
#[component(ImportFile)]
pub fn import_file(props: &ImportFileProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let query = use_location().and_then(|location| location.query::<ImportQuery>().ok()).unwrap_or_default();
    let loaded = use_load(props.id, |id| async move { api::imports::get(id).await });
    let back = Some((Route::Imports, AttrValue::from(texts.history())));
    let Some(import) = loaded.data.as_deref().cloned() else {
        return html! {
            <>
                <PageHead title={texts.title()} {back} />
                if let Some(failure) = &loaded.failure {
                    <FailureNote failure={failure.clone()} retry={loaded.reload.clone()} />
                } else {
                    <div class="card"><div class="card-body form-stack"><Skeleton height="3rem" /><Skeleton height="8rem" /></div></div>
                }
            </>
        };
    };
    let title = file_name(lang, &import.file_name);
    let (stage, content) = match query {
        ImportQuery { undo: Some(job), .. } => (Stage::Import, html! { <Undoing key={job.to_string()} {job} /> }),
        ImportQuery { run: Some(job), .. } => (Stage::Import, html! { <Run key={job.to_string()} {import} {job} /> }),
        ImportQuery { check: Some(job), .. } => {
            (Stage::Check, html! { <Check key={job.to_string()} {import} {job} /> })
        }
        _ => (Stage::Columns, html! { <Mapping {import} /> }),
    };
    html! {
        <>
            <PageHead {title} {back} />
            <Steps at={stage} />
            { content }
        </>
    }
}

/// A list that was pasted has no name.
pub fn file_name(lang: Lang, name: &str) -> String {
    if name.is_empty() { lang.imports().pasted().to_owned() } else { name.to_owned() }
}
