//! A contact of the address book.

use std::collections::BTreeMap;

use crate::{ContactId, GroupId, JobId, Msisdn, Time};

dto! {
    /// A person who can be written to.
    pub struct Contact {
        pub id: ContactId,
        pub mobile: Msisdn,
        /// The number as it was typed or stood in the file.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        pub typed: String,
        /// The country the number belongs to, ISO 3166-1 alpha-2.
        pub country: String,
        /// What the number reaches, as far as its digits tell; absent for a moment after an update of the platform.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub line: Option<LineType>,
        pub last_name: String,
        pub first_name: String,
        pub email: String,
        pub company: String,
        /// The account's own fields.
        pub fields: BTreeMap<String, String>,
        pub groups: Vec<GroupId>,
        /// On the blacklist: never receives anything.
        pub blacklisted: bool,
        /// How and when the person agreed to be written to, where it is noted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent: Option<Consent>,
        pub created_at: Time,
        pub updated_at: Time,
    }

    /// What a number reaches.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum LineType {
        /// Takes text messages; also where the plan does not tell mobile from fixed.
        Mobile,
        Fixed,
        Other,
    }

    /// That a person agreed to be written to.
    pub struct Consent {
        /// Where it was given: a form, a shop, a file.
        pub source: String,
        pub at: Time,
    }

    /// Notes a consent; an empty source takes it back.
    #[serde(deny_unknown_fields)]
    pub struct NewConsent {
        #[cfg_attr(feature = "schema", schema(max_length = 200, example = "Form on our website"))]
        pub source: String,
        /// Now, unless another time is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Time>,
    }

    /// Which contacts are meant; all that is named must hold, and nothing named means everybody.
    #[derive(Default)]
    #[serde(deny_unknown_fields, default)]
    pub struct ContactFilter {
        /// The first letters of words: of a name, an e-mail address, a company; or the first digits of a number.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100))]
        pub q: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
        /// ISO 3166-1 alpha-2.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}$"))]
        pub country: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub blacklisted: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub line: Option<LineType>,
        /// The account's own fields that have exactly these values.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        pub fields: BTreeMap<String, String>,
        /// Whether a consent is noted.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub consent: Option<bool>,
    }

    /// One page of the address book.
    pub struct ContactPage {
        pub items: Vec<Contact>,
        /// The cursor to pass as `?after=`; absent on the last page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
        /// How many there are on all pages, when `count=true` asks for it: exact up to 10 000.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub total: Option<i64>,
        /// There are more than `total`, or may be: where many filters meet in a large book, a part of it is looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub more: Option<bool>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent: Option<NewConsent>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent: Option<NewConsent>,
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

    /// What to do with all contacts that are selected.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum SelectionAction {
        /// Puts them into `group`.
        Group,
        /// Takes them out of `group`.
        Ungroup,
        /// Deletes them; that can be undone for a minute.
        Delete,
        /// Puts their numbers on the blacklist.
        Blacklist,
    }

    /// Acts on all contacts that a filter leaves, or on those named: one of `filter` and `ids`.
    #[serde(deny_unknown_fields)]
    pub struct ContactSelection {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub filter: Option<ContactFilter>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub ids: Option<Vec<ContactId>>,
        /// Not these.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub except: Option<Vec<ContactId>>,
        pub action: SelectionAction,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<GroupId>,
    }

    /// A number that several contacts have.
    pub struct DuplicateNumber {
        pub number: Msisdn,
        /// How many contacts have it.
        pub count: i64,
        /// The oldest of them, at most 50.
        pub contacts: Vec<Contact>,
    }

    /// Contacts that may be the same person: the same e-mail address, or the same name.
    pub struct LikelyDuplicate {
        /// What they share, in small letters without marks: an address, or the last name and the first.
        pub shared: String,
        pub count: i64,
        /// The oldest of them, at most 50.
        pub contacts: Vec<Contact>,
    }

    /// Which of the contacts with the same number stays.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum DuplicateKeeping {
        Oldest,
        /// The one of which most is known; of several, the oldest.
        Fullest,
    }

    /// Leaves one contact of each number.
    #[serde(deny_unknown_fields)]
    pub struct DuplicateResolution {
        /// None: all that several contacts have.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_items = 1000))]
        pub numbers: Option<Vec<String>>,
        pub keep: DuplicateKeeping,
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

page!(DuplicatePage of DuplicateNumber);
page!(LikelyDuplicatePage of LikelyDuplicate);
