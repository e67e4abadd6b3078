use std::rc::Rc;

use openapi::contact_fields::ContactField;
use openapi::contacts::{Contact, ContactPage};
use openapi::groups::Group;
use openapi::{ContactId, GroupId};
use yew::prelude::*;
use yew_router::prelude::*;

use super::bar::{SelectionBar, total_words};
use super::columns::{ColumnButton, Shown, chosen, heads, use_columns};
use super::filters::{FilterButton, FilterChips, FiltersProps};
use super::selection::{Selection, use_selection};
use super::view::{View, use_search, use_view};
use super::{full_name, spoken_name};
use crate::api::{self, Failure};
use crate::hooks::{Paged, use_load, use_page};
use crate::i18n::{Lang, use_lang};
use crate::pages::export::ExportButton;
use crate::pages::jobs::use_jobs;
use crate::route::Route;
use crate::ui::{Badge, Checkbox, EmptyState, FailureNote, Field, IconName, Table, Tone, list_foot};

/// A pause in typing that means "now".
const TYPING_REST_MS: u32 = 250;
const PAGE_ROWS: u32 = 50;
/// Group names shown in a row; the rest is a figure.
const GROUPS_IN_ROW: usize = 2;
/// The most groups that one answer of the server lists.
const GROUPS_SHOWN: u32 = 500;
/// Columns beyond which the table may be wider than the page.
const MANY_COLUMNS: usize = 4;

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
}

/// The list with its search, its filters and its selection: of the whole address book, or of one group.
#[component(ContactList)]
pub fn contact_list(props: &ContactListProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let (view, show) = use_view();
    let (typed, oninput) = use_search(&view, &show, TYPING_REST_MS);
    let (words, choose) = use_columns();
    let jobs = use_jobs();
    let filter = view.within(props.group);
    let version = (props.version, jobs.ended);

    let asked = (filter.clone(), view.sort.clone());
    let list = use_page::<ContactPage, _, _, _>(asked, |(filter, sort), after| async move {
        api::contacts::list(&filter, sort.as_deref(), after.as_deref(), PAGE_ROWS).await
    });
    // Beside the page and not with it: the rows need not wait for the count.
    let total = use_load((filter.clone(), version), |(filter, _)| async move { api::contacts::count(&filter).await });
    let (groups, fields, failed) = use_surroundings(version);
    use_reload(version, &list.reload);
    let selection = use_selection(list.items.clone(), &filter);
    let narrow = view_change(&view, &show, |view, filter| view.filter = filter);
    let on_sort = view_change(&view, &show, |view, sort| view.sort = sort);
    if list.is_empty() && view.is_whole() {
        return html! {
            <div class="card">
                <EmptyState icon={IconName::AddressBook} title={props.empty_title.clone()} text={props.empty_text.clone()}>{ props.empty.clone() }</EmptyState>
            </div>
        };
    }
    let filters = FiltersProps {
        view: view.clone(),
        of_group: props.group.is_some(),
        groups: groups.clone(),
        fields: fields.clone(),
        on_change: narrow,
    };
    let count = total.data.as_deref().copied();
    let frame = Frame { lang, groups: &groups, shown: chosen(&words, &fields), sort: view.sort.as_deref(), on_sort };
    html! {
        <div class="card">
            if selection.chosen.is_none() {
                <div class="list-bar" role="search">
                    <Field id="contact-search" class="grow" kind="search" icon={IconName::Search} label={texts.search()} label_hidden=true
                        placeholder={texts.search_placeholder()} value={typed} {oninput} autocomplete="off" maxlength="100" />
                    <span class="tools push">
                        <FilterButton ..filters.clone() />
                        <ColumnButton fields={fields.clone()} {words} {choose} />
                        <ExportButton path={api::contacts::address("/contacts/export", &filter, view.sort.as_deref(), &[])} />
                    </span>
                </div>
            } else {
                <SelectionBar chosen={selection.chosen.clone()} filter={filter.clone()} sort={view.sort.clone()} total={count.unwrap_or_default()}
                    whole_page={selection.whole_page} group={props.group} groups={groups.clone()} choose_all={selection.choose_all.clone()}
                    clear={selection.clear.clone()} />
            }
            { status(lang, count.filter(|_| !list.is_empty()), filters) }
            if let Some(failure) = failed {
                <div class="p-3"><FailureNote {failure} /></div>
            }
            if list.is_empty() {
                <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={texts.none_match()} />
            } else {
                { frame.table(&list, &selection) }
            }
            { list_foot(&list) }
        </div>
    }
}

/// A callback that shows the list otherwise; the way back leads to how it was.
fn view_change<T: 'static>(view: &View, show: &Callback<(View, bool)>, set: fn(&mut View, T)) -> Callback<T> {
    let (view, show) = (view.clone(), show.clone());
    Callback::from(move |part| {
        let mut changed = view.clone();
        set(&mut changed, part);
        show.emit((changed, true));
    })
}

/// How many there are, and what the list is narrowed to.
fn status(lang: Lang, count: Option<(i64, bool)>, filters: FiltersProps) -> Html {
    html! {
        <div class="list-status">
            <span class="quiet small digits" role="status">
                if let Some(count) = count {
                    { lang.contacts().total(count.0, total_words(lang, count)) }
                }
            </span>
            <FilterChips ..filters />
        </div>
    }
}

/// Asks again when something changed elsewhere.
#[hook]
fn use_reload(version: (u32, u32), reload: &Callback<()>) {
    let reload = reload.clone();
    use_effect_with(version, move |version| {
        if *version != (0, 0) {
            reload.emit(());
        }
    });
}

/// What the list names beside the contacts: the groups, the account's own fields, and why those did not come.
#[hook]
fn use_surroundings(version: (u32, u32)) -> (Vec<Group>, Vec<ContactField>, Option<Failure>) {
    let groups =
        use_load(version, |_| async { api::groups::list("", None, GROUPS_SHOWN).await.map(|page| page.items) });
    let fields = use_load((), |()| async { api::contact_fields::list().await });
    let failure = fields.failure.clone().or(groups.failure.clone());
    (groups.data.as_deref().cloned().unwrap_or_default(), fields.data.as_deref().cloned().unwrap_or_default(), failure)
}

/// What the table is drawn with.
struct Frame<'a> {
    lang: Lang,
    groups: &'a [Group],
    shown: Vec<Shown>,
    sort: Option<&'a str>,
    on_sort: Callback<Option<String>>,
}

impl Frame<'_> {
    fn table(&self, list: &Paged<Contact>, selection: &Selection) -> Html {
        let texts = self.lang.contacts();
        let columns = heads(self.lang, &self.shown, self.sort, &self.on_sort);
        let lead = html! {
            <Checkbox id="select-page" label={texts.select_page()} label_hidden=true checked={selection.whole_page}
                indeterminate={selection.part_of_page} onchange={selection.toggle_page.clone()} />
        };
        html! {
            <Table caption={texts.title()} {columns} first={list.is_first()} loading={list.loading} {lead} wide={self.shown.len() > MANY_COLUMNS}>
                { for list.items.iter().flat_map(|items| items.iter()).map(|contact| html! {
                    <ContactRow key={contact.id.to_string()} contact={Rc::new(contact.clone())} groups={group_names(self.groups, contact)}
                        shown={self.shown.clone()} selected={selection.chosen.has(contact.id)} toggle={selection.toggle.clone()} />
                }) }
            </Table>
        }
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
    shown: Vec<Shown>,
    selected: bool,
    toggle: Callback<(ContactId, bool)>,
}

#[component(ContactRow)]
fn contact_row(props: &ContactRowProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let contact = &props.contact;
    let id = contact.id;
    html! {
        <tr class={classes!(props.selected.then_some("is-selected"))}>
            <td class="cell-check">
                <Checkbox id={format!("select-{id}")} label={texts.select(spoken_name(contact))} label_hidden=true checked={props.selected}
                    onchange={props.toggle.reform(move |chosen| (id, chosen))} />
            </td>
            <td>
                <div class="cell-name">
                    <Link<Route> to={Route::Contact { id }} classes="cell-main plain">{ full_name(lang, contact) }</Link<Route>>
                    { marks(lang, contact) }
                </div>
                if !contact.email.is_empty() && !props.shown.contains(&Shown::Email) {
                    <div class="cell-sub cell-clip">{ &contact.email }</div>
                }
                <div class="cell-sub digits d-sm-none">{ contact.mobile.to_string() }</div>
            </td>
            <td class="digits nowrap d-none d-sm-table-cell">{ contact.mobile.to_string() }</td>
            { for props.shown.iter().map(|column| match column {
                Shown::Groups => html! { <td key="groups" class={column.class()}>{ tags(&props.groups) }</td> },
                other => html! { <td key={other.label(lang)} class={other.class()}><span class="cell-text">{ other.text(lang, contact) }</span></td> },
            }) }
        </tr>
    }
}

/// What matters before one writes: nothing arrives, or no SMS does.
pub fn marks(lang: Lang, contact: &Contact) -> Html {
    let texts = lang.contacts();
    html! {
        <>
            if contact.blacklisted {
                <Badge tone={Tone::Bad}>{ texts.blacklisted() }</Badge>
            }
            if contact.line == Some(openapi::contacts::LineType::Fixed) {
                <Badge tone={Tone::Mute}>{ texts.line_fixed() }</Badge>
            }
        </>
    }
}

fn tags(groups: &[(GroupId, String)]) -> Html {
    let more = groups.len().saturating_sub(GROUPS_IN_ROW);
    html! {
        <span class="tags">
            { for groups.iter().take(GROUPS_IN_ROW).map(|(group, name)| html! {
                <Link<Route> key={group.to_string()} to={Route::Group { id: *group }} classes="tag plain">{ name }</Link<Route>>
            }) }
            if more > 0 {
                <span class="quiet small">{ format!("+{more}") }</span>
            }
        </span>
    }
}
