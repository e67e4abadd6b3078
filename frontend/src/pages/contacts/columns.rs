//! The columns of the list: the name and the number always, the others as one chooses. The choice stays in this browser.

use openapi::contact_fields::ContactField;
use openapi::contacts::Contact;
use yew::prelude::*;

use super::filters::line_name;
use crate::i18n::{Lang, country_name, use_lang};
use crate::ui::theme::{store, stored};
use crate::ui::{Button, Checkbox, Column, Dialog, IconName, Order, Variant};

/// Where the choice is kept.
const STORAGE_KEY: &str = "chappe.contact-columns";
/// What is shown until somebody chooses.
const DEFAULT: &[&str] = &["company", "groups"];
/// The account's own fields are kept with this before their name.
const OWN: &str = "field.";

/// A column that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    Email,
    Company,
    Groups,
    Country,
    Line,
    Consent,
    Created,
    Own(String),
}

const PLATFORM: [Shown; 7] =
    [Shown::Email, Shown::Company, Shown::Groups, Shown::Country, Shown::Line, Shown::Consent, Shown::Created];

impl Shown {
    fn word(&self) -> String {
        match self {
            Self::Email => "email",
            Self::Company => "company",
            Self::Groups => "groups",
            Self::Country => "country",
            Self::Line => "line",
            Self::Consent => "consent",
            Self::Created => "created",
            Self::Own(name) => return format!("{OWN}{name}"),
        }
        .to_owned()
    }

    pub fn label(&self, lang: Lang) -> String {
        let texts = lang.contacts();
        match self {
            Self::Email => texts.email(),
            Self::Company => texts.company(),
            Self::Groups => texts.groups(),
            Self::Country => texts.country(),
            Self::Line => texts.line(),
            Self::Consent => texts.consent(),
            Self::Created => texts.created_on(),
            Self::Own(name) => return name.clone(),
        }
        .to_owned()
    }

    /// The contract's key, of what it sorts by.
    const fn sort_key(&self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Company => Some("company"),
            Self::Created => Some("created_at"),
            _ => None,
        }
    }

    /// A phone does without; a small screen shows what is chosen most.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Company => "d-none d-lg-table-cell",
            _ => "d-none d-md-table-cell",
        }
    }

    /// What stands in the cell; the groups are the row's own matter.
    pub fn text(&self, lang: Lang, contact: &Contact) -> String {
        match self {
            Self::Email => contact.email.clone(),
            Self::Company => contact.company.clone(),
            Self::Groups => String::new(),
            Self::Country => country_name(lang, &contact.country),
            Self::Line => contact.line.map(|line| line_name(lang, line).to_owned()).unwrap_or_default(),
            Self::Consent => contact
                .consent
                .as_ref()
                .map(|consent| format!("{} · {}", lang.date(consent.at), consent.source))
                .unwrap_or_default(),
            Self::Created => lang.date(contact.created_at),
            Self::Own(name) => contact.fields.get(name).cloned().unwrap_or_default(),
        }
    }
}

/// All there are to choose from.
fn all(fields: &[ContactField]) -> Vec<Shown> {
    PLATFORM.into_iter().chain(fields.iter().map(|field| Shown::Own(field.name.clone()))).collect()
}

/// What is chosen, in the order of the columns; what no longer exists is not shown.
pub fn chosen(words: &[String], fields: &[ContactField]) -> Vec<Shown> {
    all(fields).into_iter().filter(|column| words.contains(&column.word())).collect()
}

/// The heads, with their ways to sort.
pub fn heads(lang: Lang, shown: &[Shown], sort: Option<&str>, on_sort: &Callback<Option<String>>) -> Vec<Column> {
    let texts = lang.contacts();
    let sorted = |column: Column, key: &'static str| {
        let order = match sort.map(|sort| sort.strip_prefix('-').map_or((sort, false), |key| (key, true))) {
            Some((by, true)) if by == key => Some(Order::Descending),
            Some((by, false)) if by == key => Some(Order::Ascending),
            _ => None,
        };
        // Up, down, and back to the newest first.
        let next = match order {
            None => Some(key.to_owned()),
            Some(Order::Ascending) => Some(format!("-{key}")),
            Some(Order::Descending) => None,
        };
        column.sorted(order, on_sort.reform(move |()| next.clone()))
    };
    let mut heads = vec![
        sorted(Column::new(texts.name()), "name"),
        sorted(Column::new(texts.mobile()).class("d-none d-sm-table-cell"), "mobile"),
    ];
    heads.extend(shown.iter().map(|column| {
        let head = Column::new(column.label(lang)).class(column.class());
        match column.sort_key() {
            Some(key) => sorted(head, key),
            None => head,
        }
    }));
    heads
}

/// The chosen columns of this browser, and a way to choose others.
#[hook]
pub fn use_columns() -> (Vec<String>, Callback<Vec<String>>) {
    let words = use_state(|| {
        let kept = stored(STORAGE_KEY).and_then(|kept| serde_json::from_str::<Vec<String>>(&kept).ok());
        kept.unwrap_or_else(|| DEFAULT.iter().map(|word| (*word).to_owned()).collect())
    });
    let choose = {
        let words = words.clone();
        Callback::from(move |chosen: Vec<String>| {
            store(STORAGE_KEY, serde_json::to_string(&chosen).ok().as_deref());
            words.set(chosen);
        })
    };
    ((*words).clone(), choose)
}

#[derive(Properties, PartialEq)]
pub struct ColumnButtonProps {
    pub fields: Vec<ContactField>,
    pub words: Vec<String>,
    pub choose: Callback<Vec<String>>,
}

/// The button, and the dialog in which columns are ticked.
#[component(ColumnButton)]
pub fn column_button(props: &ColumnButtonProps) -> Html {
    let lang = use_lang();
    let texts = lang.contacts();
    let open = use_state(|| false);
    let set_open = |is_open: bool| {
        let open = open.clone();
        Callback::from(move |()| open.set(is_open))
    };
    let footer = html! { <Button variant={Variant::Primary} onclick={set_open(false).reform(|_| ())}>{ lang.common().close() }</Button> };
    let toggle = |word: String| {
        let (words, choose) = (props.words.clone(), props.choose.clone());
        Callback::from(move |is_chosen: bool| {
            let mut words = words.clone();
            words.retain(|other| *other != word);
            if is_chosen {
                words.push(word.clone());
            }
            choose.emit(words);
        })
    };
    html! {
        <>
            <Button class="d-none d-md-inline-flex" icon={IconName::Columns} onclick={set_open(true).reform(|_| ())}>{ texts.columns() }</Button>
            <Dialog id="contact-columns" title={texts.columns_title()} open={*open} on_close={set_open(false)} {footer}>
                <div class="check-list">
                    { for all(&props.fields).into_iter().enumerate().map(|(index, column)| {
                        let word = column.word();
                        html! {
                            <Checkbox key={word.clone()} id={format!("column-{index}")} label={column.label(lang)} checked={props.words.contains(&word)} onchange={toggle(word.clone())} />
                        }
                    }) }
                </div>
            </Dialog>
        </>
    }
}
