//! What the movements are narrowed to: a dialog to choose in, a chip for each choice, and all of it in the page's address.

use openapi::credits::MovementKind;
use yew::prelude::*;
use yew_router::prelude::*;

use super::row::kind_label;
use crate::api::credits::Filter;
use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, beginning_of, use_lang};
use crate::route::{CreditsQuery, Route};
use crate::ui::{Button, Choice, Field, FormDialog, Icon, IconName, Select, Variant};

const KINDS: [(&str, MovementKind); 7] = [
    ("purchase", MovementKind::Purchase),
    ("sending", MovementKind::Sending),
    ("refund", MovementKind::Refund),
    ("transfer", MovementKind::Transfer),
    ("grant", MovementKind::Grant),
    ("gift", MovementKind::Gift),
    ("purchase_refund", MovementKind::PurchaseRefund),
];

/// The query of the address, and a way to change it. The way back leads to the list before.
#[hook]
pub fn use_view() -> (CreditsQuery, Callback<CreditsQuery>) {
    let navigator = use_navigator();
    let query = use_location().and_then(|location| location.query::<CreditsQuery>().ok()).unwrap_or_default();
    let show = Callback::from(move |query: CreditsQuery| {
        if let Some(navigator) = &navigator {
            // An address that cannot be written leaves the list as it is.
            let _ = navigator.push_with_query(&Route::Credits, &query);
        }
    });
    (query, show)
}

impl CreditsQuery {
    /// As the server is asked; days are those of the account's zone.
    pub fn filter(&self) -> Filter {
        Filter {
            kind: self.kind.clone(),
            campaign: self.campaign.clone(),
            from: beginning_of(&self.from, 0),
            to: beginning_of(&self.to, 1),
        }
    }

    /// Nothing is asked for: the whole list.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Properties, PartialEq, Clone)]
pub struct FiltersProps {
    pub query: CreditsQuery,
    /// The name of the campaign that the list is narrowed to.
    pub campaign: Option<String>,
    pub on_change: Callback<CreditsQuery>,
}

/// The button, and the dialog behind it.
#[component(FilterButton)]
pub fn filter_button(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let texts = lang.sent();
    let action = use_action();
    let open = use_state(|| false);
    let draft = use_state(CreditsQuery::default);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let begin = {
        let (draft, query) = (draft.clone(), props.query.clone());
        Callback::from(move |()| draft.set(query.clone()))
    };
    let on_submit = {
        let (draft, open, on_change) = (draft.clone(), open.clone(), props.on_change.clone());
        Callback::from(move |()| {
            open.set(false);
            on_change.emit((*draft).clone());
        })
    };
    html! {
        <>
            <Button icon={IconName::Filter} onclick={set_open(true).reform(|_| ())}>{ texts.filter() }</Button>
            <FormDialog id="credits-filter" title={texts.filter_title()} open={*open} {action} submit={texts.filter_show()} on_open={begin}
                {on_submit} on_close={set_open(false)}>
                <div class="form-grid">
                    <Select id="filter-kind" label={lang.credits().kind()} value={draft.kind.clone()} choices={kinds(lang)}
                        onchange={set_part(&draft, |draft: &mut CreditsQuery, word| draft.kind = word)} />
                    <Field id="filter-from" kind="date" label={texts.first_day()} value={draft.from.clone()}
                        oninput={set_part(&draft, |draft: &mut CreditsQuery, day| draft.from = day)} />
                    <Field id="filter-to" kind="date" label={texts.last_day()} value={draft.to.clone()}
                        oninput={set_part(&draft, |draft: &mut CreditsQuery, day| draft.to = day)} />
                </div>
            </FormDialog>
        </>
    }
}

/// What the list is narrowed to, each with a way to leave it out.
#[component(FilterChips)]
pub fn filter_chips(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let texts = lang.sent();
    let query = &props.query;
    let mut chips: Vec<(String, CreditsQuery)> = Vec::new();
    if !query.campaign.is_empty() {
        let words = props.campaign.clone().unwrap_or_else(|| lang.credits().campaign().to_owned());
        chips.push((words, CreditsQuery { campaign: String::new(), ..query.clone() }));
    }
    if !query.kind.is_empty() {
        let found = kinds(lang).into_iter().find(|choice| *choice.value == *query.kind);
        let words = found.map_or_else(|| query.kind.clone(), |choice| choice.label.to_string());
        chips.push((words, CreditsQuery { kind: String::new(), ..query.clone() }));
    }
    if !query.from.is_empty() {
        let words = texts.since(lang.short_day(&query.from));
        chips.push((words, CreditsQuery { from: String::new(), ..query.clone() }));
    }
    if !query.to.is_empty() {
        let words = texts.until(lang.short_day(&query.to));
        chips.push((words, CreditsQuery { to: String::new(), ..query.clone() }));
    }
    if chips.is_empty() {
        return Html::default();
    }
    html! {
        <div class="list-status">
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
                <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_change.reform(|_| CreditsQuery::default())}>{ texts.clear_filters() }</Button>
            </div>
        </div>
    }
}

fn kinds(lang: Lang) -> Vec<Choice> {
    let label =
        |kind| if kind == MovementKind::Transfer { lang.credits().transfers() } else { kind_label(lang, kind, true) };
    let kinds = KINDS.map(|(word, kind)| Choice::new(word, label(kind)));
    std::iter::once(Choice::new("", lang.sent().any())).chain(kinds).collect()
}
