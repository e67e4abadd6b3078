//! What a row makes of a contact that is there.

use openapi::imports::ImportMode;

use super::mapping::Plan;
use super::read::{Consent, Person};
use crate::contacts::{Details, MAX_FIELDS, Noted};

/// The contact as it is after a row.
pub fn merge(before: &Details, person: &Person, plan: &Plan) -> Details {
    let mut after = before.clone();
    if plan.mode == ImportMode::Add {
        return after;
    }
    let texts = [
        (plan.last_name, &mut after.last_name, &person.details.last_name),
        (plan.first_name, &mut after.first_name, &person.details.first_name),
        (plan.email, &mut after.email, &person.details.email),
        (plan.company, &mut after.company, &person.details.company),
    ];
    for (column, text, cell) in texts {
        if column.is_some() && (plan.mode == ImportMode::Replace || !cell.is_empty()) {
            text.clone_from(cell);
        }
    }
    for (name, _) in &plan.fields {
        match (person.details.fields.get(name), plan.mode) {
            (Some(cell), _) if after.fields.len() < MAX_FIELDS || after.fields.contains_key(name) => {
                after.fields.insert(name.clone(), cell.clone());
            }
            (None, ImportMode::Replace) => _ = after.fields.remove(name),
            _ => {}
        }
    }
    after
}

/// The consent that is noted after a row.
pub fn consent(before: Option<Noted>, person: &Person, mode: ImportMode) -> Option<Noted> {
    match (&person.consent, mode) {
        (_, ImportMode::Add) | (Consent::Untold, _) | (Consent::None, ImportMode::Update) => before,
        (Consent::None, ImportMode::Replace) => None,
        (Consent::Given(noted), _) => Some(noted.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{self, Country};

    fn person(last_name: &str, city: &str, consent: Consent) -> Person {
        let number = numbers::read("0612345678", Country::parse("FR").unwrap()).unwrap();
        let fields = [("city", city)].into_iter().filter(|(_, value)| !value.is_empty());
        let details = Details {
            mobile: number.msisdn,
            typed: String::new(),
            country: "FR".to_owned(),
            line: Some(number.line),
            last_name: last_name.to_owned(),
            first_name: String::new(),
            email: String::new(),
            company: String::new(),
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        };
        Person { keys: details.keys(), details, consent }
    }

    #[test]
    fn modes_differ_in_what_they_replace() {
        let mut before = person("Martin", "Brest", Consent::Untold).details;
        before.first_name = "Zoé".to_owned();
        before.email = "zoe@example.org".to_owned();
        let told = |mode| {
            let fields = vec![("city".to_owned(), 3)];
            let plan = Plan { last_name: Some(0), email: Some(2), fields, mode, ..Plan::default() };
            let after = merge(&before, &person("Durand", "", Consent::Untold), &plan);
            (after.last_name, after.first_name, after.email, after.fields.len())
        };
        let expected = |last: &str, email: &str, fields| (last.to_owned(), "Zoé".to_owned(), email.to_owned(), fields);
        assert_eq!(told(ImportMode::Add), expected("Martin", "zoe@example.org", 1));
        assert_eq!(told(ImportMode::Update), expected("Durand", "zoe@example.org", 1));
        assert_eq!(told(ImportMode::Replace), expected("Durand", "", 0));
    }

    #[test]
    fn a_consent_is_replaced_by_what_a_row_says() {
        let noted = |source: &str| Noted { source: source.to_owned(), at: 1 };
        let after = |said: Consent, mode| consent(Some(noted("shop")), &person("", "", said), mode);
        assert_eq!(after(Consent::Given(noted("form")), ImportMode::Add), Some(noted("shop")));
        assert_eq!(after(Consent::Given(noted("form")), ImportMode::Update), Some(noted("form")));
        assert_eq!(after(Consent::None, ImportMode::Update), Some(noted("shop")));
        assert_eq!(after(Consent::None, ImportMode::Replace), None);
        assert_eq!(after(Consent::Untold, ImportMode::Replace), Some(noted("shop")));
    }
}
