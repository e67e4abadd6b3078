use std::rc::Rc;

use openapi::contacts::{Contact, ContactPage};
use openapi::groups::{Group, GroupPage};
use openapi::{ContactId, GroupId};
use yew::prelude::*;
use yew_router::prelude::*;

use super::form::ContactDialog;
use super::selection::{Selection, SelectionBar, use_selection};
use super::{full_name, spoken_name};
use crate::api;
use crate::hooks::{Paged, use_debounced, use_load, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::route::Route;
use crate::ui::{Badge, Button, Checkbox, Column, EmptyState, Field, IconName, Table, Tone, Variant, list_foot};

/// A pause in typing that means "now".
const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;
/// Group names shown in a row; the rest is a figure.
const GROUPS_IN_ROW: usize = 2;

#[derive(Properties, PartialEq)]
pub struct ContactListProps {
    /// Only those of this group.
    #[prop_or_default]
    pub group: Option<GroupId>,
    /// Another number: something changed elsewhere, ask again.
    #[prop_or_default]
    pub version: u32,
    pub empty_title: AttrValue,
    pub empty_text: AttrValue,
    /// What can be done about an empty list.
    pub empty: Html,
    /// Hears that contacts were changed, deleted, or moved between groups.
    #[prop_or_default]
    pub on_change: Callback<()>,
}

/// The list with its search and its selection: of the whole address book, or of one group.
#[component(ContactList)]
pub fn contact_list(props: &ContactListProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let edited = use_state(|| None::<Rc<Contact>>);
    let own_version = use_state(|| 0_u32);

    let list = use_page::<ContactPage, _, _, _>((search.clone(), props.group), |(search, group), after| async move {
        api::contacts::list(&search, group, after.as_deref(), PAGE_ROWS).await
    });
    let groups = use_load((props.version, *own_version), |_| async { api::groups::list("", None, 500).await });
    {
        let reload = list.reload.clone();
        use_effect_with((props.version, *own_version), move |(version, own)| {
            if *version + *own > 0 {
                reload.emit(());
            }
        });
    }
    let changed = {
        let (own_version, on_change) = (own_version.clone(), props.on_change.clone());
        Callback::from(move |()| {
            own_version.set(*own_version + 1);
            on_change.emit(());
        })
    };
    let selection = use_selection(list.items.clone());
    let edit = {
        let edited = edited.clone();
        Callback::from(move |contact: Rc<Contact>| edited.set(Some(contact)))
    };
    let close_edit = {
        let edited = edited.clone();
        Callback::from(move |()| edited.set(None))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let nothing_at_all = list.is_empty() && search.is_empty();
    html! {
        <div class="card">
            if nothing_at_all {
                <EmptyState icon={IconName::AddressBook} title={props.empty_title.clone()} text={props.empty_text.clone()}>{ props.empty.clone() }</EmptyState>
            } else {
                if selection.ids.is_empty() {
                    <div class="list-bar" role="search">
                        <Field id="contact-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                            placeholder={texts.search_placeholder()} value={(*typed).clone()} {oninput} autocomplete="off" />
                        <ExportButton path={export_path(&search, props.group)} />
                    </div>
                } else {
                    <SelectionBar selected={selection.ids.clone()} group={props.group} clear={selection.clear.clone()} on_change={changed.clone()} />
                }
                if list.is_empty() {
                    <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
                } else {
                    { table(lang, &list, groups.data.as_deref(), &selection, &edit) }
                }
                { list_foot(&list) }
            }
            <ContactDialog id="edit-contact" open={edited.is_some()} contact={(*edited).clone()} on_close={close_edit} on_saved={changed} />
        </div>
    }
}

fn export_path(search: &str, group: Option<GroupId>) -> String {
    let group = group.map(|group| group.to_string());
    format!("/contacts/export{}", api::query(&[("q", Some(search)), ("group", group.as_deref())]))
}

fn table(
    lang: Lang,
    list: &Paged<Contact>,
    groups: Option<&GroupPage>,
    selection: &Selection,
    edit: &Callback<Rc<Contact>>,
) -> Html {
    let texts = lang.contacts();
    let columns = vec![
        Column::new(texts.name()),
        Column::new(texts.mobile()).class("d-none d-sm-table-cell"),
        Column::new(texts.company()).class("d-none d-lg-table-cell"),
        Column::new(texts.groups()).class("d-none d-md-table-cell"),
        Column::new(lang.common().actions()).hidden(),
    ];
    let names = groups.map(|page| page.items.as_slice()).unwrap_or_default();
    let lead = html! {
        <Checkbox id="select-page" label={texts.select_page()} label_hidden=true checked={selection.whole_page}
            indeterminate={selection.part_of_page} onchange={selection.toggle_page.clone()} />
    };
    html! {
        <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading} {lead}>
            { for list.items.iter().flat_map(|items| items.iter()).map(|contact| html! {
                <ContactRow key={contact.id.to_string()} contact={Rc::new(contact.clone())} groups={group_names(names, contact)}
                    selected={selection.ids.contains(&contact.id)} toggle={selection.toggle.clone()} edit={edit.clone()} />
            }) }
        </Table>
    }
}

fn group_names(all: &[Group], contact: &Contact) -> Vec<(GroupId, String)> {
    contact
        .groups
        .iter()
        .filter_map(|id| all.iter().find(|group| group.id == *id))
        .map(|group| (group.id, group.name.clone()))
        .collect()
}

#[derive(Properties, PartialEq)]
struct ContactRowProps {
    contact: Rc<Contact>,
    groups: Vec<(GroupId, String)>,
    selected: bool,
    toggle: Callback<(ContactId, bool)>,
    edit: Callback<Rc<Contact>>,
}

#[component(ContactRow)]
fn contact_row(props: &ContactRowProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let contact = &props.contact;
    let id = contact.id;
    let more = props.groups.len().saturating_sub(GROUPS_IN_ROW);
    let edited = contact.clone();
    html! {
        <tr class={classes!(props.selected.then_some("is-selected"))}>
            <td class="cell-check">
                <Checkbox id={format!("select-{id}")} label={texts.select(spoken_name(contact))} label_hidden=true checked={props.selected}
                    onchange={props.toggle.reform(move |chosen| (id, chosen))} />
            </td>
            <td>
                <div class="cell-name">
                    <span class="cell-main">{ full_name(lang, contact) }</span>
                    if contact.blacklisted {
                        <Badge tone={Tone::Bad}>{ texts.blacklisted() }</Badge>
                    }
                </div>
                if !contact.email.is_empty() {
                    <div class="cell-sub cell-clip">{ &contact.email }</div>
                }
                <div class="cell-sub digits d-sm-none">{ contact.mobile.to_string() }</div>
            </td>
            <td class="digits nowrap d-none d-sm-table-cell">{ contact.mobile.to_string() }</td>
            <td class="d-none d-lg-table-cell">{ &contact.company }</td>
            <td class="d-none d-md-table-cell">
                <span class="tags">
                    { for props.groups.iter().take(GROUPS_IN_ROW).map(|(group, name)| html! {
                        <Link<Route> key={group.to_string()} to={Route::Group { id: *group }} classes="tag plain">{ name }</Link<Route>>
                    }) }
                    if more > 0 {
                        <span class="quiet small">{ format!("+{more}") }</span>
                    }
                </span>
            </td>
            <td class="cell-actions">
                <Button variant={Variant::Quiet} icon={IconName::Edit} label={texts.edit_named(spoken_name(contact))}
                    onclick={props.edit.reform(move |_| edited.clone())} />
            </td>
        </tr>
    }
}
