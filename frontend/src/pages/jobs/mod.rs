//! Long work on the address book, followed wherever one goes meanwhile: a card at the edge of the page with its progress,
//! a way to stop it, what came of it, and a way back while there is one.

mod card;

use std::rc::Rc;

use openapi::JobId;
use yew::prelude::*;

use crate::i18n::use_lang;
use card::JobCard;

/// What a job was asked to do, for the words about it.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Into the group of this name.
    Group(String),
    Ungroup(String),
    Delete,
    Blacklist,
    Merge,
    DeleteExtras,
    /// Brings back what another one deleted.
    Restore,
}

#[derive(Debug, Clone, PartialEq)]
struct Followed {
    id: JobId,
    task: Task,
}

#[derive(Default, PartialEq)]
struct Tray {
    jobs: Vec<Followed>,
    ended: u32,
}

enum Change {
    Follow(Followed),
    Ended,
    Dismiss(JobId),
}

impl Reducible for Tray {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let (mut jobs, mut ended) = (self.jobs.clone(), self.ended);
        match change {
            Change::Follow(job) => jobs.push(job),
            Change::Ended => ended += 1,
            Change::Dismiss(id) => jobs.retain(|job| job.id != id),
        }
        Rc::new(Self { jobs, ended })
    }
}

/// The jobs that are followed.
#[derive(Clone, PartialEq)]
pub struct Jobs {
    /// Grows whenever one ends: lists that show its contacts ask again.
    pub ended: u32,
    tray: Option<UseReducerDispatcher<Tray>>,
}

impl Jobs {
    pub fn follow(&self, id: JobId, task: Task) {
        self.dispatch(Change::Follow(Followed { id, task }));
    }

    fn end(&self) {
        self.dispatch(Change::Ended);
    }

    fn dismiss(&self, id: JobId) {
        self.dispatch(Change::Dismiss(id));
    }

    fn dispatch(&self, change: Change) {
        if let Some(tray) = &self.tray {
            tray.dispatch(change);
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct JobsProviderProps {
    pub children: Html,
}

#[component(JobsProvider)]
pub fn jobs_provider(props: &JobsProviderProps) -> Html {
    let texts = use_lang().jobs();
    let tray = use_reducer(Tray::default);
    let jobs = Jobs { ended: tray.ended, tray: Some(tray.dispatcher()) };
    html! {
        <ContextProvider<Jobs> context={jobs}>
            { props.children.clone() }
            if !tray.jobs.is_empty() {
                <section class="job-tray" aria-label={texts.title()}>
                    { for tray.jobs.iter().map(|job| html! { <JobCard key={job.id.to_string()} id={job.id} task={job.task.clone()} /> }) }
                </section>
            }
        </ContextProvider<Jobs>>
    }
}

/// The followed jobs, from any page.
#[hook]
pub fn use_jobs() -> Jobs {
    use_context::<Jobs>().unwrap_or(Jobs { ended: 0, tray: None })
}
