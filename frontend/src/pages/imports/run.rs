use openapi::JobId;
use openapi::imports::{Import, ImportResult};
use openapi::jobs::{Job, JobStatus};
use yew::prelude::*;
use yew_router::prelude::*;

use super::counts::Counts;
use super::memory;
use super::refused::{RefusedRows, failed_note};
use super::undo::UndoImport;
use super::work::{Work, is_moving, result_of, use_job};
use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::use_lang;
use crate::route::{NewCampaignQuery, Route};
use crate::ui::{Button, ConfirmDialog, FailureNote, Icon, IconName};

#[derive(Properties, PartialEq)]
pub struct RunProps {
    pub import: Import,
    pub job: JobId,
}

/// The import itself: under way, then what it did.
#[component(Run)]
pub fn run(props: &RunProps) -> Html {
    let texts = use_lang().imports();
    let job = use_job(props.job);
    let again = html! {
        <div class="tools">
            <Link<Route> to={Route::ImportFile { id: props.import.id }} classes="btn">{ texts.back() }</Link<Route>>
            <Link<Route> to={Route::Import} classes="btn">{ texts.other_file() }</Link<Route>>
        </div>
    };
    match job.data.as_deref() {
        Some(done) if done.status == JobStatus::Done => {
            html! { <Finished import={props.import.clone()} job={done.clone()} /> }
        }
        Some(over) if over.status == JobStatus::Cancelled => html! {
            <div class="form-stack">
                <div class="note tone-info" role="status"><Icon name={IconName::InfoCircle} /><span class="note-text">{ texts.cancelled() }</span></div>
                { again }
            </div>
        },
        Some(over) if !is_moving(over.status) => {
            html! { <div class="form-stack">{ failed_note(texts.failed()) }{ again }</div> }
        }
        _ => html! {
            <Work title={texts.importing()} job={job.clone()} words={Callback::from(move |(done, total)| texts.rows_done(done, total))}>
                <CancelRun job={props.job} on_cancel={job.reload.clone()} />
            </Work>
        },
    }
}

#[derive(Properties, PartialEq)]
struct CancelRunProps {
    job: JobId,
    on_cancel: Callback<()>,
}

#[component(CancelRun)]
fn cancel_run(props: &CancelRunProps) -> Html {
    let texts = use_lang().imports();
    let action = use_action();
    let asking = use_state(|| false);
    let cancelled = use_state(|| false);
    let set_asking = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let on_confirm = {
        let (action, asking, cancelled) = (action.clone(), asking.clone(), cancelled.clone());
        let (job, on_cancel) = (props.job, props.on_cancel.clone());
        Callback::from(move |()| {
            let (asking, cancelled, on_cancel) = (asking.clone(), cancelled.clone(), on_cancel.clone());
            action.run(async move { api::jobs::cancel(job).await }, move |_: Job| {
                asking.set(false);
                cancelled.set(true);
                on_cancel.emit(());
            });
        })
    };
    if *cancelled {
        return html! { <p class="mb-0" role="status">{ texts.cancelling() }</p> };
    }
    html! {
        <>
            <div><Button icon={IconName::PlayerStop} onclick={set_asking(true).reform(|_: MouseEvent| ())}>{ texts.cancel() }</Button></div>
            <ConfirmDialog id="cancel-import" title={texts.cancel_question()} open={*asking} busy={action.busy} action={texts.cancel()}
                {on_confirm} on_close={set_asking(false)}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ texts.cancel_text() }</p>
            </ConfirmDialog>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FinishedProps {
    import: Import,
    job: Job,
}

/// What the import did, and where to go from here.
#[component(Finished)]
fn finished(props: &FinishedProps) -> Html {
    let texts = use_lang().imports();
    let id = props.import.id;
    let result = result_of::<ImportResult>(&props.job);
    // Known in the tab that ran it.
    let run = memory::run_of(id);
    let name = run.as_ref().and_then(|run| run.group.clone()).unwrap_or_default();
    let group = use_load(name.clone(), |name| async move {
        if name.is_empty() {
            return Ok(None);
        }
        let found = api::groups::list(&name, None, 50).await?;
        Ok(found.items.into_iter().find(|group| group.name == name).map(|group| group.id))
    });
    let group = group.data.as_deref().copied().flatten();
    let to_blacklist = run.is_some_and(|run| run.blacklist);
    html! {
        <>
            <section class="card" aria-labelledby="done">
                <div class="card-title-row"><h2 id="done"><Icon name={IconName::CircleCheck} class="icon-good" />{ " " }{ texts.done_title() }</h2></div>
                <div class="card-body form-stack">
                    <Counts {result} />
                    <div class="tools">
                        if let Some(group) = group.filter(|_| !to_blacklist) {
                            <Link<Route, NewCampaignQuery> to={Route::NewCampaign} query={Some(NewCampaignQuery { group: Some(group), ..NewCampaignQuery::default() })} classes="btn btn-primary"><Icon name={IconName::Send} />{ texts.write() }</Link<Route, NewCampaignQuery>>
                            <Link<Route> to={Route::Group { id: group }} classes="btn">{ texts.to_group(&name) }</Link<Route>>
                        }
                        if to_blacklist {
                            <Link<Route> to={Route::Blacklist} classes="btn">{ texts.to_blacklist() }</Link<Route>>
                        } else {
                            <Link<Route> to={Route::Contacts} classes={classes!("btn", group.is_none().then_some("btn-primary"))}>{ texts.to_contacts() }</Link<Route>>
                        }
                        <Link<Route> to={Route::Import} classes="btn">{ texts.other_file() }</Link<Route>>
                    </div>
                    if let Some(until) = props.job.undo_until {
                        <UndoImport import={id} job={props.job.id} {until} said=true />
                    }
                </div>
            </section>
            if result_of::<ImportResult>(&props.job).invalid > 0 {
                <RefusedRows import={id} />
            }
        </>
    }
}
