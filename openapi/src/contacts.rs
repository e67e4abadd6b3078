//! A contact of the address book.

use std::collections::BTreeMap;

use crate::{ContactId, GroupId, JobId, Msisdn, Time};

dto! {
    /// A person who can be written to.
    pub struct Contact {
        pub id: ContactId,
        pub mobile: Msisdn,
        /// The country the number belongs to, ISO 3166-1 alpha-2.
        pub country: String,
        pub last_name: String,
        pub first_name: String,
        pub email: String,
        pub company: String,
        /// The account's own fields.
        pub fields: BTreeMap<String, String>,
        pub groups: Vec<GroupId>,
        /// On the blacklist: never receives anything.
        pub blacklisted: bool,
        pub created_at: Time,
        pub updated_at: Time,
    }

    /// Adds a contact.
    #[serde(deny_unknown_fields)]
    pub struct NewContact {
        /// Any form the account's country knows: `06 12 34 56 78`, `0033…`, `+33…`.
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 40, example = "06 12 34 56 78"))]
        pub mobile: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200, example = "Chappe"))]
        pub last_name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200, example = "Claude"))]
        pub first_name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 254, example = "claude@chappe.example"))]
        pub email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub company: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        /// At most 30 fields of the account's own: names up to 50 characters, values up to 500.
        pub fields: Option<BTreeMap<String, String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 100))]
        pub groups: Option<Vec<GroupId>>,
    }

    /// Changes a contact; absent fields stay as they are.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct ContactChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 3, max_length = 40))]
        pub mobile: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub last_name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub first_name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 254))]
        pub email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 200))]
        pub company: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        /// At most 30 fields of the account's own: names up to 50 characters, values up to 500.
        pub fields: Option<BTreeMap<String, String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 100))]
        pub groups: Option<Vec<GroupId>>,
    }

    /// Deletes many contacts, by id or by number.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct ContactDeletion {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Option<Vec<ContactId>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub numbers: Option<Vec<String>>,
    }

    /// A number that several contacts have.
    pub struct DuplicateNumber {
        pub number: Msisdn,
        /// How many contacts have it.
        pub count: i64,
        /// The oldest of them, at most 50.
        pub contacts: Vec<Contact>,
    }

    /// How many contacts a deletion found.
    pub struct ContactsDeleted {
        pub deleted: i64,
    }

    /// The job that a request started; follow it at `/jobs/{id}`.
    pub struct JobStarted {
        pub job: JobId,
    }
}

page!(ContactPage of Contact);
page!(DuplicatePage of DuplicateNumber);
