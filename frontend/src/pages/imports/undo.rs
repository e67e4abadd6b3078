use openapi::jobs::{JobStatus, SelectionResult};
use openapi::{ImportId, JobId, Time};
use yew::prelude::*;
use yew_router::prelude::*;

use super::refused::failed_note;
use super::work::{Work, is_moving, use_job};
use crate::api;
use crate::hooks::use_action;
use crate::i18n::use_lang;
use crate::route::{ImportQuery, Route};
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct UndoImportProps {
    pub import: ImportId,
    /// The run that is taken back.
    pub job: JobId,
    pub until: Time,
    /// Until when, in a sentence beside the button.
    #[prop_or_default]
    pub said: bool,
}

/// Takes an import back, after a question; goes to where that can be watched.
#[component(UndoImport)]
pub fn undo_import(props: &UndoImportProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let (action, navigator) = (use_action(), use_navigator());
    let asking = use_state(|| false);
    let set_asking = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let on_confirm = {
        let (action, job, id) = (action.clone(), props.job, props.import);
        Callback::from(move |()| {
            let navigator = navigator.clone();
            action.run(async move { api::jobs::undo(job).await }, move |started| {
                let query = ImportQuery { undo: Some(started.job), ..ImportQuery::default() };
                if let Some(navigator) = navigator {
                    let _ = navigator.push_with_query(&Route::ImportFile { id }, &query);
                }
            });
        })
    };
    let button = html! { <Button class="btn-sm" onclick={set_asking(true).reform(|_: MouseEvent| ())}>{ texts.undo() }</Button> };
    html! {
        <>
            if props.said {
                <div class="note tone-mute"><Icon name={IconName::History} /><span class="note-text">{ texts.undo_until(lang.date_time(props.until)) }</span>{ button }</div>
            } else {
                { button }
            }
            <ConfirmDialog id={format!("undo-{}", props.job)} title={texts.undo_question()} open={*asking} busy={action.busy} action={texts.undo()}
                {on_confirm} on_close={set_asking(false)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ texts.undo_text() }</p>
            </ConfirmDialog>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct UndoingProps {
    /// The job that takes it back.
    pub job: JobId,
}

/// An import that is being undone, or was.
#[component(Undoing)]
pub fn undoing(props: &UndoingProps) -> Html {
    let texts = use_lang().imports();
    let job = use_job(props.job);
    match job.data.as_deref() {
        Some(done) if done.status == JobStatus::Done => {
            let SelectionResult { changed, kept } =
                done.result.clone().and_then(|result| serde_json::from_value(result).ok()).unwrap_or(NOTHING);
            html! {
                <section class="card" aria-labelledby="undone">
                    <div class="card-title-row"><h2 id="undone"><Icon name={IconName::CircleCheck} class="icon-good" />{ " " }{ texts.undone_title() }</h2></div>
                    <div class="card-body form-stack">
                        <p class="mb-0" role="status">{ texts.undone(changed) }{ " " }if kept > 0 { { texts.kept(kept) } }</p>
                        <div class="tools">
                            <Link<Route> to={Route::Contacts} classes="btn btn-primary">{ texts.to_contacts() }</Link<Route>>
                            <Link<Route> to={Route::Imports} classes="btn">{ texts.history_link() }</Link<Route>>
                        </div>
                    </div>
                </section>
            }
        }
        Some(over) if !is_moving(over.status) => failed_note(texts.failed()),
        _ => html! {
            <Work title={texts.undoing()} {job} words={Callback::from(move |(done, total)| texts.contacts_done(done, total))} />
        },
    }
}

const NOTHING: SelectionResult = SelectionResult { changed: 0, kept: 0 };
