//! Choosing recipients in the address book: a search, and boxes to tick.

use openapi::contacts::{ContactFilter, ContactPage};
use openapi::groups::GroupPage;
use yew::prelude::*;

use super::draft::Chip;
use crate::api;
use crate::hooks::{Paged, use_debounced, use_page};
use crate::i18n::use_lang;
use crate::pages::contacts::full_name;
use crate::ui::{Button, Checkbox, Dialog, EmptyState, Field, IconName, Skeleton, Variant, list_foot};

const TYPING_REST_MS: u32 = 250;
const ROWS: u32 = 20;

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    pub open: bool,
    pub on_close: Callback<()>,
    pub add: Callback<Vec<Chip>>,
    /// What the people are chosen for; recipients, unless it is said.
    #[prop_or_default]
    pub title: Option<AttrValue>,
}

#[component(ContactPicker)]
pub fn contact_picker(props: &PickerProps) -> Html {
    let lang = use_lang();
    html! {
        <Picker id="pick-contacts" title={props.title.clone().unwrap_or_else(|| lang.recipients().contacts_title().into())} open={props.open} on_close={props.on_close.clone()} add={props.add.clone()}
            list={Callback::from(|view| html! { <ContactRows {view} /> })} />
    }
}

#[component(GroupPicker)]
pub fn group_picker(props: &PickerProps) -> Html {
    let lang = use_lang();
    html! {
        <Picker id="pick-groups" title={lang.recipients().groups_title()} open={props.open} on_close={props.on_close.clone()} add={props.add.clone()}
            list={Callback::from(|view| html! { <GroupRows {view} /> })} />
    }
}

/// What the rows of a picker need to know.
#[derive(Clone, PartialEq)]
struct View {
    search: String,
    chosen: Vec<Chip>,
    toggle: Callback<(Chip, bool)>,
}

#[derive(Properties, PartialEq)]
struct PickerFrameProps {
    id: AttrValue,
    title: AttrValue,
    open: bool,
    on_close: Callback<()>,
    add: Callback<Vec<Chip>>,
    list: Callback<View, Html>,
}

#[component(Picker)]
fn picker(props: &PickerFrameProps) -> Html {
    let lang = use_lang();
    let typed = use_state(String::new);
    let search = use_debounced(&*typed, TYPING_REST_MS);
    let chosen = use_state(Vec::<Chip>::new);
    {
        let (typed, chosen) = (typed.clone(), chosen.clone());
        use_effect_with(props.open, move |open| {
            if *open {
                typed.set(String::new());
                chosen.set(Vec::new());
            }
        });
    }
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |(chip, is_chosen): (Chip, bool)| {
            let mut now = (*chosen).clone();
            now.retain(|present| *present != chip);
            if is_chosen {
                now.push(chip);
            }
            chosen.set(now);
        })
    };
    let confirm = {
        let (chosen, add, on_close) = (chosen.clone(), props.add.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            add.emit((*chosen).clone());
            on_close.emit(());
        })
    };
    let count = i64::try_from(chosen.len()).unwrap_or_default();
    let footer = html! {
        <>
            <Button onclick={props.on_close.reform(|_| ())}>{ lang.common().cancel() }</Button>
            <Button variant={Variant::Primary} disabled={chosen.is_empty()} onclick={confirm}>{ lang.recipients().add_chosen(count) }</Button>
        </>
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    html! {
        <Dialog id={props.id.clone()} title={props.title.clone()} open={props.open} on_close={props.on_close.clone()} {footer}>
            <div class="form-stack" role="search">
                <Field id={format!("{}-search", props.id)} kind="search" icon={IconName::Search} label={lang.common().search()} label_hidden=true
                    placeholder={lang.common().search()} value={(*typed).clone()} {oninput} autocomplete="off" autofocus=true />
                { props.list.emit(View { search, chosen: (*chosen).clone(), toggle }) }
            </div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    view: View,
}

#[component(ContactRows)]
fn contact_rows(props: &RowsProps) -> Html {
    let lang = use_lang();
    let list = use_page::<ContactPage, _, _, _>(props.view.search.clone(), |search, after| async move {
        let filter = ContactFilter { q: Some(search), ..ContactFilter::default() };
        api::contacts::list(&filter, None, after.as_deref(), ROWS).await
    });
    let rows = list.items.iter().flat_map(|items| items.iter()).map(|contact| {
        let hint = format!("{} {}", contact.mobile, contact.company);
        (contact.id.to_string(), Chip::from(contact), full_name(lang, contact), hint)
    });
    frame(&props.view, &list, rows.collect())
}

#[component(GroupRows)]
fn group_rows(props: &RowsProps) -> Html {
    let lang = use_lang();
    let list = use_page::<GroupPage, _, _, _>(props.view.search.clone(), |search, after| async move {
        api::groups::list(&search, after.as_deref(), ROWS).await
    });
    let rows = list.items.iter().flat_map(|items| items.iter()).map(|group| {
        (group.id.to_string(), Chip::from(group), group.name.clone(), lang.groups().count(group.contacts))
    });
    frame(&props.view, &list, rows.collect())
}

/// The rows: id, what it becomes when chosen, its name, and a word about it.
fn frame<T: PartialEq>(view: &View, list: &Paged<T>, rows: Vec<(String, Chip, String, String)>) -> Html {
    let lang = crate::i18n::Lang::of_page();
    html! {
        <div class="pick-list" aria-busy={list.is_first().then_some("true")}>
            if list.is_first() {
                { for (0..6).map(|row| html! { <div key={row} class="pick-row"><Skeleton width="60%" height="1.25rem" /></div> }) }
            }
            if list.is_empty() {
                <EmptyState icon={IconName::Search} title={lang.common().none_found()} text={lang.common().none_found_text()} />
            }
            { for rows.into_iter().map(|(id, chip, name, hint)| {
                let checked = view.chosen.contains(&chip);
                html! {
                    <div key={id.clone()} class="pick-row">
                        <Checkbox id={format!("pick-{id}")} label={name} hint={AttrValue::from(hint)} {checked}
                            onchange={view.toggle.reform(move |is_chosen| (chip.clone(), is_chosen))} />
                    </div>
                }
            }) }
            { list_foot(list) }
        </div>
    }
}
