//! A contact as it stands in the form.

use std::collections::BTreeMap;

use openapi::contact_fields::{ContactField, ContactFieldKind};
use openapi::contacts::{Contact, ContactChange, NewConsent, NewContact};
use openapi::{GroupId, Time};

use crate::api::{self, Failure};

/// The characters of a day: `2026-12-24`.
const DAY: usize = 10;

#[derive(Clone, PartialEq, Default)]
pub struct Draft {
    pub mobile: String,
    pub last_name: String,
    pub first_name: String,
    pub email: String,
    pub company: String,
    pub fields: BTreeMap<String, String>,
    pub groups: Vec<GroupId>,
    pub consent_source: String,
    /// A day, or nothing: today.
    pub consent_day: String,
}

impl From<&Contact> for Draft {
    fn from(contact: &Contact) -> Self {
        let consent = contact.consent.as_ref();
        Self {
            mobile: contact.mobile.to_string(),
            last_name: contact.last_name.clone(),
            first_name: contact.first_name.clone(),
            email: contact.email.clone(),
            company: contact.company.clone(),
            fields: contact.fields.clone(),
            groups: contact.groups.clone(),
            consent_source: consent.map(|consent| consent.source.clone()).unwrap_or_default(),
            consent_day: consent.map(|consent| day(consent.at)).unwrap_or_default(),
        }
    }
}

fn day(at: Time) -> String {
    at.to_string().chars().take(DAY).collect()
}

/// Whether a date input can show it.
pub fn is_day(value: &str) -> bool {
    value.len() == DAY && format!("{value}T12:00:00Z").parse::<Time>().is_ok()
}

impl Draft {
    /// The fields to fill in: those that the account has, and what else this contact knows.
    pub fn own_fields(&self, fields: &[ContactField]) -> Vec<(String, ContactFieldKind)> {
        let stray = self.fields.keys().filter(|name| !fields.iter().any(|field| field.name == **name));
        let known = fields.iter().map(|field| (field.name.clone(), field.kind));
        known.chain(stray.map(|name| (name.clone(), ContactFieldKind::Text))).collect()
    }

    fn filled(&self) -> BTreeMap<String, String> {
        self.fields.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(n, v)| (n.clone(), v.clone())).collect()
    }

    /// What is noted anew: nothing while it stays as it was.
    fn consent(&self, before: Option<&Contact>) -> Option<NewConsent> {
        let before = before.map(Self::from).unwrap_or_default();
        if (&before.consent_source, &before.consent_day) == (&self.consent_source, &self.consent_day) {
            return None;
        }
        // At noon in UTC it is the same day nearly everywhere.
        let at = format!("{}T12:00:00Z", self.consent_day).parse().ok();
        Some(NewConsent { source: self.consent_source.clone(), at })
    }

    pub async fn save(self, contact: Option<&Contact>, key: &str) -> Result<Contact, Failure> {
        let (fields, consent) = (Some(self.filled()), self.consent(contact));
        let Some(contact) = contact else {
            let new = NewContact {
                mobile: self.mobile,
                last_name: Some(self.last_name),
                first_name: Some(self.first_name),
                email: Some(self.email),
                company: Some(self.company),
                fields,
                groups: Some(self.groups),
                consent,
            };
            return api::contacts::create(&new, key).await;
        };
        let change = ContactChange {
            // A number that stays is not sent: it would be read again, in the form of another country perhaps.
            mobile: (self.mobile != contact.mobile.to_string()).then_some(self.mobile),
            last_name: Some(self.last_name),
            first_name: Some(self.first_name),
            email: Some(self.email),
            company: Some(self.company),
            fields,
            groups: Some(self.groups),
            consent,
        };
        api::contacts::change(contact.id, &change).await
    }
}
