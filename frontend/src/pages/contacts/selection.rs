use std::collections::BTreeSet;
use std::rc::Rc;

use openapi::contacts::Contact;
use openapi::{ContactId, GroupId};
use yew::prelude::*;

use crate::api;
use crate::hooks::{use_action, use_load};
use crate::i18n::use_lang;
use crate::ui::{Button, Choice, ConfirmDialog, Dialog, FailureNote, Field, IconName, Select, Variant, use_toaster};

/// The value of the choice that names a group yet to be made; no id is spelled like this.
const NEW_GROUP: &str = "new";

/// Who is selected, on this page of the list and on others.
pub struct Selection {
    pub ids: BTreeSet<ContactId>,
    /// Everybody on this page is selected.
    pub whole_page: bool,
    /// Somebody is, and somebody is not.
    pub part_of_page: bool,
    pub toggle: Callback<(ContactId, bool)>,
    pub toggle_page: Callback<bool>,
    pub clear: Callback<()>,
}

#[hook]
pub fn use_selection(page: Option<Rc<Vec<Contact>>>) -> Selection {
    let selected = use_state(BTreeSet::<ContactId>::new);
    let on_page: Vec<ContactId> = page.iter().flat_map(|items| items.iter().map(|contact| contact.id)).collect();
    let chosen = on_page.iter().filter(|id| selected.contains(id)).count();
    let toggle_many = {
        let selected = selected.clone();
        Callback::from(move |(ids, is_chosen): (Vec<ContactId>, bool)| {
            let mut now = (*selected).clone();
            if is_chosen {
                now.extend(ids);
            } else {
                now.retain(|id| !ids.contains(id));
            }
            selected.set(now);
        })
    };
    Selection {
        ids: (*selected).clone(),
        whole_page: chosen > 0 && chosen == on_page.len(),
        part_of_page: chosen > 0 && chosen < on_page.len(),
        toggle: toggle_many.reform(|(id, is_chosen)| (vec![id], is_chosen)),
        toggle_page: toggle_many.reform(move |is_chosen| (on_page.clone(), is_chosen)),
        clear: Callback::from(move |()| selected.set(BTreeSet::new())),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Group,
    Deletion,
}

#[derive(Properties, PartialEq)]
pub struct SelectionBarProps {
    pub selected: BTreeSet<ContactId>,
    /// The group whose list this is: one can be taken out of it.
    pub group: Option<GroupId>,
    pub clear: Callback<()>,
    pub on_change: Callback<()>,
}

/// What can be done with the selected contacts.
#[component(SelectionBar)]
pub fn selection_bar(props: &SelectionBarProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let toaster = use_toaster();
    let action = use_action();
    let asking = use_state(|| Asking::Nothing);
    let ask = |what: Asking| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let ids: Vec<ContactId> = props.selected.iter().copied().collect();
    let count = i64::try_from(ids.len()).unwrap_or_default();

    let delete = {
        let (action, ids, asking, toaster) = (action.clone(), ids.clone(), asking.clone(), toaster.clone());
        let (clear, on_change) = (props.clear.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let (asking, toaster, clear, on_change) =
                (asking.clone(), toaster.clone(), clear.clone(), on_change.clone());
            action.run(api::contacts::delete_many(ids.clone()), move |outcome| {
                toaster.done(texts.deleted(outcome.deleted));
                asking.set(Asking::Nothing);
                on_change.emit(());
                clear.emit(());
            });
        })
    };
    let take_out = props.group.map(|group| {
        let (action, ids) = (action.clone(), ids.clone());
        let (clear, on_change) = (props.clear.clone(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let (toaster, clear, on_change) = (toaster.clone(), clear.clone(), on_change.clone());
            action.run(api::groups::remove(group, ids.clone()), move |outcome| {
                toaster.done(lang.groups().taken_out(outcome.changed));
                on_change.emit(());
                clear.emit(());
            });
        })
    });
    html! {
        <div class="list-bar is-selection" role="region" aria-label={texts.selected(count)}>
            <strong class="digits">{ texts.selected(count) }</strong>
            <Button variant={Variant::Quiet} class="btn-sm" onclick={props.clear.reform(|_| ())}>{ texts.clear() }</Button>
            <span class="push tools">
                <Button icon={IconName::Users} onclick={ask(Asking::Group).reform(|_| ())}>{ texts.add_to_group() }</Button>
                if let Some(take_out) = take_out {
                    <Button busy={action.busy && *asking == Asking::Nothing} onclick={take_out}>{ lang.groups().take_out() }</Button>
                }
                <Button icon={IconName::Trash} onclick={ask(Asking::Deletion).reform(|_| ())}>{ lang.common().delete() }</Button>
            </span>
            if let Some(failure) = &action.failure {
                <div class="w-100"><FailureNote failure={failure.clone()} /></div>
            }
            <ConfirmDialog id="delete-contacts" title={texts.delete_question(count)} open={*asking == Asking::Deletion} busy={action.busy}
                action={lang.common().delete()} on_confirm={delete} on_close={ask(Asking::Nothing)}>
                <p>{ texts.delete_text() }</p>
            </ConfirmDialog>
            <GroupDialog open={*asking == Asking::Group} {ids} on_close={ask(Asking::Nothing)} clear={props.clear.clone()} on_change={props.on_change.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GroupDialogProps {
    open: bool,
    ids: Vec<ContactId>,
    on_close: Callback<()>,
    clear: Callback<()>,
    on_change: Callback<()>,
}

/// Puts contacts into a group: an existing one, or one made on the spot.
#[component(GroupDialog)]
fn group_dialog(props: &GroupDialogProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let toaster = use_toaster();
    let action = use_action();
    let chosen = use_state(|| None::<String>);
    let name = use_state(String::new);
    let groups = use_load(props.open, |open| async move {
        if open { api::groups::list("", None, 500).await.map(|page| page.items) } else { Ok(Vec::new()) }
    });
    let items = groups.data.as_deref().cloned().unwrap_or_default();
    let value = (*chosen)
        .clone()
        .or_else(|| items.first().map(|group| group.id.to_string()))
        .unwrap_or_else(|| NEW_GROUP.to_owned());
    let mut choices: Vec<Choice> =
        items.iter().map(|group| Choice::new(group.id.to_string(), group.name.clone())).collect();
    choices.push(Choice::new(NEW_GROUP, texts.new_group()));

    let onsubmit = {
        let (action, name, value, ids) = (action.clone(), name.clone(), value.clone(), props.ids.clone());
        let (on_close, clear, on_change) = (props.on_close.clone(), props.clear.clone(), props.on_change.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, value, ids, items) = ((*name).clone(), value.clone(), ids.clone(), items.clone());
            let (on_close, clear, on_change, toaster) =
                (on_close.clone(), clear.clone(), on_change.clone(), toaster.clone());
            let work = async move {
                let existing = items.into_iter().find(|group| group.id.to_string() == value);
                let group = match existing {
                    Some(group) => group,
                    None => api::groups::create(name.trim().to_owned(), &api::new_key()).await?,
                };
                Ok((api::groups::add(group.id, ids).await?, group.name))
            };
            action.run(work, move |(outcome, group)| {
                toaster.done(texts.added_to_group(outcome.changed, group));
                on_close.emit(());
                on_change.emit(());
                clear.emit(());
            });
        })
    };
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} submit=true form="group-form" busy={action.busy}>{ lang.common().add() }</Button>
        </>
    };
    let is_new = value == NEW_GROUP;
    html! {
        <Dialog id="add-to-group" title={texts.add_to_group()} open={props.open} on_close={props.on_close.clone()} {footer}>
            <form id="group-form" class="form-stack" {onsubmit}>
                if let Some(failure) = &action.failure {
                    <FailureNote failure={failure.clone()} />
                }
                <Select id="group" label={texts.choose_group()} {value} {choices}
                    onchange={Callback::from(move |value| chosen.set(Some(value)))} />
                if is_new {
                    <Field id="group-name" label={texts.new_group_name()} value={(*name).clone()} required=true autocomplete="off" maxlength="100"
                        oninput={Callback::from(move |value| name.set(value))} />
                }
            </form>
        </Dialog>
    }
}
