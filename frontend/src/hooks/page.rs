use std::future::Future;
use std::rc::Rc;

use yew::prelude::*;

use super::load::use_load;
use crate::api::{Failure, Page};

/// A list that is leafed through: one cursor page of it at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Paged<T: PartialEq> {
    /// `None` until the first answer.
    pub items: Option<Rc<Vec<T>>>,
    pub failure: Option<Failure>,
    pub loading: bool,
    /// The page's position, from 1.
    pub number: usize,
    pub has_next: bool,
    pub answers: u32,
    pub next: Callback<()>,
    pub previous: Callback<()>,
    pub reload: Callback<()>,
}

impl<T: PartialEq> Paged<T> {
    pub fn is_first(&self) -> bool {
        self.items.is_none() && self.failure.is_none()
    }

    pub fn has_previous(&self) -> bool {
        self.number > 1
    }

    /// Nothing anywhere, rather than nothing on this page.
    pub fn is_empty(&self) -> bool {
        self.items.as_ref().is_some_and(|items| items.is_empty()) && self.number == 1
    }
}

#[derive(PartialEq)]
struct Leaf<T: PartialEq> {
    items: Rc<Vec<T>>,
    next: Option<String>,
}

/// Leafs through a list. `fetch` gets the dependencies and the cursor to go on after; other dependencies begin anew
/// at the first page.
#[hook]
pub fn use_page<P, D, F, Fut>(deps: D, fetch: F) -> Paged<P::Item>
where
    P: Page + 'static,
    P::Item: PartialEq + 'static,
    D: PartialEq + Clone + 'static,
    F: Fn(D, Option<String>) -> Fut + 'static,
    Fut: Future<Output = Result<P, Failure>> + 'static,
{
    // The cursors of the pages before this one and of this one, with the dependencies that they belong to.
    let trail = use_state(|| (deps.clone(), Vec::<String>::new()));
    let cursors = if trail.0 == deps { trail.1.clone() } else { Vec::new() };

    let fetch = Rc::new(fetch);
    let loaded = use_load((deps.clone(), cursors.last().cloned()), move |(deps, mut after)| {
        let fetch = fetch.clone();
        async move {
            loop {
                let (items, next) = fetch(deps.clone(), after).await?.into_parts();
                // A page that looked at many and found nobody is no page to show; the next one looks further.
                if !items.is_empty() || next.is_none() {
                    return Ok(Leaf { items: Rc::new(items), next });
                }
                after = next;
            }
        }
    });

    let next_cursor = loaded.data.as_ref().and_then(|leaf| leaf.next.clone());
    let next = {
        let (trail, deps, cursors, next_cursor) = (trail.clone(), deps.clone(), cursors.clone(), next_cursor.clone());
        Callback::from(move |()| {
            if let Some(cursor) = next_cursor.clone() {
                let mut further = cursors.clone();
                further.push(cursor);
                trail.set((deps.clone(), further));
            }
        })
    };
    let previous = {
        let cursors = cursors.clone();
        Callback::from(move |()| {
            let mut back = cursors.clone();
            back.pop();
            trail.set((deps.clone(), back));
        })
    };
    Paged {
        items: loaded.data.as_ref().map(|leaf| leaf.items.clone()),
        failure: loaded.failure.clone(),
        loading: loaded.loading,
        number: cursors.len() + 1,
        has_next: next_cursor.is_some(),
        answers: loaded.answers,
        next,
        previous,
        reload: loaded.reload.clone(),
    }
}
