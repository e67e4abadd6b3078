//! Who is selected: some, on this page of the list and on others, or all that match but a few.

use std::collections::BTreeSet;
use std::rc::Rc;

use openapi::ContactId;
use openapi::GroupId;
use openapi::contacts::{Contact, ContactFilter, ContactSelection, SelectionAction};
use yew::prelude::*;

/// What is selected.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    Named(BTreeSet<ContactId>),
    /// All that the list's filter leaves, but these.
    Matching {
        except: BTreeSet<ContactId>,
    },
}

impl Chosen {
    fn none() -> Self {
        Self::Named(BTreeSet::new())
    }

    pub fn is_none(&self) -> bool {
        *self == Self::none()
    }

    pub fn has(&self, id: ContactId) -> bool {
        match self {
            Self::Named(ids) => ids.contains(&id),
            Self::Matching { except } => !except.contains(&id),
        }
    }

    /// How many, and whether there are more than that; `total` is what the filter leaves.
    pub fn count(&self, total: (i64, bool)) -> (i64, bool) {
        let size = |ids: &BTreeSet<ContactId>| i64::try_from(ids.len()).unwrap_or_default();
        match self {
            Self::Named(ids) => (size(ids), false),
            Self::Matching { except } => ((total.0 - size(except)).max(0), total.1),
        }
    }

    /// As the server is told.
    pub fn to_selection(
        &self,
        filter: &ContactFilter,
        action: SelectionAction,
        group: Option<GroupId>,
    ) -> ContactSelection {
        let (filter, ids, except) = match self {
            Self::Named(ids) => (None, Some(ids.iter().copied().collect()), None),
            Self::Matching { except } => (Some(filter.clone()), None, Some(except.iter().copied().collect())),
        };
        ContactSelection { filter, ids, except, action, group }
    }

    fn mark(&mut self, id: ContactId, is_chosen: bool) {
        let (ids, insert) = match self {
            Self::Named(ids) => (ids, is_chosen),
            Self::Matching { except } => (except, !is_chosen),
        };
        if insert {
            ids.insert(id);
        } else {
            ids.remove(&id);
        }
    }
}

pub struct Selection {
    pub chosen: Chosen,
    /// Everybody on this page is selected.
    pub whole_page: bool,
    /// Somebody is, and somebody is not.
    pub part_of_page: bool,
    pub toggle: Callback<(ContactId, bool)>,
    pub toggle_page: Callback<bool>,
    /// Selects all that match.
    pub choose_all: Callback<()>,
    pub clear: Callback<()>,
}

/// People who are named stay selected when the list is narrowed otherwise; "all that match" would mean others then, so it
/// is given up.
#[hook]
pub fn use_selection(page: Option<Rc<Vec<Contact>>>, filter: &ContactFilter) -> Selection {
    let chosen = use_state(Chosen::none);
    {
        let chosen = chosen.clone();
        use_effect_with(filter.clone(), move |_| {
            if matches!(*chosen, Chosen::Matching { .. }) {
                chosen.set(Chosen::none());
            }
        });
    }
    let on_page: Vec<ContactId> = page.iter().flat_map(|items| items.iter().map(|contact| contact.id)).collect();
    let count = on_page.iter().filter(|id| chosen.has(**id)).count();
    let toggle_many = {
        let chosen = chosen.clone();
        Callback::from(move |(ids, is_chosen): (Vec<ContactId>, bool)| {
            let mut now = (*chosen).clone();
            for id in ids {
                now.mark(id, is_chosen);
            }
            chosen.set(now);
        })
    };
    let whole_page = count > 0 && count == on_page.len();
    let part_of_page = count > 0 && count < on_page.len();
    let set = |to: Chosen| {
        let chosen = chosen.clone();
        Callback::from(move |()| chosen.set(to.clone()))
    };
    Selection {
        chosen: (*chosen).clone(),
        whole_page,
        part_of_page,
        toggle: toggle_many.reform(|(id, is_chosen)| (vec![id], is_chosen)),
        toggle_page: toggle_many.reform(move |is_chosen| (on_page.clone(), is_chosen)),
        choose_all: set(Chosen::Matching { except: BTreeSet::new() }),
        clear: set(Chosen::none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_match_leave_out_whom_one_unticks() {
        let mut chosen = Chosen::Matching { except: BTreeSet::new() };
        chosen.mark(ContactId(7), false);
        assert!(!chosen.has(ContactId(7)) && chosen.has(ContactId(8)));
        assert_eq!(chosen.count((61, false)), (60, false));
        let filter = ContactFilter::default();
        let selection = chosen.to_selection(&filter, SelectionAction::Delete, None);
        assert_eq!((selection.filter, selection.ids, selection.except), (Some(filter), None, Some(vec![ContactId(7)])));
        chosen.mark(ContactId(7), true);
        assert_eq!(chosen.count((61, false)), (61, false));
    }
}
