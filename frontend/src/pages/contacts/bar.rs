//! What can be done with those who are selected: each act is a job.

use openapi::GroupId;
use openapi::contacts::{ContactFilter, SelectionAction};
use openapi::groups::Group;
use yew::prelude::*;

use super::selection::Chosen;
use crate::api;
use crate::hooks::{Action, use_action};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::pages::jobs::{Task, use_jobs};
use crate::ui::{Button, Choice, ConfirmDialog, FailureNote, Field, FormDialog, IconName, Select, Variant};

/// The value of the choice that names a group yet to be made; no id is spelled like this.
const NEW_GROUP: &str = "new";

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Into,
    OutOf,
    Blacklist,
    Deletion,
}

#[derive(Properties, PartialEq)]
pub struct SelectionBarProps {
    pub chosen: Chosen,
    /// What "all that match" means, the list's group included.
    pub filter: ContactFilter,
    pub sort: Option<String>,
    /// What the filter leaves, and whether there are more than that.
    pub total: (i64, bool),
    pub whole_page: bool,
    /// The group whose list this is.
    pub group: Option<GroupId>,
    pub groups: Vec<Group>,
    pub choose_all: Callback<()>,
    pub clear: Callback<()>,
}

#[component(SelectionBar)]
pub fn selection_bar(props: &SelectionBarProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let (jobs, action) = (use_jobs(), use_action());
    let asking = use_state(|| Asking::Nothing);
    let ask = |what: Asking| {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |()| {
            action.clear();
            asking.set(what);
        })
    };
    let count = props.chosen.count(props.total);
    // Starts the work, and leaves the selection: what is done to it is told by the job's card.
    let act = {
        let (action, asking, jobs) = (action.clone(), asking.clone(), jobs.clone());
        let (chosen, filter, clear) = (props.chosen.clone(), props.filter.clone(), props.clear.clone());
        Callback::from(move |(what, group, task): Act| {
            let selection = chosen.to_selection(&filter, what, group);
            let (asking, jobs, clear) = (asking.clone(), jobs.clone(), clear.clone());
            action.run(async move { api::contacts::act(&selection, &api::new_key()).await }, move |started| {
                jobs.follow(started.job, task);
                asking.set(Asking::Nothing);
                clear.emit(());
            });
        })
    };
    let own_group = props.group.and_then(|id| props.groups.iter().find(|group| group.id == id).cloned());
    let take_out = match own_group {
        Some(group) => act
            .reform(move |_: MouseEvent| (SelectionAction::Ungroup, Some(group.id), Task::Ungroup(group.name.clone()))),
        None => ask(Asking::OutOf).reform(|_| ()),
    };
    let all_match = matches!(&props.chosen, Chosen::Matching { except } if except.is_empty());
    let offers_all =
        props.whole_page && matches!(props.chosen, Chosen::Named(_)) && (props.total.1 || props.total.0 > count.0);
    let matching = total_words(lang, props.total);
    html! {
        <div class="list-bar is-selection" role="region" aria-label={texts.selection()}>
            <strong class="digits" role="status">{ selected_words(lang, count) }</strong>
            if offers_all {
                <button type="button" class="link-button" onclick={props.choose_all.reform(|_: MouseEvent| ())}>{ texts.select_all(matching) }</button>
            }
            <Button variant={Variant::Quiet} class="btn-sm" onclick={props.clear.reform(|_| ())}>{ texts.clear() }</Button>
            <span class="push tools">
                <Button icon={IconName::Users} onclick={ask(Asking::Into).reform(|_| ())}>{ texts.add_to_group() }</Button>
                if !props.groups.is_empty() {
                    <Button busy={action.busy && *asking == Asking::Nothing} onclick={take_out}>{ texts.take_out() }</Button>
                }
                <Button icon={IconName::Ban} onclick={ask(Asking::Blacklist).reform(|_| ())}>{ texts.put_on_blacklist() }</Button>
                if all_match {
                    <ExportButton id="export-selection" path={api::contacts::address("/contacts/export", &props.filter, props.sort.as_deref(), &[])} />
                }
                <Button icon={IconName::Trash} onclick={ask(Asking::Deletion).reform(|_| ())}>{ lang.common().delete() }</Button>
            </span>
            if let Some(failure) = action.failure.as_ref().filter(|_| *asking == Asking::Nothing) {
                <div class="w-100"><FailureNote failure={failure.clone()} /></div>
            }
            { confirmations(lang, count, *asking, &action, &act, &ask(Asking::Nothing)) }
            <GroupDialog id="add-to-group" title={texts.add_to_group()} open={*asking == Asking::Into} groups={props.groups.clone()} may_make=true
                on_close={ask(Asking::Nothing)} on_chosen={act.reform(|group: Group| (SelectionAction::Group, Some(group.id), Task::Group(group.name)))} />
            <GroupDialog id="take-out-of-group" title={texts.take_out()} open={*asking == Asking::OutOf} groups={props.groups.clone()} may_make=false
                on_close={ask(Asking::Nothing)} on_chosen={act.reform(|group: Group| (SelectionAction::Ungroup, Some(group.id), Task::Ungroup(group.name)))} />
        </div>
    }
}

/// An act: what, with which group, and how it is told.
type Act = (SelectionAction, Option<GroupId>, Task);

/// Asks before contacts go, or are silenced; the number is told.
fn confirmations(
    lang: Lang,
    count: (i64, bool),
    asking: Asking,
    action: &Action,
    act: &Callback<Act>,
    on_close: &Callback<()>,
) -> Html {
    let texts = lang.contacts();
    html! {
        <>
            <ConfirmDialog id="delete-contacts" title={if count.1 { texts.delete_many_question(lang.number(count.0)) } else { texts.delete_question(count.0) }}
                open={asking == Asking::Deletion} busy={action.busy} action={lang.common().delete()}
                on_confirm={act.reform(|()| (SelectionAction::Delete, None, Task::Delete))} on_close={on_close.clone()}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ texts.delete_text() }</p>
                <p>{ texts.delete_undo() }</p>
            </ConfirmDialog>
            <ConfirmDialog id="blacklist-contacts" title={if count.1 { texts.blacklist_many_question(lang.number(count.0)) } else { texts.blacklist_question(count.0) }}
                open={asking == Asking::Blacklist} busy={action.busy} action={texts.put_on_blacklist()}
                on_confirm={act.reform(|()| (SelectionAction::Blacklist, None, Task::Blacklist))} on_close={on_close.clone()}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <p>{ texts.blacklist_text() }</p>
            </ConfirmDialog>
        </>
    }
}

/// `1 234`, or `10 000+` where nobody counted further.
pub fn total_words(lang: Lang, (total, more): (i64, bool)) -> String {
    format!("{}{}", lang.number(total), if more { "+" } else { "" })
}

fn selected_words(lang: Lang, (count, more): (i64, bool)) -> String {
    let texts = lang.contacts();
    if more { texts.selected_many(total_words(lang, (count, more))) } else { texts.selected(count) }
}

#[derive(Properties, PartialEq)]
struct GroupDialogProps {
    id: AttrValue,
    title: AttrValue,
    open: bool,
    groups: Vec<Group>,
    /// A new group may be made on the spot.
    may_make: bool,
    on_close: Callback<()>,
    on_chosen: Callback<Group>,
}

/// Asks for a group: an existing one, or one made on the spot.
#[component(GroupDialog)]
fn group_dialog(props: &GroupDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let action = use_action();
    let chosen = use_state(|| None::<String>);
    let name = use_state(String::new);
    let first = props.groups.first().map_or_else(|| NEW_GROUP.to_owned(), |group| group.id.to_string());
    let value = (*chosen).clone().unwrap_or(first);
    let mut choices: Vec<Choice> =
        props.groups.iter().map(|group| Choice::new(group.id.to_string(), group.name.clone())).collect();
    if props.may_make {
        choices.push(Choice::new(NEW_GROUP, texts.new_group()));
    }
    let begin = {
        let (chosen, name) = (chosen.clone(), name.clone());
        Callback::from(move |()| {
            chosen.set(None);
            name.set(String::new());
        })
    };
    let on_submit = {
        let (action, name, value, groups) = (action.clone(), name.clone(), value.clone(), props.groups.clone());
        let (on_chosen, on_close) = (props.on_chosen.clone(), props.on_close.clone());
        Callback::from(move |()| {
            let existing = groups.iter().find(|group| group.id.to_string() == value).cloned();
            let (name, on_chosen, on_close) = (name.trim().to_owned(), on_chosen.clone(), on_close.clone());
            let work = async move {
                match existing {
                    Some(group) => Ok(group),
                    None => api::groups::create(name, &api::new_key()).await,
                }
            };
            action.run(work, move |group| {
                on_close.emit(());
                on_chosen.emit(group);
            });
        })
    };
    let is_new = value == NEW_GROUP;
    html! {
        <FormDialog id={props.id.clone()} title={props.title.clone()} open={props.open} {action} submit={props.title.clone()} on_open={begin}
            {on_submit} on_close={props.on_close.clone()}>
            <Select id={format!("{}-group", props.id)} label={texts.group()} {value} {choices} onchange={Callback::from(move |value| chosen.set(Some(value)))} />
            if is_new {
                <Field id={format!("{}-name", props.id)} label={texts.new_group_name()} value={(*name).clone()} required=true autocomplete="off" maxlength="100"
                    oninput={Callback::from(move |value| name.set(value))} />
            }
        </FormDialog>
    }
}
