//! Bringing a file of contacts in: choose it, say which column is what, see what would happen, do it, see what happened.
//!
//! The file is uploaded once; the check and the run are jobs of the server over the same upload.

mod mapping;
mod outcome;
mod refused;
mod settings;
mod work;

use openapi::imports::{Import, ImportResult};
use web_sys::File;
use yew::prelude::*;

use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::route::Route;
use crate::ui::{DropZone, FailureNote, PageHead, Progress, Segment, Tone};
use mapping::Mapping;
use outcome::{Finished, WouldHappen};
use settings::Settings;
use work::Work;

/// How far one has come.
#[derive(Clone, PartialEq)]
enum Step {
    Choose,
    Map,
    Check,
    Confirm(ImportResult),
    Run,
    Done(ImportResult),
}

#[component(ImportPage)]
pub fn import_page() -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let step = use_state(|| Step::Choose);
    let file = use_state(|| None::<Import>);
    let settings = use_state(Settings::default);
    let go = |to: Step| {
        let step = step.clone();
        Callback::from(move |()| step.set(to.clone()))
    };
    let on_file = {
        let (file, settings, step) = (file.clone(), settings.clone(), step.clone());
        Callback::from(move |import: Import| {
            settings.set(Settings::guessed(&import));
            file.set(Some(import));
            step.set(Step::Map);
        })
    };
    let on_checked = {
        let step = step.clone();
        Callback::from(move |result| step.set(Step::Confirm(result)))
    };
    let on_done = {
        let step = step.clone();
        Callback::from(move |result| step.set(Step::Done(result)))
    };
    let set_settings = {
        let settings = settings.clone();
        Callback::from(move |changed| settings.set(changed))
    };
    let content = match ((*step).clone(), (*file).clone()) {
        (Step::Choose, _) | (_, None) => html! { <Upload {on_file} /> },
        (Step::Map, Some(import)) => html! {
            <Mapping {import} settings={(*settings).clone()} onchange={set_settings} on_next={go(Step::Check)} on_other={go(Step::Choose)} />
        },
        (Step::Check, Some(import)) => html! {
            <Work key="check" import={import.id} run={settings.to_run(true)} title={texts.checking()} on_done={on_checked} on_back={go(Step::Map)} />
        },
        (Step::Confirm(result), Some(_)) => {
            html! { <WouldHappen {result} blacklist={settings.blacklist} on_run={go(Step::Run)} on_back={go(Step::Map)} /> }
        }
        (Step::Run, Some(import)) => html! {
            <Work key="run" import={import.id} run={settings.to_run(false)} title={texts.importing()} {on_done} on_back={go(Step::Map)} />
        },
        (Step::Done(result), Some(import)) => html! {
            <Finished import={import.id} {result} group={settings.group.clone()} on_other={go(Step::Choose)} />
        },
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Contacts, AttrValue::from(lang.contacts().title())))} />
            { content }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct UploadProps {
    on_file: Callback<Import>,
}

#[component(Upload)]
fn upload(props: &UploadProps) -> Html {
    let texts = use_lang().imports();
    let action = use_action();
    let name = use_state(String::new);
    let share = use_state(|| 0.0_f64);
    let onfile = {
        let (action, name, share, on_file) = (action.clone(), name.clone(), share.clone(), props.on_file.clone());
        Callback::from(move |file: File| {
            name.set(file.name());
            share.set(0.0);
            let (progress, on_file) = (share.setter(), on_file.clone());
            let progress = Callback::from(move |sent| progress.set(sent));
            action.run(async move { api::imports::create(&file, progress).await }, move |import| on_file.emit(import));
        })
    };
    html! {
        <>
            if let Some(failure) = &action.failure {
                <div class="mb-3"><FailureNote failure={failure.clone()} /></div>
            }
            if action.busy {
                <div class="card"><div class="card-body">
                    <p role="status">{ texts.uploading(&*name) }</p>
                    <Progress label={texts.uploading(&*name)} total=1000
                        segments={vec![Segment { label: "‰".into(), value: (*share * 1000.0) as i64, tone: Tone::Accent, pale: false }]} />
                </div></div>
            } else {
                <DropZone id="file" label={texts.drop()} hint={texts.drop_hint()} accept=".csv,.txt,.tsv,text/csv" {onfile} />
            }
        </>
    }
}
