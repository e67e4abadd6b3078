//! Contacts that stand in the book twice: with the same number for certain, with the same e-mail address or name perhaps.
//!
//! Of a number, the others are merged into the one that stays, or deleted; one number at a time or all at once. Likely ones
//! have different numbers: there one looks, and keeps the one that is right. All of it is a job (`pages/jobs`).

mod ask;
mod card;

use std::collections::BTreeMap;

use openapi::contacts::{DuplicateKeeping, DuplicatePage, LikelyDuplicatePage};
use openapi::groups::Group;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::hooks::{Paged, use_load, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::jobs::use_jobs;
use crate::route::Route;
use crate::ui::{
    Button, Choice, EmptyState, FailureNote, IconName, PageHead, Select, Skeleton, Tab, Tabs, Variant, list_foot,
};
use ask::{AskDialog, Intent};
use card::{Card, Likeness};

/// Likenesses on a page: each is a card of its own.
const PAGE_CARDS: u32 = 20;
/// The most groups that one answer of the server lists.
const GROUPS_SHOWN: u32 = 500;

/// What the contacts share.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Number,
    Email,
    Name,
}

impl By {
    const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Email => "email",
            Self::Name => "name",
        }
    }

    fn of(word: &str) -> Self {
        [Self::Email, Self::Name].into_iter().find(|by| by.word() == word).unwrap_or(Self::Number)
    }
}

#[component(Duplicates)]
pub fn duplicates() -> Html {
    let lang = use_lang();
    let texts = lang.duplicates();
    let location = use_location();
    let navigator = use_navigator();
    let query = location.and_then(|location| location.query::<BTreeMap<String, String>>().ok()).unwrap_or_default();
    let by = By::of(query.get("by").map(String::as_str).unwrap_or_default());
    let intent = use_state(|| None::<Intent>);
    let groups = use_load((), |()| async { api::groups::list("", None, GROUPS_SHOWN).await.map(|page| page.items) });
    let groups = groups.data.as_deref().cloned().unwrap_or_default();
    let ask = {
        let intent = intent.clone();
        Callback::from(move |asked| intent.set(asked))
    };
    let onchange = Callback::from(move |word: AttrValue| {
        if let Some(navigator) = &navigator {
            // A query of two words can always be written.
            let _ = navigator.replace_with_query(&Route::Duplicates, [("by", word.as_str())]);
        }
    });
    let tab = |by: By, label: &'static str| Tab { value: by.word().into(), label: label.into(), count: None };
    let tabs =
        vec![tab(By::Number, texts.by_number()), tab(By::Email, texts.by_email()), tab(By::Name, texts.by_name())];
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()} back={Some((Route::Contacts, AttrValue::from(lang.contacts().title())))} />
            <div class="duplicate-tabs"><Tabs label={texts.by()} {tabs} value={by.word()} {onchange} /></div>
            if by == By::Number {
                <SameNumber {groups} ask={ask.clone()} />
            } else {
                <Alike key={by.word()} by={by.word()} {groups} ask={ask.clone()} />
            }
            <AskDialog intent={(*intent).clone()} on_close={ask.reform(|()| None)} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct SameNumberProps {
    groups: Vec<Group>,
    ask: Callback<Option<Intent>>,
}

#[component(SameNumber)]
fn same_number(props: &SameNumberProps) -> Html {
    let lang = use_lang();
    let texts = lang.duplicates();
    let keep = use_state(|| DuplicateKeeping::Fullest);
    let ended = use_jobs().ended;
    let list = use_page::<DuplicatePage, _, _, _>(ended, |_, after| async move {
        api::contacts::duplicates(after.as_deref(), PAGE_CARDS).await
    });
    if list.is_empty() {
        return nothing(texts.none_by_number(), texts.none_by_number_text());
    }
    let onchange = {
        let keep = keep.clone();
        Callback::from(move |word: String| {
            keep.set(if word == "oldest" { DuplicateKeeping::Oldest } else { DuplicateKeeping::Fullest });
        })
    };
    let ask_all = |merge: bool| {
        let keep = *keep;
        props.ask.reform(move |_: MouseEvent| Some(Intent::Resolve { merge, keep, number: None }))
    };
    let value = if *keep == DuplicateKeeping::Oldest { "oldest" } else { "fullest" };
    let choices = vec![Choice::new("fullest", texts.fullest()), Choice::new("oldest", texts.oldest())];
    html! {
        <>
            if !list.is_first() {
                <div class="card">
                    <div class="list-bar is-plain">
                        <Select id="keep" class="grow" label={texts.keep()} {value} {choices} {onchange} />
                        <span class="push tools">
                            <Button icon={IconName::Trash} onclick={ask_all(false)}>{ texts.delete_all() }</Button>
                            <Button variant={Variant::Primary} icon={IconName::Merge} onclick={ask_all(true)}>{ texts.merge_all() }</Button>
                        </span>
                    </div>
                </div>
            }
            { cards(lang, &list, |found| html! {
                <Card key={found.number.to_string()} likeness={Likeness::from(found)} keep={Some(*keep)} groups={props.groups.clone()} ask={props.ask.clone()} />
            }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AlikeProps {
    by: &'static str,
    groups: Vec<Group>,
    ask: Callback<Option<Intent>>,
}

#[component(Alike)]
fn alike(props: &AlikeProps) -> Html {
    let lang = use_lang();
    let texts = lang.duplicates();
    let ended = use_jobs().ended;
    let list = use_page::<LikelyDuplicatePage, _, _, _>((props.by, ended), |(by, _), after| async move {
        api::contacts::likely(by, after.as_deref(), PAGE_CARDS).await
    });
    if list.is_empty() {
        return nothing(texts.none_alike(), texts.none_alike_text());
    }
    html! {
        <>
            <p class="quiet">{ texts.alike_text() }</p>
            { cards(lang, &list, |found| html! {
                <Card key={found.shared.clone()} likeness={Likeness::from(found)} keep={None} groups={props.groups.clone()} ask={props.ask.clone()} />
            }) }
        </>
    }
}

fn nothing(title: &'static str, text: &'static str) -> Html {
    html! { <div class="card"><EmptyState icon={IconName::CircleCheck} {title} {text} /></div> }
}

/// The cards of a page, or what stands in for them.
fn cards<T: PartialEq>(lang: Lang, list: &Paged<T>, card: impl Fn(&T) -> Html) -> Html {
    html! {
        <div class="duplicates" aria-busy={(list.is_first() || list.loading).then_some("true")}>
            if list.is_first() {
                <div class="card"><div class="card-body form-stack" aria-label={lang.duplicates().title()}>
                    <Skeleton width="30%" /><Skeleton height="3rem" /><Skeleton height="3rem" />
                </div></div>
            }
            { for list.items.iter().flat_map(|items| items.iter()).map(card) }
            if let Some(failure) = list.failure.clone().filter(|_| list.items.is_none()) {
                <FailureNote {failure} retry={list.reload.clone()} />
            } else {
                { list_foot(list) }
            }
        </div>
    }
}
