//! The account's own fields of a contact.

use openapi::contact_fields::ContactFields;

use super::Failure;

/// All of them: they are few.
pub async fn list() -> Result<ContactFields, Failure> {
    super::get("/contact-fields").await
}
