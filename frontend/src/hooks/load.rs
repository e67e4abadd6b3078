use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::Failure;

/// Something that was asked for: the last good answer stays beside a later failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded<T: PartialEq> {
    pub data: Option<Rc<T>>,
    pub failure: Option<Failure>,
    /// A question is under way.
    pub loading: bool,
    /// Grows with each answer; what should follow an answer depends on it.
    pub answers: u32,
    pub reload: Callback<()>,
}

impl<T: PartialEq> Loaded<T> {
    /// Nothing to show yet and nothing to excuse: the time of skeletons.
    pub fn is_first(&self) -> bool {
        self.data.is_none() && self.failure.is_none()
    }
}

#[derive(PartialEq)]
struct Slot<T: PartialEq> {
    data: Option<Rc<T>>,
    failure: Option<Failure>,
    loading: bool,
    answers: u32,
}

impl<T: PartialEq> Default for Slot<T> {
    fn default() -> Self {
        Self { data: None, failure: None, loading: true, answers: 0 }
    }
}

enum Event<T> {
    Asked,
    Answered(Result<T, Failure>),
}

impl<T: PartialEq + 'static> Reducible for Slot<T> {
    type Action = Event<T>;

    fn reduce(self: Rc<Self>, event: Event<T>) -> Rc<Self> {
        let data = self.data.clone();
        Rc::new(match event {
            Event::Asked => Self { data, failure: self.failure.clone(), loading: true, answers: self.answers },
            Event::Answered(Ok(fresh)) => {
                // The same answer keeps its place in memory: what depends on it is not drawn again.
                let data = data.filter(|old| **old == fresh).unwrap_or_else(|| Rc::new(fresh));
                Self { data: Some(data), failure: None, loading: false, answers: self.answers + 1 }
            }
            Event::Answered(Err(failure)) => {
                Self { data, failure: Some(failure), loading: false, answers: self.answers + 1 }
            }
        })
    }
}

/// Asks when the page appears, when `deps` change and when `reload` is called.
#[hook]
pub fn use_load<T, D, F, Fut>(deps: D, fetch: F) -> Loaded<T>
where
    T: PartialEq + 'static,
    D: PartialEq + Clone + 'static,
    F: Fn(D) -> Fut + 'static,
    Fut: Future<Output = Result<T, Failure>> + 'static,
{
    let slot = use_reducer(Slot::<T>::default);
    let round = use_state(|| 0_u32);
    // What was last asked for: between new dependencies and the question about them lies a moment in which the old
    // answer must not pass for theirs.
    let asked = use_mut_ref(|| None::<D>);
    let is_new = asked.borrow().as_ref() != Some(&deps);

    {
        let (slot, asked) = (slot.dispatcher(), asked.clone());
        use_effect_with((deps, *round), move |(deps, _)| {
            let stands = Rc::new(Cell::new(true));
            *asked.borrow_mut() = Some(deps.clone());
            slot.dispatch(Event::Asked);
            let question = fetch(deps.clone());
            let still = stands.clone();
            spawn_local(async move {
                let answer = question.await;
                if still.get() {
                    slot.dispatch(Event::Answered(answer));
                }
            });
            move || stands.set(false)
        });
    }

    let reload = {
        let round = round.clone();
        Callback::from(move |()| round.set(*round + 1))
    };
    Loaded {
        data: slot.data.clone(),
        failure: slot.failure.clone(),
        loading: slot.loading || is_new,
        answers: slot.answers,
        reload,
    }
}
