//! The address book.

use openapi::contacts::{Contact, ContactChange, ContactDeletion, ContactPage, ContactsDeleted, NewContact};
use openapi::{ContactId, GroupId};

use super::{Failure, query};

pub async fn list(
    search: &str,
    group: Option<GroupId>,
    after: Option<&str>,
    limit: u32,
) -> Result<ContactPage, Failure> {
    let group = group.map(|group| group.to_string());
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("group", group.as_deref()), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/contacts{query}")).await
}

pub async fn create(contact: &NewContact, key: &str) -> Result<Contact, Failure> {
    super::post_once("/contacts", contact, key).await
}

pub async fn change(id: ContactId, change: &ContactChange) -> Result<Contact, Failure> {
    super::patch(&format!("/contacts/{id}"), change).await
}

pub async fn delete_many(ids: Vec<ContactId>) -> Result<ContactsDeleted, Failure> {
    super::post("/contacts/deletions", &ContactDeletion { ids: Some(ids), numbers: None }).await
}
