//! What the list is narrowed to and sorted by. It lives in the page's address: a reload, the way back and a link that
//! somebody shares keep it.

use std::collections::BTreeMap;

use openapi::GroupId;
use openapi::contacts::{ContactFilter, LineType};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api::contacts::{OWN, pairs};
use crate::route::Route;

/// The filter and the order of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    pub filter: ContactFilter,
    /// A key of the contract, `-` before it for the last first; none: the newest first.
    pub sort: Option<String>,
}

impl View {
    /// What an address says; words that mean nothing are passed over.
    fn read(words: BTreeMap<String, String>) -> Self {
        let mut view = Self::default();
        for (name, value) in words.into_iter().filter(|(_, value)| !value.is_empty()) {
            let filter = &mut view.filter;
            match name.as_str() {
                "q" => filter.q = Some(value),
                "group" => filter.group = value.parse().ok(),
                "country" => filter.country = Some(value),
                "blacklisted" => filter.blacklisted = value.parse().ok(),
                "consent" => filter.consent = value.parse().ok(),
                "line" => filter.line = line_of(&value),
                "sort" => view.sort = Some(value),
                other => {
                    if let Some(field) = other.strip_prefix(OWN) {
                        filter.fields.insert(field.to_owned(), value);
                    }
                }
            }
        }
        view
    }

    pub fn search(&self) -> &str {
        self.filter.q.as_deref().unwrap_or_default()
    }

    /// Whether anything but the search narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.filter != ContactFilter { q: self.filter.q.clone(), ..ContactFilter::default() }
    }

    /// Nothing is asked for: the whole list.
    pub fn is_whole(&self) -> bool {
        self.search().is_empty() && !self.is_filtered()
    }

    /// The filter, of one group's list if it is one.
    pub fn within(&self, group: Option<GroupId>) -> ContactFilter {
        ContactFilter { group: group.or(self.filter.group), ..self.filter.clone() }
    }
}

pub fn line_of(word: &str) -> Option<LineType> {
    [LineType::Mobile, LineType::Fixed, LineType::Other]
        .into_iter()
        .find(|line| crate::api::contacts::line_word(*line) == word)
}

/// The view of the address, and a way to change it. With `true` the way back leads to the view before.
#[hook]
pub fn use_view() -> (View, Callback<(View, bool)>) {
    let location = use_location();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let words = location.and_then(|location| location.query::<BTreeMap<String, String>>().ok()).unwrap_or_default();
    let show = Callback::from(move |(view, keep): (View, bool)| {
        let (Some(navigator), Some(route)) = (&navigator, &route) else { return };
        let words: BTreeMap<String, String> = pairs(&view.filter, view.sort.as_deref()).into_iter().collect();
        // An address that cannot be written leaves the list as it is.
        let _ = match keep {
            true => navigator.push_with_query(route, &words),
            false => navigator.replace_with_query(route, &words),
        };
    });
    (View::read(words), show)
}

/// What is typed into the search box: the address follows once the typing rests, and the box follows the way back.
#[hook]
pub fn use_search(view: &View, show: &Callback<(View, bool)>, rest_ms: u32) -> (String, Callback<String>) {
    let typed = use_state(|| view.search().to_owned());
    let settled = crate::hooks::use_debounced(&*typed, rest_ms);
    {
        let (view, show) = (view.clone(), show.clone());
        use_effect_with(settled.clone(), move |settled| {
            if *settled != view.search() {
                let filter = ContactFilter { q: Some(settled.clone()).filter(|q| !q.is_empty()), ..view.filter };
                show.emit((View { filter, ..view }, false));
            }
        });
    }
    {
        let typed = typed.clone();
        use_effect_with(view.search().to_owned(), move |search| {
            if *search != settled {
                typed.set(search.clone());
            }
        });
    }
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    ((*typed).clone(), oninput)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_its_address() {
        let filter = ContactFilter {
            q: Some("zoé".to_owned()),
            country: Some("FR".to_owned()),
            blacklisted: Some(false),
            line: Some(LineType::Fixed),
            consent: Some(true),
            fields: BTreeMap::from([("sort".to_owned(), "Lyon & co".to_owned())]),
            ..ContactFilter::default()
        };
        let view = View { filter, sort: Some("-name".to_owned()) };
        let words = pairs(&view.filter, view.sort.as_deref()).into_iter().collect();
        assert_eq!(View::read(words), view);
    }

    #[test]
    fn words_that_mean_nothing_are_passed_over() {
        let words = [("group", "x"), ("line", "y"), ("blacklisted", "z"), ("q", ""), ("page", "2")];
        let words = words.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert!(View::read(words).is_whole());
    }
}
