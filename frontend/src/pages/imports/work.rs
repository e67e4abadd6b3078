use openapi::jobs::{Job, JobStatus};
use openapi::{JobId, ProblemCode};
use serde::de::DeserializeOwned;
use yew::prelude::*;

use crate::api;
use crate::hooks::{Loaded, use_load, use_poll};
use crate::i18n::use_lang;
use crate::ui::{FailureNote, Icon, IconName, Progress, Segment, Tone};

/// Short enough that a small file seems to be done at once.
const POLL_MS: u32 = 400;

/// Follows a job to its end.
#[hook]
pub fn use_job(id: JobId) -> Loaded<Job> {
    let job = use_load(id, |id| async move { api::jobs::get(id).await });
    let is_lost = job.failure.as_ref().and_then(api::Failure::code) == Some(ProblemCode::NotFound);
    let moves = job.data.as_ref().is_none_or(|job| is_moving(job.status));
    use_poll(job.answers, &job.reload, moves && !is_lost, POLL_MS);
    job
}

pub const fn is_moving(status: JobStatus) -> bool {
    matches!(status, JobStatus::Queued | JobStatus::Running)
}

/// What came of a job that is done.
pub fn result_of<T: DeserializeOwned + Default>(job: &Job) -> T {
    job.result.clone().and_then(|result| serde_json::from_value(result).ok()).unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub struct WorkProps {
    pub title: AttrValue,
    pub job: Loaded<Job>,
    /// How far it is, in words, from the two figures.
    pub words: Callback<(String, String), String>,
    /// What can be done meanwhile.
    #[prop_or_default]
    pub children: Html,
}

/// A job that is under way.
#[component(Work)]
pub fn work(props: &WorkProps) -> Html {
    let lang = use_lang();
    let texts = lang.imports();
    let (done, total) = props.job.data.as_ref().map_or((0, 0), |job| (job.done, job.total));
    html! {
        <section class="card" aria-labelledby="work">
            <div class="card-title-row"><h2 id="work">{ &props.title }</h2></div>
            <div class="card-body form-stack">
                if let Some(failure) = &props.job.failure {
                    <FailureNote failure={failure.clone()} retry={props.job.reload.clone()} />
                }
                <Progress label={props.title.clone()} {total} segments={vec![Segment { label: lang.common().all().into(), value: done, tone: Tone::Accent, pale: false }]} />
                <p class="quiet digits mb-0" role="status">{ props.words.emit((lang.number(done), lang.number(total))) }</p>
                <p class="quiet small mb-0"><Icon name={IconName::InfoCircle} class="icon-inline" />{ " " }{ texts.leave() }</p>
                { props.children.clone() }
            </div>
        </section>
    }
}
