//! What is known of a person, parsed.

use std::collections::BTreeMap;

use openapi::Msisdn;
use openapi::contacts::{ContactChange, NewContact};

use super::keys::Keys;
use crate::contact_fields::{self, Kinds};
use crate::numbers::{self, Country, Line};
use crate::problem::{FieldErrors, Problem};

/// Names and companies: longer ones are no names.
pub(crate) const MAX_TEXT: usize = 200;
/// RFC 5321 has room for no longer address (erratum 1690).
pub(crate) const MAX_EMAIL: usize = 254;
/// Fields of one's own that a contact may have: a wide spreadsheet's columns.
pub const MAX_FIELDS: usize = 30;
/// The name of such a field: it is written in texts as `$name`.
pub(crate) const MAX_FIELD_NAME: usize = 50;
/// Its value: more would not fit into a message anyhow.
pub(crate) const MAX_FIELD_VALUE: usize = 500;

/// A contact as its row keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub mobile: Msisdn,
    /// The number as it was written; empty when that is its E.164 form.
    pub typed: String,
    /// ISO 3166-1 alpha-2, told by the number.
    pub country: String,
    /// `None` where a row is not completed yet.
    pub line: Option<Line>,
    pub last_name: String,
    pub first_name: String,
    pub email: String,
    pub company: String,
    pub fields: BTreeMap<String, String>,
}

impl Details {
    /// Reads a new contact; every wrong field is told.
    pub fn parse(new: NewContact, home: Country, kinds: &Kinds) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let number = errors.take("mobile", numbers::read(&new.mobile, home));
        let last_name = text(&mut errors, "last_name", new.last_name, MAX_TEXT).unwrap_or_default();
        let first_name = text(&mut errors, "first_name", new.first_name, MAX_TEXT).unwrap_or_default();
        let email = text(&mut errors, "email", new.email, MAX_EMAIL).unwrap_or_default();
        let company = text(&mut errors, "company", new.company, MAX_TEXT).unwrap_or_default();
        let fields = own_fields(&mut errors, new.fields, &BTreeMap::new(), kinds).unwrap_or_default();
        errors.finish()?;
        // `finish` has refused a number that is missing here.
        let number = number.ok_or_else(|| Problem::new(openapi::ProblemCode::InvalidField))?;
        let country = number.country.code().to_owned();
        let (line, typed) = (Some(number.line), typed(&new.mobile, number.msisdn));
        Ok(Self { mobile: number.msisdn, typed, country, line, last_name, first_name, email, company, fields })
    }

    /// What they become by a change; what it does not name stays.
    pub fn changed(mut self, change: ContactChange, home: Country, kinds: &Kinds) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        if let Some(mobile) = change.mobile
            && let Some(number) = errors.take("mobile", numbers::read(&mobile, home))
        {
            let typed = typed(&mobile, number.msisdn);
            // Whoever sends back the number that was shown has typed nothing else.
            if number.msisdn != self.mobile || !typed.is_empty() {
                self.typed = typed;
            }
            self.mobile = number.msisdn;
            self.country = number.country.code().to_owned();
            self.line = Some(number.line);
        }
        self.last_name = text(&mut errors, "last_name", change.last_name, MAX_TEXT).unwrap_or(self.last_name);
        self.first_name = text(&mut errors, "first_name", change.first_name, MAX_TEXT).unwrap_or(self.first_name);
        self.email = text(&mut errors, "email", change.email, MAX_EMAIL).unwrap_or(self.email);
        self.company = text(&mut errors, "company", change.company, MAX_TEXT).unwrap_or(self.company);
        self.fields = own_fields(&mut errors, change.fields, &self.fields, kinds).unwrap_or(self.fields);
        errors.finish()?;
        Ok(self)
    }

    /// The account's own fields as their column keeps them.
    pub fn fields_json(&self) -> String {
        // A map of strings has a JSON form always.
        serde_json::to_string(&self.fields).unwrap_or_else(|_| "{}".to_owned())
    }

    /// What it is found and sorted by.
    pub fn keys(&self) -> Keys {
        Keys::of(self)
    }

    /// The line as its column keeps it.
    pub fn line_word(&self) -> &'static str {
        self.line.map_or("", Line::word)
    }
}

/// A number as it was written, to be kept beside its E.164 form; empty when it is that form.
pub(crate) fn typed(text: &str, number: Msisdn) -> String {
    let text = text.trim();
    let same = text.strip_prefix('+').is_some_and(|digits| digits.parse() == Ok(number.digits()));
    if same { String::new() } else { text.to_owned() }
}

/// The account's own fields from their column.
pub(crate) fn read_fields(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn text(errors: &mut FieldErrors, field: &str, value: Option<String>, longest: usize) -> Option<String> {
    let value = value?;
    let value = value.trim();
    if let Err((code, message)) = check(value, longest) {
        errors.add(field, code, message);
    }
    Some(value.to_owned())
}

/// `before`: a value that stays is not looked at again, whatever an import has made it.
fn own_fields(
    errors: &mut FieldErrors,
    fields: Option<BTreeMap<String, String>>,
    before: &BTreeMap<String, String>,
    kinds: &Kinds,
) -> Option<BTreeMap<String, String>> {
    let fields = fields?;
    if fields.len() > MAX_FIELDS {
        errors.add("fields", "too_many", format!("a contact has at most {MAX_FIELDS} fields of your own"));
        return None;
    }
    let mut kept = BTreeMap::new();
    for (name, value) in fields {
        let at = format!("fields.{name}");
        let known = kinds.get(&contact_fields::name_key(&name));
        let name = known.map_or_else(|| name.trim().to_owned(), |field| field.name.clone());
        if let Err((code, message)) = check_field_name(&name) {
            errors.add(&at, code, message);
        }
        if let Some(value) = text(errors, &at, Some(value), MAX_FIELD_VALUE) {
            if let Some(field) = known.filter(|_| before.get(&name) != Some(&value))
                && let Err((code, message)) = contact_fields::check(field.kind, &value)
            {
                errors.add(&at, code, message);
            }
            if kept.insert(name, value).is_some() {
                errors.add(&at, "repeated", "this is the same field as another of these");
            }
        }
    }
    Some(kept)
}

/// 1 to 50 characters on one line.
pub fn check_field_name(name: &str) -> Result<(), (&'static str, String)> {
    if name.is_empty() {
        return Err(("required", "a field needs a name".to_owned()));
    }
    check(name, MAX_FIELD_NAME)
}

pub(super) fn check(value: &str, longest: usize) -> Result<(), (&'static str, String)> {
    if value.chars().count() > longest {
        return Err(("too_long", format!("this has at most {longest} characters")));
    }
    // They would break lines in a message and in every export; PostgreSQL keeps no NUL at all.
    if value.chars().any(char::is_control) {
        return Err(("malformed", "this has no line breaks or other control characters".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn france() -> Country {
        Country::parse("FR").unwrap()
    }

    fn new(json: &str) -> Result<Details, Vec<String>> {
        Details::parse(serde_json::from_str(json).unwrap(), france(), &Kinds::new())
            .map_err(|problem| problem.body().errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn every_wrong_field_is_told() {
        let long = "a".repeat(201);
        let wrong =
            format!(r#"{{"mobile":"O6 12","last_name":"{long}","company":"a\u0000b","fields":{{"":"x","ok":"y"}}}}"#);
        assert_eq!(new(&wrong).unwrap_err(), ["mobile", "last_name", "company", "fields."]);
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name() {
        let zoe = new(r#"{"mobile":"06 12 34 56 78","first_name":" Zoé ","fields":{"shoe":"38"}}"#).unwrap();
        assert_eq!((zoe.first_name.as_str(), zoe.country.as_str()), ("Zoé", "FR"));
        let change = ContactChange {
            company: Some("Boulange".to_owned()),
            mobile: Some("+447400123456".to_owned()),
            ..ContactChange::default()
        };
        let changed = zoe.changed(change, france(), &Kinds::new()).unwrap();
        assert_eq!((changed.first_name.as_str(), changed.company.as_str()), ("Zoé", "Boulange"));
        assert_eq!((changed.country.as_str(), changed.fields.len()), ("GB", 1));
    }
}
