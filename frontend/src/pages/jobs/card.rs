use gloo_timers::callback::Timeout;
use openapi::JobId;
use openapi::jobs::{Job, JobStatus, SelectionResult};
use yew::prelude::*;

use super::{Task, use_jobs};
use crate::api;
use crate::hooks::{use_action, use_countdown, use_load, use_poll};
use crate::i18n::{Lang, use_lang};
use crate::ui::{Button, FailureNote, Icon, IconName, Progress, Segment, Tone, Variant};

/// How often a job that runs is looked at.
const POLL_MS: u32 = 700;
/// How long the outcome stays where nothing can be done about it: long enough to read it twice.
const SHOWN_MS: u32 = 8_000;

#[derive(Properties, PartialEq)]
pub struct JobCardProps {
    pub id: JobId,
    pub task: Task,
}

#[component(JobCard)]
pub fn job_card(props: &JobCardProps) -> Html {
    let lang = use_lang();
    let jobs = use_jobs();
    let id = props.id;
    let loaded = use_load(id, |id| async move { api::jobs::get(id).await });
    let job = loaded.data.as_deref();
    let running = job.is_none_or(is_running);
    use_poll(loaded.answers, &loaded.reload, running, POLL_MS);
    let until = job.filter(|_| !running).and_then(|job| job.undo_until).map(|until| until.millis() as f64);
    let left = use_countdown(until);
    {
        let jobs = jobs.clone();
        use_effect_with(running, move |running| {
            if !*running {
                jobs.end();
            }
        });
    }
    let lasting = running || left > 0 || job.is_some_and(|job| job.status == JobStatus::Failed);
    {
        let jobs = jobs.clone();
        use_effect_with(lasting, move |lasting| {
            let timer = (!lasting).then(|| Timeout::new(SHOWN_MS, move || jobs.dismiss(id)));
            move || drop(timer)
        });
    }
    let dismiss = Callback::from(move |_| jobs.dismiss(id));
    let (tone, icon) = match job.map(|job| job.status) {
        Some(JobStatus::Done) => (Tone::Good, IconName::CircleCheck),
        Some(JobStatus::Failed | JobStatus::Cancelled) => (Tone::Warn, IconName::AlertTriangle),
        _ => (Tone::Info, IconName::History),
    };
    html! {
        <article class={classes!("job-card", tone.class())}>
            <div class="job-words">
                <Icon name={icon} />
                <span class="note-text" role="status">{ words(lang, &props.task, job) }</span>
                if !running {
                    <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::X} label={lang.common().close()} onclick={dismiss} />
                }
            </div>
            if running {
                { progress(lang, &props.task, job) }
            }
            if let Some(failure) = loaded.failure.as_ref() {
                <FailureNote failure={failure.clone()} />
            }
            <Acts {id} stoppable={running && props.task != Task::Restore} {left} on_stopped={loaded.reload.clone()} />
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct ActsProps {
    id: JobId,
    stoppable: bool,
    /// The seconds in which it can still be undone.
    left: i64,
    on_stopped: Callback<()>,
}

/// What can be done about the job: stop it, or take back what it did.
#[component(Acts)]
fn acts(props: &ActsProps) -> Html {
    let texts = use_lang().jobs();
    let (jobs, action) = (use_jobs(), use_action());
    let id = props.id;
    let cancel = {
        let (action, reload) = (action.clone(), props.on_stopped.clone());
        Callback::from(move |_| {
            let reload = reload.clone();
            action.run(api::jobs::cancel(id), move |_| reload.emit(()));
        })
    };
    let undo = {
        let (action, jobs) = (action.clone(), jobs.clone());
        Callback::from(move |_| {
            let jobs = jobs.clone();
            action.run(api::jobs::undo(id), move |started| {
                jobs.dismiss(id);
                jobs.follow(started.job, Task::Restore);
            });
        })
    };
    html! {
        <>
            if let Some(failure) = &action.failure {
                <FailureNote failure={failure.clone()} />
            }
            if props.stoppable {
                <div><Button class="btn-sm" busy={action.busy} onclick={cancel}>{ texts.stop() }</Button></div>
            }
            if props.left > 0 {
                <div class="tools">
                    <Button class="btn-sm" icon={IconName::ArrowBack} busy={action.busy} onclick={undo}>{ texts.undo() }</Button>
                    <span class="quiet small digits" aria-hidden="true">{ texts.undo_left(props.left) }</span>
                </div>
            }
        </>
    }
}

const fn is_running(job: &Job) -> bool {
    matches!(job.status, JobStatus::Queued | JobStatus::Running)
}

fn progress(lang: Lang, task: &Task, job: Option<&Job>) -> Html {
    let (done, total) = job.map_or((0, 0), |job| (job.done, job.total));
    let label = under_way(lang, task);
    let segments = vec![Segment { label: lang.jobs().done().into(), value: done, tone: Tone::Accent, pale: false }];
    html! {
        <>
            <Progress {label} {segments} {total} />
            if total > 0 {
                <span class="quiet small digits">{ lang.jobs().steps(lang.number(done), lang.number(total)) }</span>
            }
        </>
    }
}

fn words(lang: Lang, task: &Task, job: Option<&Job>) -> String {
    let texts = lang.jobs();
    let Some(job) = job.filter(|job| !is_running(job)) else { return under_way(lang, task) };
    let result = job.result.clone().and_then(|result| serde_json::from_value::<SelectionResult>(result).ok());
    let changed = result.map_or(0, |result| result.changed);
    match (job.status, task) {
        (JobStatus::Cancelled, _) => texts.cancelled().to_owned(),
        (JobStatus::Failed, _) => texts.failed().to_owned(),
        (_, Task::Group(group)) => texts.grouped(changed, group),
        (_, Task::Ungroup(group)) => texts.ungrouped(changed, group),
        (_, Task::Delete) => texts.deleted(changed),
        (_, Task::Blacklist) => texts.blacklisted(changed),
        (_, Task::Merge) => texts.merged(changed),
        (_, Task::DeleteExtras) => texts.extras_deleted(changed),
        (_, Task::Restore) => texts.restored(changed),
    }
}

fn under_way(lang: Lang, task: &Task) -> String {
    let texts = lang.jobs();
    match task {
        Task::Group(group) => return texts.grouping(group),
        Task::Ungroup(group) => return texts.ungrouping(group),
        Task::Delete => texts.deleting(),
        Task::Blacklist => texts.blacklisting(),
        Task::Merge => texts.merging(),
        Task::DeleteExtras => texts.deleting_extras(),
        Task::Restore => texts.restoring(),
    }
    .to_owned()
}
