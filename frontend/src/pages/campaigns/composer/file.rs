//! A file of numbers, sent to in one go: it comes into the address book as a group of its own, which becomes a recipient.
//! What the server finds in it is said before anything is written; where its columns are not clear, the import page asks.

use std::rc::Rc;

use openapi::contacts::NewConsent;
use openapi::groups::Group;
use openapi::imports::{ColumnRef, Import, ImportMode, ImportResult, ImportRun};
use openapi::jobs::JobStatus;
use openapi::{JobId, Time};
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::draft::Chip;
use crate::api::{self, Failure};
use crate::hooks::{use_action, use_load};
use crate::i18n::{Lang, use_lang, wall_of, write_day};
use crate::pages::imports::{ENDINGS, is_moving, result_of, use_job};
use crate::route::Route;
use crate::ui::{
    Button, Checkbox, Dialog, DropZone, FailureNote, Field, Icon, IconName, Progress, Segment, Tone, Variant,
};

/// Of a group's name, as the contract has it.
const MAX_NAME: usize = 100;

#[derive(Clone, PartialEq)]
enum Step {
    Choose,
    Found(Rc<Import>),
    Running { import: Rc<Import>, group: String, job: JobId },
}

#[derive(Properties, PartialEq)]
pub struct FileDialogProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub add: Callback<Vec<Chip>>,
}

#[component(FileDialog)]
pub fn file_dialog(props: &FileDialogProps) -> Html {
    let texts = use_lang().recipients();
    let step = use_state(|| Step::Choose);
    {
        let step = step.clone();
        use_effect_with(props.open, move |open| {
            // One that is under way is found again; one that is done makes room for the next.
            if *open && !matches!(*step, Step::Running { .. }) {
                step.set(Step::Choose);
            }
        });
    }
    let go = {
        let step = step.setter();
        Callback::from(move |next| step.set(next))
    };
    let done = {
        let (go, add, on_close) = (go.clone(), props.add.clone(), props.on_close.clone());
        Callback::from(move |group: Group| {
            add.emit(vec![Chip::from(&group)]);
            go.emit(Step::Choose);
            on_close.emit(());
        })
    };
    html! {
        <Dialog id="pick-file" title={texts.file_title()} open={props.open} on_close={props.on_close.clone()}>
            <div class="form-stack">
                { match (*step).clone() {
                    Step::Choose => html! { <Choose {go} /> },
                    Step::Found(import) => html! { <Found {import} {go} /> },
                    Step::Running { import, group, job } => html! { <Running {import} {group} {job} {done} /> },
                } }
            </div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ChooseProps {
    go: Callback<Step>,
}

#[component(Choose)]
fn choose(props: &ChooseProps) -> Html {
    let lang = use_lang();
    let action = use_action();
    let onfile = {
        let (action, go) = (action.clone(), props.go.clone());
        Callback::from(move |file: File| {
            let go = go.clone();
            action.run(async move { api::imports::create(&file, None, Callback::noop()).await }, move |import| {
                go.emit(Step::Found(Rc::new(import)));
            });
        })
    };
    html! {
        <>
            <p class="quiet mb-0">{ lang.recipients().file_text() }</p>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            if action.busy {
                <p class="mb-0" role="status">{ lang.imports().reading() }</p>
            } else {
                <DropZone id="pick-file-file" label={lang.imports().drop()} hint={lang.imports().drop_hint()} accept={ENDINGS} {onfile} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    import: Rc<Import>,
    go: Callback<Step>,
}

/// What is in the file, and what the group of its people is called.
#[component(Found)]
fn found(props: &FoundProps) -> Html {
    let lang = use_lang();
    let texts = lang.recipients();
    let action = use_action();
    let import = props.import.clone();
    let name = use_state(|| group_name(&import));
    let agreed = use_state(|| false);
    let Some(column) = column_of_numbers(lang, &import) else {
        return html! {
            <>
                <p class="mb-0">{ texts.file_no_numbers() }</p>
                <div><Link<Route> to={Route::ImportFile { id: import.id }} classes="btn btn-primary">{ texts.file_to_import() }</Link<Route>></div>
            </>
        };
    };
    let oninput = {
        let name = name.setter();
        Callback::from(move |value| name.set(value))
    };
    let onchange = {
        let agreed = agreed.setter();
        Callback::from(move |value| agreed.set(value))
    };
    let run = {
        let (action, go, import) = (action.clone(), props.go.clone(), import.clone());
        let (group, agreed) = (name.trim().to_owned(), *agreed);
        Callback::from(move |_: MouseEvent| {
            let (go, group, import) = (go.clone(), group.clone(), import.clone());
            let id = import.id;
            let consent = agreed.then(|| NewConsent { source: texts.file_consent_source(&import.file_name), at: None });
            let run = ImportRun {
                mapping: import.mapping.clone(),
                group: Some(group.clone()),
                blacklist: false,
                mode: ImportMode::Update,
                consent,
                dry_run: false,
            };
            action.run(async move { api::imports::run(id, &run).await }, move |started| {
                go.emit(Step::Running { import, group, job: started.job });
            });
        })
    };
    html! {
        <>
            <p class="mb-0"><strong>{ &import.file_name }</strong>{ " · " }{ texts.file_rows(import.rows, column) }</p>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            <Field id="file-group" label={texts.file_group()} value={(*name).clone()} maxlength={MAX_NAME.to_string()} {oninput} autocomplete="off" autofocus=true />
            <Checkbox id="file-consent" label={texts.file_consent()} checked={*agreed} {onchange} />
            <div class="tools">
                <Button variant={Variant::Primary} busy={action.busy} disabled={name.trim().is_empty()} onclick={run}>{ texts.file_add() }</Button>
                <Link<Route> to={Route::ImportFile { id: import.id }} classes="btn btn-quiet">{ texts.file_to_import() }</Link<Route>>
            </div>
        </>
    }
}

/// The file's name without its ending, and the day: a group of the same name would be written to as well.
fn group_name(import: &Import) -> String {
    let name = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(name, _)| name);
    let today = Time::from_millis(js_sys::Date::now() as i64);
    let day = wall_of(today).map(|wall| write_day(wall.date())).unwrap_or_default();
    let name: String = name.trim().chars().take(MAX_NAME - day.len() - 1).collect();
    format!("{name} {day}").trim().to_owned()
}

/// How the column that holds the numbers is called, when there is one.
fn column_of_numbers(lang: Lang, import: &Import) -> Option<String> {
    let number = match import.mapping.get("mobile")? {
        ColumnRef::Header(header) => return Some(header.clone()),
        ColumnRef::Number(number) => *number,
    };
    let header = import.columns.iter().find(|column| column.number == number).map(|column| column.header.clone());
    Some(header.filter(|header| !header.is_empty()).unwrap_or_else(|| lang.recipients().file_column(number + 1)))
}

#[derive(Properties, PartialEq)]
struct RunningProps {
    import: Rc<Import>,
    group: String,
    job: JobId,
    done: Callback<Group>,
}

#[component(Running)]
fn running(props: &RunningProps) -> Html {
    let lang = use_lang();
    let texts = lang.recipients();
    let job = use_job(props.job);
    let is_done = job.data.as_ref().is_some_and(|job| job.status == JobStatus::Done);
    let group = use_load((is_done, props.group.clone()), |(is_done, name)| async move {
        if is_done { find_group(&name).await } else { Ok(None) }
    });
    let found = group.data.as_deref().cloned().flatten();
    let refused = job.data.as_deref().map(|job| result_of::<ImportResult>(job).invalid).unwrap_or_default();
    {
        let done = props.done.clone();
        use_effect_with(found.clone(), move |found| {
            // Nothing to say about the rows: straight back to the message.
            if let Some(group) = found.clone().filter(|_| refused == 0) {
                done.emit(group);
            }
        });
    }
    let lost = job.data.as_ref().is_some_and(|job| !is_done && !is_moving(job.status));
    if lost || (is_done && !group.loading && found.is_none()) {
        return html! { <div class="note tone-bad" role="alert"><Icon name={IconName::AlertTriangle} /><span class="note-text">{ texts.file_failed() }</span></div> };
    }
    let (rows, total) = job.data.as_ref().map_or((0, props.import.rows), |job| (job.done, job.total));
    html! {
        <>
            <Progress label={texts.file_title()} {total} segments={vec![Segment { label: lang.common().all().into(), value: rows, tone: Tone::Accent, pale: false }]} />
            <p class="quiet digits mb-0" role="status">{ texts.file_working(lang.number(rows), lang.number(total)) }</p>
            if let Some(group) = found {
                <div class="note tone-warn">
                    <Icon name={IconName::AlertTriangle} />
                    <span class="note-text">{ texts.file_refused(refused) }{ " " }<Link<Route> to={Route::ImportFile { id: props.import.id }}>{ texts.file_see_refused() }</Link<Route>></span>
                </div>
                <div><Button variant={Variant::Primary} onclick={props.done.reform(move |_| group.clone())}>{ texts.file_add() }</Button></div>
            }
        </>
    }
}

async fn find_group(name: &str) -> Result<Option<Group>, Failure> {
    let found = api::groups::list(name, None, 50).await?;
    Ok(found.items.into_iter().find(|group| group.name == name))
}
