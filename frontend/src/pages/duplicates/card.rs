use openapi::ContactId;
use openapi::contacts::{Contact, DuplicateKeeping, DuplicateNumber, LikelyDuplicate};
use openapi::groups::Group;
use yew::prelude::*;
use yew_router::prelude::*;

use super::ask::Intent;
use crate::i18n::{Lang, use_lang};
use crate::pages::contacts::{full_name, marks, spoken_name};
use crate::route::Route;
use crate::ui::{Badge, Button, IconName, Tone};

/// Contacts that share something.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// A number, an address, a name.
    shared: String,
    /// The number, when it is the number that they share.
    number: Option<String>,
    count: i64,
    contacts: Vec<Contact>,
}

impl From<&DuplicateNumber> for Likeness {
    fn from(found: &DuplicateNumber) -> Self {
        let number = found.number.to_string();
        Self { shared: number.clone(), number: Some(number), count: found.count, contacts: found.contacts.clone() }
    }
}

impl From<&LikelyDuplicate> for Likeness {
    fn from(found: &LikelyDuplicate) -> Self {
        Self { shared: found.shared.clone(), number: None, count: found.count, contacts: found.contacts.clone() }
    }
}

impl Likeness {
    /// Which of them stays: the server's own rule.
    fn kept(&self, keep: DuplicateKeeping) -> Option<ContactId> {
        let mut best = self.contacts.first()?;
        if keep == DuplicateKeeping::Fullest {
            for contact in &self.contacts {
                if fullness(contact) > fullness(best) {
                    best = contact;
                }
            }
        }
        Some(best.id)
    }
}

/// How much is known of somebody.
fn fullness(contact: &Contact) -> usize {
    let texts = [&contact.last_name, &contact.first_name, &contact.email, &contact.company];
    let known = texts.into_iter().chain(contact.fields.values()).filter(|text| !text.is_empty()).count();
    known + usize::from(contact.consent.as_ref().is_some_and(|consent| !consent.source.is_empty()))
}

#[derive(Properties, PartialEq)]
pub struct CardProps {
    pub likeness: Likeness,
    /// Which one stays, where one rule is for all of them.
    pub keep: Option<DuplicateKeeping>,
    pub groups: Vec<Group>,
    pub ask: Callback<Option<Intent>>,
}

/// Those who share something, beside each other, with what can be done about it.
#[component(Card)]
pub fn card(props: &CardProps) -> Html {
    let lang = use_lang();
    let texts = lang.duplicates();
    let found = &props.likeness;
    let kept = props.keep.and_then(|keep| found.kept(keep));
    let title = format!("duplicate-{}", found.shared.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"));
    let resolve = |merge: bool| {
        let (keep, number) = (props.keep.unwrap_or(DuplicateKeeping::Fullest), found.number.clone());
        props.ask.reform(move |_: MouseEvent| Some(Intent::Resolve { merge, keep, number: number.clone() }))
    };
    html! {
        <section class="card" aria-labelledby={title.clone()}>
            <div class="card-title-row">
                <h2 id={title} class="digits">{ &found.shared }{ " " }<span class="quiet small">{ lang.groups().count(found.count) }</span></h2>
                if found.number.is_some() {
                    <span class="tools">
                        <Button class="btn-sm" icon={IconName::Trash} onclick={resolve(false)}>{ texts.delete_extras() }</Button>
                        <Button class="btn-sm" icon={IconName::Merge} onclick={resolve(true)}>{ texts.merge() }</Button>
                    </span>
                }
            </div>
            <ul class="twins">
                { for found.contacts.iter().map(|contact| twin(lang, props, contact, kept == Some(contact.id))) }
            </ul>
        </section>
    }
}

fn twin(lang: Lang, props: &CardProps, contact: &Contact, stays: bool) -> Html {
    let texts = lang.duplicates();
    let others: Vec<ContactId> =
        props.likeness.contacts.iter().map(|other| other.id).filter(|id| *id != contact.id).collect();
    let groups = contact.groups.iter().filter_map(|id| props.groups.iter().find(|group| group.id == *id));
    let groups: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
    let own = contact.fields.iter().map(|(name, value)| lang.contacts().pair(name, value));
    let number = props.likeness.number.is_none().then(|| contact.mobile.to_string());
    let known = [contact.email.clone(), contact.company.clone(), groups.join(", ")];
    let facts: Vec<String> = number.into_iter().chain(known).chain(own).filter(|fact| !fact.is_empty()).collect();
    let name = spoken_name(contact);
    let keep_only = {
        let name = name.clone();
        props.ask.reform(move |_: MouseEvent| Some(Intent::KeepOnly { name: name.clone(), others: others.clone() }))
    };
    html! {
        <li key={contact.id.to_string()} class={classes!("twin", stays.then_some("is-kept"))}>
            <div class="twin-text">
                <div class="cell-name">
                    <Link<Route> to={Route::Contact { id: contact.id }} classes="cell-main plain">{ full_name(lang, contact) }</Link<Route>>
                    if stays {
                        <Badge tone={Tone::Good}>{ texts.stays() }</Badge>
                    }
                    { marks(lang, contact) }
                </div>
                <div class="cell-sub">{ facts.join(" · ") }</div>
                <div class="cell-sub digits">{ texts.added_on(lang.date_time(contact.created_at)) }</div>
            </div>
            <button type="button" class="btn btn-sm" aria-label={texts.keep_only_named(name, lang.date_time(contact.created_at))} onclick={keep_only}>{ texts.keep_only() }</button>
        </li>
    }
}
