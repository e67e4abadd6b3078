use std::future::Future;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::Failure;
use crate::i18n::Lang;

/// Something that a person sets off: under way, gone wrong, or not begun.
#[derive(Clone, PartialEq)]
pub struct Action {
    pub busy: bool,
    pub failure: Option<Failure>,
    state: UseStateSetter<(bool, Option<Failure>)>,
}

impl Action {
    /// Does the work unless it is under way already; `done` hears what came of it when it went well.
    pub fn run<T: 'static>(
        &self,
        work: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy {
            return;
        }
        let state = self.state.clone();
        state.set((true, None));
        spawn_local(async move {
            match work.await {
                Ok(outcome) => {
                    state.set((false, None));
                    done(outcome);
                }
                Err(failure) => state.set((false, Some(failure))),
            }
        });
    }

    /// What is wrong with one field, to stand below it.
    pub fn error(&self, lang: Lang, field: &str) -> Option<AttrValue> {
        self.failure.as_ref()?.field(lang, field).map(AttrValue::from)
    }

    /// The same for a form where this failure is said elsewhere.
    pub fn silent_if(&self, said_elsewhere: bool) -> Self {
        let failure = self.failure.clone().filter(|_| !said_elsewhere);
        Self { failure, ..self.clone() }
    }

    /// Forgets what went wrong: the form is begun anew.
    pub fn clear(&self) {
        self.state.set((false, None));
    }
}

#[hook]
pub fn use_action() -> Action {
    let state = use_state(|| (false, None));
    Action { busy: state.0, failure: state.1.clone(), state: state.setter() }
}

/// A callback that changes one part of a form's state.
pub fn set_part<T: Clone + 'static, V: 'static>(
    state: &UseStateHandle<T>,
    set: impl Fn(&mut T, V) + 'static,
) -> Callback<V> {
    let state = state.clone();
    Callback::from(move |value| {
        let mut changed = (*state).clone();
        set(&mut changed, value);
        state.set(changed);
    })
}
