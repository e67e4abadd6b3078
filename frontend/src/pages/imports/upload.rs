use openapi::imports::Import;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::memory;
use super::steps::{Stage, Steps};
use crate::api;
use crate::hooks::use_action;
use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Button, DropZone, FailureNote, Icon, IconName, PageHead, Progress, Segment, TextArea, Tone};

/// Of the bar: it moves by thousandths.
const WHOLE: i64 = 1_000;
/// What the file chooser offers; what a file is, the server finds out by looking.
pub const ENDINGS: &str = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.xlsm,text/csv,text/plain";

/// Where an import begins: a file is chosen or dropped, or a list pasted.
#[component(Upload)]
pub fn upload() -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let action = use_action();
    let navigator = use_navigator();
    let name = use_state(String::new);
    let share = use_state(|| 0.0_f64);
    let list = use_state(String::new);
    let begin = {
        let (name, share) = (name.clone(), share.clone());
        move |of: String| {
            name.set(of);
            share.set(0.0);
            let share = share.setter();
            Callback::from(move |sent| share.set(sent))
        }
    };
    let open = move |import: &Import| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::ImportFile { id: import.id });
        }
    };
    let onfile = {
        let (action, begin, open) = (action.clone(), begin.clone(), open.clone());
        Callback::from(move |file: File| {
            let (progress, sent, open) = (begin(file.name()), file.clone(), open.clone());
            action.run(async move { api::imports::create(&sent, None, progress).await }, move |import| {
                memory::keep_file(import.id, file);
                open(&import);
            });
        })
    };
    let onpaste = {
        let (action, list) = (action.clone(), list.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (progress, list, open) = (begin(texts.pasted().to_owned()), (*list).clone(), open.clone());
            action.run(async move { api::imports::paste(&list, progress).await }, move |import| open(&import));
        })
    };
    let oninput = {
        let list = list.clone();
        Callback::from(move |value| list.set(value))
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Contacts, AttrValue::from(lang.contacts().title())))}>
                <Link<Route> to={Route::Imports} classes="btn"><Icon name={IconName::History} />{ texts.history_link() }</Link<Route>>
            </PageHead>
            <Steps at={Stage::File} />
            if let Some(failure) = &action.failure {
                <div class="mb-3"><FailureNote failure={failure.clone()} /></div>
            }
            if action.busy {
                { under_way(lang, &name, *share) }
            } else {
                <DropZone id="file" label={texts.drop()} hint={texts.drop_hint()} accept={ENDINGS} {onfile} />
                <div class="card mt-4">
                    <form class="card-body form-stack" onsubmit={onpaste}>
                        <TextArea id="list" label={texts.or_paste()} hint={texts.paste_hint()} value={(*list).clone()} rows=6 {oninput} />
                        <div><Button submit=true disabled={list.trim().is_empty()}>{ texts.paste() }</Button></div>
                    </form>
                </div>
            }
        </>
    }
}

/// The file on its way, then the server looking at it.
fn under_way(lang: Lang, name: &str, share: f64) -> Html {
    let texts = lang.imports();
    let sent = (share * WHOLE as f64) as i64;
    html! {
        <div class="card"><div class="card-body form-stack">
            <p class="mb-0" role="status">{ if sent < WHOLE { texts.uploading(name) } else { texts.reading().to_owned() } }</p>
            <Progress label={texts.uploading(name)} total={WHOLE}
                segments={vec![Segment { label: "‰".into(), value: sent, tone: Tone::Accent, pale: false }]} />
        </div></div>
    }
}
