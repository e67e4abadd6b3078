//! For whom the message is previewed: one of the recipients after the other, or anybody of the address book.

use std::rc::Rc;

use openapi::contacts::{Contact, ContactFilter, ContactPage};
use openapi::{ContactId, GroupId};
use yew::prelude::*;

use super::composed::Reader;
use super::draft::{Chip, Draft};
use crate::api::{self, Failure};
use crate::hooks::{use_debounced, use_load, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::contacts::{full_name, spoken_name};
use crate::ui::{Button, Dialog, EmptyState, Field, IconName, Skeleton, Variant, list_foot};

/// Of the chosen groups, those whose people are leafed through, and of each so many: a preview is a sample.
const GROUPS: usize = 5;
const MEMBERS: u32 = 20;
/// Likewise of the contacts that were chosen one by one.
const CONTACTS: usize = 50;
const TYPING_REST_MS: u32 = 250;
const ROWS: u32 = 20;

/// Who is previewed, and the ways to somebody else.
#[derive(Clone, PartialEq)]
pub struct Whom {
    pub reader: Reader,
    /// Where he stands among those who can be leafed through, from 1, and how many they are; 0 of those when he was searched.
    place: (usize, usize),
    step: Callback<isize>,
    pick: Callback<Contact>,
}

#[derive(Clone, PartialEq)]
enum Candidate {
    Chosen(ContactId),
    Member(Box<Contact>),
    Number(String),
}

#[hook]
pub fn use_whom(draft: &Draft) -> Whom {
    let at = use_state(|| 0_usize);
    let picked = use_state(|| None::<Contact>);
    let candidates = use_candidates(draft);
    let index = (*at).min(candidates.len().saturating_sub(1));
    let chosen = match candidates.get(index) {
        Some(Candidate::Chosen(id)) => Some(*id),
        _ => None,
    };
    let contact = use_load(chosen, |id| async move {
        match id {
            Some(id) => api::contacts::get(id).await.map(Some),
            None => Ok(None),
        }
    });
    let reader = match ((*picked).clone(), candidates.get(index)) {
        (Some(contact), _) => Reader::Contact(Box::new(contact)),
        (None, Some(Candidate::Member(contact))) => Reader::Contact(contact.clone()),
        (None, Some(Candidate::Number(number))) => Reader::Stranger(number.clone()),
        (None, Some(Candidate::Chosen(id))) => {
            let loaded = contact.data.as_deref().cloned().flatten().filter(|contact| contact.id == *id);
            loaded.map_or(Reader::Example, |contact| Reader::Contact(Box::new(contact)))
        }
        (None, None) => Reader::Example,
    };
    let place = if picked.is_some() { (0, candidates.len()) } else { (index + 1, candidates.len()) };
    let step = {
        let (at, picked, count) = (at.clone(), picked.clone(), candidates.len());
        Callback::from(move |by: isize| {
            // From somebody who was searched one comes back to where one was.
            let from = if picked.is_some() { index } else { index.saturating_add_signed(by) };
            picked.set(None);
            at.set(from.min(count.saturating_sub(1)));
        })
    };
    let pick = Callback::from(move |contact| picked.set(Some(contact)));
    Whom { reader, place, step, pick }
}

/// Those who can be leafed through: contacts, then people of groups, then a number that is nobody's.
#[hook]
fn use_candidates(draft: &Draft) -> Rc<Vec<Candidate>> {
    let groups: Vec<GroupId> = draft.chips.iter().filter_map(group_of).take(GROUPS).collect();
    let members = use_load(groups, members_of);
    let members = members.data.clone();
    let number = draft.numbers.good().next().map(|number| number.typed.clone());
    use_memo((draft.chips.clone(), members, number), |(chips, members, number)| {
        let chosen = chips.iter().filter_map(contact_of).take(CONTACTS).map(Candidate::Chosen);
        let members = members.iter().flat_map(|found| found.iter()).map(|one| Candidate::Member(Box::new(one.clone())));
        let number = number.clone().map(Candidate::Number);
        chosen.chain(members).chain(number).collect()
    })
}

async fn members_of(groups: Vec<GroupId>) -> Result<Vec<Contact>, Failure> {
    let mut found: Vec<Contact> = Vec::new();
    for group in groups {
        let filter = ContactFilter { group: Some(group), ..ContactFilter::default() };
        // A group that was deleted meanwhile has nobody to show; its chip says so.
        if let Ok(page) = api::contacts::list(&filter, None, None, MEMBERS).await {
            found.extend(page.items);
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|contact| seen.insert(contact.id.0));
    Ok(found)
}

const fn group_of(chip: &Chip) -> Option<GroupId> {
    match chip {
        Chip::Group { id, .. } => Some(*id),
        Chip::Contact { .. } => None,
    }
}

const fn contact_of(chip: &Chip) -> Option<ContactId> {
    match chip {
        Chip::Contact { id, .. } => Some(*id),
        Chip::Group { .. } => None,
    }
}

#[derive(Properties, PartialEq)]
pub struct WhomBarProps {
    pub whom: Whom,
}

/// Below the phone: who that is, the one before, the one after, and a search.
#[component(WhomBar)]
pub fn whom_bar(props: &WhomBarProps) -> Html {
    let lang = use_lang();
    let texts = lang.composer();
    let searching = use_state(|| false);
    let set_searching = |open: bool| {
        let searching = searching.clone();
        Callback::from(move |()| searching.set(open))
    };
    let (at, count) = props.whom.place;
    let name = match &props.whom.reader {
        Reader::Example => texts.example_first().to_owned(),
        Reader::Contact(contact) => spoken_name(contact),
        Reader::Stranger(number) => number.clone(),
    };
    let step = |by: isize| props.whom.step.reform(move |_: MouseEvent| by);
    html! {
        <div class="whom">
            if count > 1 {
                <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::ChevronLeft} label={texts.preview_previous()} disabled={at == 1} onclick={step(-1)} />
            }
            <p class="whom-name" role="status">{ texts.preview_with(name) }</p>
            if count > 1 {
                <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::ChevronRight} label={texts.preview_next()} disabled={at == count} onclick={step(1)} />
            }
            <Button variant={Variant::Quiet} class="btn-sm" icon={IconName::Search} label={texts.preview_search()} onclick={set_searching(true).reform(|_: MouseEvent| ())} />
            <SearchDialog open={*searching} on_close={set_searching(false)} pick={props.whom.pick.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    open: bool,
    on_close: Callback<()>,
    pick: Callback<Contact>,
}

#[component(SearchDialog)]
fn search_dialog(props: &SearchProps) -> Html {
    let texts = use_lang().composer();
    html! {
        <Dialog id="preview-search" title={texts.preview_search()} open={props.open} on_close={props.on_close.clone()}>
            <Search on_close={props.on_close.clone()} pick={props.pick.clone()} open=true />
        </Dialog>
    }
}

#[component(Search)]
fn search(props: &SearchProps) -> Html {
    let lang = use_lang();
    let typed = use_state(String::new);
    let words = use_debounced(&*typed, TYPING_REST_MS);
    let list = use_page::<ContactPage, _, _, _>(words, |words, after| async move {
        let filter = ContactFilter { q: Some(words), ..ContactFilter::default() };
        api::contacts::list(&filter, None, after.as_deref(), ROWS).await
    });
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |value| typed.set(value))
    };
    html! {
        <div class="form-stack" role="search">
            <Field id="preview-search-words" kind="search" icon={IconName::Search} label={lang.common().search()} label_hidden=true
                placeholder={lang.common().search()} value={(*typed).clone()} {oninput} autocomplete="off" autofocus=true />
            <div class="pick-list" aria-busy={list.is_first().then_some("true")}>
                if list.is_first() {
                    <Skeleton width="60%" height="1.25rem" />
                }
                if list.is_empty() {
                    <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                }
                <ul class="field-list">{ for list.items.iter().flat_map(|items| items.iter()).map(|contact| row(lang, contact, props)) }</ul>
                { list_foot(&list) }
            </div>
        </div>
    }
}

fn row(lang: Lang, contact: &Contact, props: &SearchProps) -> Html {
    let onclick = {
        let (contact, pick, on_close) = (contact.clone(), props.pick.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            pick.emit(contact.clone());
            on_close.emit(());
        })
    };
    html! {
        <li key={contact.id.to_string()}>
            <button type="button" class="field-row" {onclick}>
                <span class="cell-main">{ full_name(lang, contact) }</span><span class="quiet digits">{ contact.mobile.to_string() }</span>
            </button>
        </li>
    }
}
