//! The address book: a list that is searched as one types, and what can be done with those selected in it.
//!
//! A selection outlives leafing through the list: people are picked from several pages and treated at once, or all that
//! match are. What is done to them is a job, which `pages/jobs` follows; what it deletes can be brought back for a minute.

mod bar;
mod columns;
mod contact;
mod draft;
mod filters;
mod form;
mod list;
mod selection;
mod view;

pub use contact::ContactPage;
pub use form::NewContactDialog;
pub use list::{ContactList, marks};

use openapi::contacts::Contact;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::{Lang, use_lang};
use crate::route::Route;
use crate::ui::{Button, Icon, IconName, PageHead, Variant};

/// First name and last name, or that there is none.
pub fn full_name(lang: Lang, contact: &Contact) -> String {
    let name = format!("{} {}", contact.first_name, contact.last_name);
    match name.trim() {
        "" => lang.contacts().no_name().to_owned(),
        name => name.to_owned(),
    }
}

/// What a contact is called in a sentence: the name, else the number.
pub fn spoken_name(contact: &Contact) -> String {
    let name = format!("{} {}", contact.first_name, contact.last_name);
    match name.trim() {
        "" => contact.mobile.to_string(),
        name => name.to_owned(),
    }
}

/// The query of the address book's page that shows whom a search finds.
pub fn search_of(words: &str) -> Vec<(String, String)> {
    vec![("q".to_owned(), words.to_owned())]
}

#[component(Contacts)]
pub fn contacts() -> Html {
    let texts = use_lang().contacts();
    let adding = use_state(|| false);
    let version = use_state(|| 0_u32);
    let open = |is_open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(is_open))
    };
    let on_saved = {
        let version = version.clone();
        Callback::from(move |()| version.set(*version + 1))
    };
    let empty = html! {
        <>
            <Link<Route> to={Route::Import} classes="btn btn-primary"><Icon name={IconName::FileImport} />{ texts.import_file() }</Link<Route>>
            <Button icon={IconName::UserPlus} onclick={open(true).reform(|_| ())}>{ texts.new_contact() }</Button>
        </>
    };
    html! {
        <>
            <PageHead title={texts.title()} lead={texts.lead()}>
                <Link<Route> to={Route::Duplicates} classes="btn btn-quiet"><Icon name={IconName::CopyOff} />{ texts.duplicates() }</Link<Route>>
                <Link<Route> to={Route::ContactFields} classes="btn btn-quiet"><Icon name={IconName::Forms} />{ texts.own_fields() }</Link<Route>>
                <Link<Route> to={Route::Import} classes="btn"><Icon name={IconName::FileImport} />{ texts.import() }</Link<Route>>
                <Button variant={Variant::Primary} icon={IconName::UserPlus} onclick={open(true).reform(|_| ())}>{ texts.new_contact() }</Button>
            </PageHead>
            <ContactList version={*version} empty_title={texts.empty()} empty_text={texts.empty_text()} {empty} />
            <NewContactDialog open={*adding} on_close={open(false)} {on_saved} />
        </>
    }
}
