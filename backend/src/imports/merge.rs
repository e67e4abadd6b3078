//! What a row makes of a contact.

use openapi::imports::ImportMode;

use super::read::Person;
use crate::contacts::{Details, MAX_FIELDS};

/// The contact that a row makes when there is none.
pub fn fresh(person: &Person) -> Details {
    let nobody = Details {
        mobile: person.number.msisdn,
        country: person.number.country.code().to_owned(),
        line: Some(person.number.line),
        last_name: String::new(),
        first_name: String::new(),
        email: String::new(),
        company: String::new(),
        fields: Default::default(),
    };
    merge(&nobody, person, ImportMode::Update)
}

/// The contact as it is after a row.
pub fn merge(before: &Details, person: &Person, mode: ImportMode) -> Details {
    let mut after = before.clone();
    if mode == ImportMode::Add {
        return after;
    }
    let texts = [
        (&mut after.last_name, &person.last_name),
        (&mut after.first_name, &person.first_name),
        (&mut after.email, &person.email),
        (&mut after.company, &person.company),
    ];
    for (text, cell) in texts {
        if let Some(cell) = cell
            && (mode == ImportMode::Replace || !cell.is_empty())
        {
            text.clone_from(cell);
        }
    }
    for (name, cell) in &person.fields {
        match (cell.is_empty(), mode) {
            (false, _) if after.fields.len() < MAX_FIELDS || after.fields.contains_key(name) => {
                after.fields.insert(name.clone(), cell.clone());
            }
            (true, ImportMode::Replace) => _ = after.fields.remove(name),
            _ => {}
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{self, Country};

    #[test]
    fn modes_differ_in_what_they_replace() {
        let person = |last_name: &str, city: &str| Person {
            number: numbers::read("0612345678", Country::parse("FR").unwrap()).unwrap(),
            last_name: Some(last_name.to_owned()),
            first_name: None,
            email: Some(String::new()),
            company: None,
            fields: vec![("city".to_owned(), city.to_owned())],
        };
        let mut before = fresh(&person("Martin", "Brest"));
        before.first_name = "Zoé".to_owned();
        before.email = "zoe@example.org".to_owned();
        let told = |mode| {
            let after = merge(&before, &person("Durand", ""), mode);
            (after.last_name, after.first_name, after.email, after.fields.len())
        };
        let expected = |last: &str, email: &str, fields| (last.to_owned(), "Zoé".to_owned(), email.to_owned(), fields);
        assert_eq!(told(ImportMode::Add), expected("Martin", "zoe@example.org", 1));
        assert_eq!(told(ImportMode::Update), expected("Durand", "zoe@example.org", 1));
        assert_eq!(told(ImportMode::Replace), expected("Durand", "", 0));
    }
}
