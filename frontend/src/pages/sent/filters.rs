//! What narrows the list: a dialog to choose in, and a chip for each choice.

use openapi::campaigns::CampaignStatus;
use openapi::messages::MessageStatus;
use yew::prelude::*;

use crate::hooks::{set_part, use_action};
use crate::i18n::{Lang, use_lang};
use crate::pages::campaigns::status::{campaign_label, status_label, status_word};
use crate::route::SentQuery;
use crate::ui::{Button, Choice, Field, FormDialog, Icon, IconName, Select, Variant};

const CAMPAIGNS: [(&str, CampaignStatus); 6] = [
    ("running", CampaignStatus::Running),
    ("paused", CampaignStatus::Paused),
    ("asleep", CampaignStatus::Asleep),
    ("no_credit", CampaignStatus::NoCredit),
    ("finished", CampaignStatus::Finished),
    ("cancelled", CampaignStatus::Cancelled),
];
const MESSAGES: [MessageStatus; 5] = [
    MessageStatus::Received,
    MessageStatus::DeliveredOperator,
    MessageStatus::Sent,
    MessageStatus::Failed,
    MessageStatus::Uncertain,
];

#[derive(Properties, PartialEq, Clone)]
pub struct FiltersProps {
    pub query: SentQuery,
    pub on_change: Callback<SentQuery>,
}

/// The button, and the dialog behind it.
#[component(FilterButton)]
pub fn filter_button(props: &FiltersProps) -> Html {
    let lang = use_lang();
    let texts = lang.sent();
    let action = use_action();
    let open = use_state(|| false);
    let draft = use_state(SentQuery::default);
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
            <FormDialog id="sent-filter" title={texts.filter_title()} open={*open} {action} submit={texts.filter_show()} on_open={begin}
                {on_submit} on_close={set_open(false)}>
                <div class="form-grid">
                    <Select id="filter-status" label={texts.status()} value={draft.status.clone()} choices={statuses(lang)}
                        onchange={set_part(&draft, |draft: &mut SentQuery, word| draft.status = word)} />
                    <Select id="filter-kind" label={texts.kind()} value={draft.kind.clone()} choices={kinds(lang)}
                        onchange={set_part(&draft, |draft: &mut SentQuery, word| draft.kind = word)} />
                    <Field id="filter-from" kind="date" label={texts.first_day()} value={draft.from.clone()}
                        oninput={set_part(&draft, |draft: &mut SentQuery, day| draft.from = day)} />
                    <Field id="filter-to" kind="date" label={texts.last_day()} value={draft.to.clone()}
                        oninput={set_part(&draft, |draft: &mut SentQuery, day| draft.to = day)} />
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
    let label = |choices: Vec<Choice>, value: &str| {
        let found = choices.into_iter().find(|choice| *choice.value == *value);
        found.map_or_else(|| value.to_owned(), |choice| choice.label.to_string())
    };
    let mut chips: Vec<(String, SentQuery)> = Vec::new();
    if !query.status.is_empty() {
        chips.push((label(statuses(lang), &query.status), SentQuery { status: String::new(), ..query.clone() }));
    }
    if !query.kind.is_empty() {
        chips.push((label(kinds(lang), &query.kind), SentQuery { kind: String::new(), ..query.clone() }));
    }
    if !query.from.is_empty() {
        let words = texts.since(lang.short_day(&query.from));
        chips.push((words, SentQuery { from: String::new(), ..query.clone() }));
    }
    if !query.to.is_empty() {
        let words = texts.until(lang.short_day(&query.to));
        chips.push((words, SentQuery { to: String::new(), ..query.clone() }));
    }
    if chips.is_empty() {
        return Html::default();
    }
    let none = SentQuery { q: query.q.clone(), ..SentQuery::default() };
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
                <Button variant={Variant::Quiet} class="btn-sm" onclick={props.on_change.reform(move |_| none.clone())}>{ texts.clear_filters() }</Button>
            </div>
        </div>
    }
}

fn statuses(lang: Lang) -> Vec<Choice> {
    let texts = lang.sent();
    let campaigns = CAMPAIGNS.map(|(word, status)| Choice::new(word, texts.of_campaigns(campaign_label(lang, status))));
    let messages =
        MESSAGES.map(|status| Choice::new(status_word(status), texts.of_messages(status_label(lang, status))));
    std::iter::once(Choice::new("", texts.any())).chain(campaigns).chain(messages).collect()
}

fn kinds(lang: Lang) -> Vec<Choice> {
    let texts = lang.sent();
    vec![Choice::new("", texts.any()), Choice::new("pro", texts.pro()), Choice::new("voice", texts.voice())]
}
