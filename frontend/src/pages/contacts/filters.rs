//! What narrows the list: a dialog to choose in, and a chip for each choice.

use openapi::contact_fields::ContactField;
use openapi::contacts::{ContactFilter, LineType};
use openapi::groups::Group;
use yew::prelude::*;

use super::form::own_field;
use super::view::{View, line_of};
use crate::api::contacts::line_word;
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, countries, country_name, use_lang};
use crate::ui::{Button, Choice, FormDialog, Icon, IconName, Select, Variant};

#[derive(Properties, PartialEq, Clone)]
pub struct FiltersProps {
    pub view: View,
    /// A group's own list is not narrowed to another group.
    pub of_group: bool,
    pub groups: Vec<Group>,
    pub fields: Vec<ContactField>,
    pub on_change: Callback<ContactFilter>,
}

/// The button, and the dialog behind it.
#[component(FilterButton)]
pub fn filter_button(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let action = use_action();
    let open = use_state(|| false);
    let draft = use_state(ContactFilter::default);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let begin = {
        let (draft, filter) = (draft.clone(), props.view.filter.clone());
        Callback::from(move |()| draft.set(filter.clone()))
    };
    let on_submit = {
        let (draft, open, on_change) = (draft.clone(), open.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let mut filter = (*draft).clone();
            filter.fields.retain(|_, value| !value.trim().is_empty());
            open.set(false);
            on_change.emit(filter);
        })
    };
    let group_choices = choices(texts.any_group(), props.groups.iter().map(|g| (g.id.to_string(), g.name.clone())));
    html! {
        <>
            <Button icon={IconName::Filter} onclick={set_open(true).reform(|_| ())}>{ texts.filter() }</Button>
            <FormDialog id="contact-filter" title={texts.filter_title()} open={*open} {action} submit={texts.filter_show()} on_open={begin}
                {on_submit} on_close={set_open(false)}>
                <div class="form-grid">
                    if !props.of_group {
                        <Select id="filter-group" label={texts.group()} value={draft.group.map(|id| id.to_string()).unwrap_or_default()} choices={group_choices}
                            onchange={set_part(&draft, |draft: &mut ContactFilter, id: String| draft.group = id.parse().ok())} />
                    }
                    <Select id="filter-country" label={texts.country()} value={draft.country.clone().unwrap_or_default()}
                        choices={choices(texts.any_country(), countries(lang).into_iter())}
                        onchange={set_part(&draft, |draft: &mut ContactFilter, code: String| draft.country = Some(code).filter(|code| !code.is_empty()))} />
                    <Select id="filter-line" label={texts.line()} value={draft.line.map(line_word).unwrap_or_default()} choices={lines(lang)}
                        onchange={set_part(&draft, |draft: &mut ContactFilter, word: String| draft.line = line_of(&word))} />
                    <Select id="filter-blacklisted" label={texts.blacklist()} value={yes_no(draft.blacklisted)}
                        choices={both(lang, texts.on_blacklist(), texts.off_blacklist())}
                        onchange={set_part(&draft, |draft: &mut ContactFilter, word: String| draft.blacklisted = word.parse().ok())} />
                    <Select id="filter-consent" label={texts.consent()} value={yes_no(draft.consent)}
                        choices={both(lang, texts.consent_noted(), texts.consent_missing())}
                        onchange={set_part(&draft, |draft: &mut ContactFilter, word: String| draft.consent = word.parse().ok())} />
                    { for props.fields.iter().map(|field| {
                        let name = field.name.clone();
                        let value = draft.fields.get(&name).cloned().unwrap_or_default();
                        let oninput = set_part(&draft, move |draft: &mut ContactFilter, value: String| _ = draft.fields.insert(name.clone(), value));
                        own_field("filter", &field.name, field.kind, value, None, oninput)
                    }) }
                </div>
            </FormDialog>
        </>
    }
}

/// What the list is narrowed to, each with a way to leave it out.
#[component(FilterChips)]
pub fn filter_chips(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let filter = &props.view.filter;
    let mut chips: Vec<(String, ContactFilter)> = Vec::new();
    let without = |change: &dyn Fn(&mut ContactFilter)| {
        let mut rest = filter.clone();
        change(&mut rest);
        rest
    };
    if let Some(id) = filter.group.filter(|_| !props.of_group) {
        let name = props.groups.iter().find(|group| group.id == id).map(|group| group.name.clone());
        chips.push((texts.pair(texts.group(), name.unwrap_or_default()), without(&|rest| rest.group = None)));
    }
    if let Some(code) = &filter.country {
        chips.push((country_name(lang, code), without(&|rest| rest.country = None)));
    }
    if let Some(line) = filter.line {
        chips.push((line_name(lang, line).to_owned(), without(&|rest| rest.line = None)));
    }
    if let Some(on) = filter.blacklisted {
        let words = if on { texts.on_blacklist() } else { texts.off_blacklist() };
        chips.push((words.to_owned(), without(&|rest| rest.blacklisted = None)));
    }
    if let Some(noted) = filter.consent {
        let words = if noted { texts.consent_noted() } else { texts.consent_missing() };
        chips.push((words.to_owned(), without(&|rest| rest.consent = None)));
    }
    for (name, value) in &filter.fields {
        chips.push((texts.pair(name, value), without(&|rest| _ = rest.fields.remove(name))));
    }
    if chips.is_empty() {
        return Html::default();
    }
    let none = without(&|rest| *rest = ContactFilter { q: rest.q.take(), ..ContactFilter::default() });
    html! {
        <div class="filter-chips">
            <ul aria-label={texts.filters()}>
                { for chips.into_iter().map(|(words, rest)| html! {
                    <li key={words.clone()} class="chip">
                        <span class="chip-words">{ &words }</span>
                        <button type="button" class="chip-remove" aria-label={texts.remove_filter(&words)}
                            onclick={props.on_change.reform(move |_: MouseEvent| rest.clone())}><Icon name={IconName::X} /></button>
                    </li>
                }) }
            </ul>
            <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_change.reform(move |_| none.clone())}>{ texts.clear_filters() }</Button>
        </div>
    }
}

pub fn line_name(lang: Lang, line: LineType) -> &'static str {
    let texts = lang.contacts();
    match line {
        LineType::Mobile => texts.line_mobile(),
        LineType::Fixed => texts.line_fixed(),
        LineType::Other => texts.line_other(),
    }
}

fn choices(any: &'static str, rest: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
    std::iter::once(Choice::new("", any)).chain(rest.map(|(value, label)| Choice::new(value, label))).collect()
}

fn lines(lang: Lang) -> Vec<Choice> {
    let lines = [LineType::Mobile, LineType::Fixed, LineType::Other];
    choices(
        lang.contacts().any(),
        lines.into_iter().map(|line| (line_word(line).to_owned(), line_name(lang, line).to_owned())),
    )
}

fn both(lang: Lang, yes: &'static str, no: &'static str) -> Vec<Choice> {
    choices(
        lang.contacts().any(),
        [("true", yes), ("false", no)].map(|(v, l)| (v.to_owned(), l.to_owned())).into_iter(),
    )
}

const fn yes_no(value: Option<bool>) -> &'static str {
    match value {
        None => "",
        Some(true) => "true",
        Some(false) => "false",
    }
}
