//! What the campaign would cost, asked anew whenever what is kept of it has changed.

use std::rc::Rc;

use openapi::campaigns::Estimate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::campaigns::Priced;
use crate::api::{self, Failure, Stop};

/// What is known of the cost. The last answer stays while the next one is on its way.
#[derive(Clone, PartialEq)]
pub struct Estimated {
    /// What the answer is about; `None` before the first one.
    about: Option<Priced>,
    pub estimate: Option<Rc<Estimate>>,
    pub failure: Option<Failure>,
    /// Recipients priced so far of the question under way.
    pub done: Option<i64>,
    pub retry: Callback<()>,
    wanted: Option<Priced>,
}

impl Estimated {
    /// The answer is about what is asked now, not about what was asked a moment ago.
    pub fn is_settled(&self) -> bool {
        self.wanted.is_some() && self.about == self.wanted && self.failure.is_none()
    }

    /// Nothing to ask.
    pub fn is_idle(&self) -> bool {
        self.wanted.is_none()
    }

    pub fn settled(&self) -> Option<Rc<Estimate>> {
        self.estimate.clone().filter(|_| self.is_settled())
    }
}

#[derive(Clone, PartialEq, Default)]
struct Found {
    about: Option<Priced>,
    estimate: Option<Rc<Estimate>>,
    failure: Option<Failure>,
    done: Option<i64>,
}

enum Heard {
    Begun,
    Done(i64),
    Answer(Priced, Result<Estimate, Failure>),
}

impl Reducible for Found {
    type Action = Heard;

    fn reduce(self: Rc<Self>, heard: Heard) -> Rc<Self> {
        let before = (*self).clone();
        Rc::new(match heard {
            Heard::Begun => Self { failure: None, done: Some(0), ..before },
            Heard::Done(done) => Self { done: Some(done), ..before },
            Heard::Answer(about, Ok(estimate)) => {
                Self { about: Some(about), estimate: Some(Rc::new(estimate)), failure: None, done: None }
            }
            Heard::Answer(_, Err(failure)) => Self { failure: Some(failure), done: None, ..before },
        })
    }
}

#[hook]
pub fn use_estimate(wanted: Option<Priced>) -> Estimated {
    let found = use_reducer(Found::default);
    let round = use_state(|| 0_u32);
    {
        let found = found.dispatcher();
        use_effect_with((wanted.clone(), *round), move |(wanted, _)| {
            let stop = wanted.clone().and_then(|wanted| ask(wanted, found));
            move || drop(stop)
        });
    }
    let retry = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    let Found { about, estimate, failure, done } = (*found).clone();
    Estimated { about, estimate, failure, done, retry, wanted }
}

/// Asks, until it is told to stop.
fn ask(wanted: Priced, found: UseReducerDispatcher<Found>) -> Option<Stop> {
    let stop = Stop::new()?;
    let (stopped, signal) = (stop.is_stopped(), stop.signal());
    found.dispatch(Heard::Begun);
    spawn_local(async move {
        let progress = {
            let (found, stopped) = (found.clone(), stopped.clone());
            move |done| {
                if !stopped.get() {
                    found.dispatch(Heard::Done(done));
                }
            }
        };
        let answer = api::campaigns::watch_estimate(&wanted, &signal, progress).await;
        if !stopped.get() {
            found.dispatch(Heard::Answer(wanted, answer));
        }
    });
    Some(stop)
}
