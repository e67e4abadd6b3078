//! The account's own fields of contacts.

use openapi::ContactFieldId;
use openapi::contact_fields::{ContactField, ContactFieldChange, ContactFieldKind, ContactFields, NewContactField};

use super::Failure;

pub async fn list() -> Result<Vec<ContactField>, Failure> {
    super::get::<ContactFields>("/contact-fields").await.map(|fields| fields.items)
}

pub async fn create(name: String, kind: ContactFieldKind, key: &str) -> Result<ContactField, Failure> {
    super::post_once("/contact-fields", &NewContactField { name, kind }, key).await
}

pub async fn change(id: ContactFieldId, kind: ContactFieldKind) -> Result<ContactField, Failure> {
    super::patch(&format!("/contact-fields/{id}"), &ContactFieldChange { kind }).await
}

pub async fn delete(id: ContactFieldId) -> Result<(), Failure> {
    super::delete(&format!("/contact-fields/{id}")).await
}
