use std::rc::Rc;

use openapi::imports::{ImportResult, ImportRun};
use openapi::jobs::{Job, JobStatus};
use openapi::{ImportId, JobId};
use yew::prelude::*;

use crate::api;
use crate::hooks::{use_load, use_poll};
use crate::i18n::use_lang;
use crate::ui::{Button, FailureNote, Progress, Segment, Tone};

/// Short enough that a small file seems to be done at once.
const POLL_MS: u32 = 400;

#[derive(Properties, PartialEq)]
pub struct WorkProps {
    pub import: ImportId,
    pub run: ImportRun,
    pub title: AttrValue,
    pub on_done: Callback<ImportResult>,
    pub on_back: Callback<()>,
}

/// Starts the job and follows it to its end.
#[component(Work)]
pub fn work(props: &WorkProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let run = props.run.clone();
    let started = use_load(props.import, move |import| {
        let run = run.clone();
        async move { api::imports::run(import, &run).await }
    });
    let job_id: Option<JobId> = started.data.as_ref().map(|started| started.job);
    let job = use_load(job_id, |id| async move {
        match id {
            Some(id) => api::jobs::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    let current: Option<Rc<Option<Job>>> = job.data.clone();
    let status = current.as_deref().and_then(|job| job.as_ref()).map(|job| job.status);
    let is_over = matches!(status, Some(JobStatus::Done | JobStatus::Failed | JobStatus::Cancelled));
    use_poll(job.answers, &job.reload, job_id.is_some() && !is_over, POLL_MS);
    {
        let (on_done, current) = (props.on_done.clone(), current.clone());
        use_effect_with(status, move |status| {
            let result = current.as_deref().and_then(|job| job.as_ref()).and_then(|job| job.result.clone());
            if *status == Some(JobStatus::Done) {
                on_done.emit(result.and_then(|result| serde_json::from_value(result).ok()).unwrap_or_default());
            }
        });
    }
    let (done, total) = current.as_deref().and_then(|job| job.as_ref()).map_or((0, 0), |job| (job.done, job.total));
    let failed = matches!(status, Some(JobStatus::Failed | JobStatus::Cancelled));
    html! {
        <section class="card" aria-labelledby="work">
            <div class="card-title-row"><h2 id="work">{ &props.title }</h2></div>
            <div class="card-body form-stack">
                if let Some(failure) = started.failure.as_ref().or(job.failure.as_ref()) {
                    <FailureNote failure={failure.clone()} />
                } else if failed {
                    <div class="note tone-bad" role="alert"><span class="note-text">{ texts.failed() }</span></div>
                } else {
                    <Progress label={props.title.clone()} {total} segments={vec![Segment { label: lang.common().all().into(), value: done, tone: Tone::Accent, pale: false }]} />
                    <p class="quiet digits mb-0" role="status">{ texts.rows_done(lang.number(done), lang.number(total)) }</p>
                }
                if failed || started.failure.is_some() {
                    <div><Button onclick={props.on_back.reform(|_| ())}>{ texts.back() }</Button></div>
                }
            </div>
        </section>
    }
}
