//! The account's own fields of a contact.

use crate::{ContactFieldId, Time};

dto! {
    /// A field that the account's contacts have beside the platform's own; in texts it is written `$name`.
    pub struct ContactField {
        pub id: ContactFieldId,
        pub name: String,
        pub kind: ContactFieldKind,
        pub created_at: Time,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum ContactFieldKind {
        Text,
        /// A decimal number: `1250`, `12.5`.
        Number,
        /// A day: `2026-12-24`.
        Date,
    }

    #[serde(deny_unknown_fields)]
    pub struct NewContactField {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 50, example = "city"))]
        pub name: String,
        pub kind: ContactFieldKind,
    }

    /// Its name is what contacts keep their values under, and stays.
    #[serde(deny_unknown_fields)]
    pub struct ContactFieldChange {
        pub kind: ContactFieldKind,
    }

    /// All of them: an account has at most 30.
    pub struct ContactFields {
        pub items: Vec<ContactField>,
    }
}
