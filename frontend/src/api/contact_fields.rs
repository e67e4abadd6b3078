//! The account's own fields of contacts.

use openapi::contact_fields::{ContactField, ContactFields};

use super::Failure;

pub async fn list() -> Result<Vec<ContactField>, Failure> {
    super::get::<ContactFields>("/contact-fields").await.map(|fields| fields.items)
}
