//! What the list is narrowed to. It lives in the page's address: a reload, the way back and a link that somebody shares
//! keep it.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::sent::Filter;
use crate::hooks::use_debounced;
use crate::i18n::beginning_of;
use crate::route::{Route, SentQuery};

const TYPING_REST_MS: u32 = 250;

/// The query of the address, and a way to change it. With `true` the way back leads to the list before.
#[hook]
pub fn use_view() -> (SentQuery, Callback<(SentQuery, bool)>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<SentQuery>().ok()).unwrap_or_default();
    let show = Callback::from(move |(query, keep): (SentQuery, bool)| {
        let Some(navigator) = &navigator else { return };
        // An address that cannot be written leaves the list as it is.
        let _ = match keep {
            true => navigator.push_with_query(&Route::Sent, &query),
            false => navigator.replace_with_query(&Route::Sent, &query),
        };
    });
    (query, show)
}

/// What is typed into the search box: the address follows once the typing rests, and the box follows the way back.
#[hook]
pub fn use_search(query: &SentQuery, show: &Callback<(SentQuery, bool)>) -> (String, Callback<String>) {
    let typed = use_state(|| query.q.clone());
    let settled = use_debounced(&*typed, TYPING_REST_MS);
    {
        let (query, show) = (query.clone(), show.clone());
        use_effect_with(settled.clone(), move |settled| {
            if *settled != query.q {
                show.emit((SentQuery { q: settled.clone(), ..query }, false));
            }
        });
    }
    {
        let typed = typed.clone();
        use_effect_with(query.q.clone(), move |search| {
            if *search != settled {
                typed.set(search.clone());
            }
        });
    }
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |value| typed.set(value))
    };
    ((*typed).clone(), oninput)
}

impl SentQuery {
    /// As the server is asked; days are those of the account's zone.
    pub fn filter(&self) -> Filter {
        Filter {
            search: self.q.trim().to_owned(),
            status: self.status.clone(),
            kind: self.kind.clone(),
            from: beginning_of(&self.from, 0),
            to: beginning_of(&self.to, 1),
        }
    }

    /// Nothing is asked for: the whole list.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}
