//! What a value may be.

use std::collections::BTreeMap;

use jiff::civil::Date;
use openapi::contact_fields::ContactFieldKind;
use rust_decimal::Decimal;

use super::sql::{self, FieldRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};

/// A field as contacts keep its values: by this name, of this kind.
#[derive(Debug, Clone)]
pub struct Known {
    pub name: String,
    pub kind: ContactFieldKind,
}

/// An account's fields by the keys of their names.
pub type Kinds = BTreeMap<String, Known>;

/// What makes two names one field: `Ville`, `VILLE` and ` ville ` are the same.
pub fn name_key(name: &str) -> String {
    sms::fold(name.trim())
}

pub async fn kinds(on: &mut impl Connected, account: AccountKey) -> Result<Kinds, sqlx::Error> {
    let rows = fetch_all!(on, FieldRow, sql::LIST, account.0)?;
    Ok(rows.into_iter().map(|row| (name_key(&row.name), Known { kind: of_word(&row.kind), name: row.name })).collect())
}

pub const fn word(kind: ContactFieldKind) -> &'static str {
    match kind {
        ContactFieldKind::Text => "text",
        ContactFieldKind::Number => "number",
        ContactFieldKind::Date => "date",
    }
}

pub fn of_word(word: &str) -> ContactFieldKind {
    match word {
        "number" => ContactFieldKind::Number,
        "date" => ContactFieldKind::Date,
        _ => ContactFieldKind::Text,
    }
}

/// Nothing is of any kind.
pub fn check(kind: ContactFieldKind, value: &str) -> Result<(), (&'static str, String)> {
    let wrong = match kind {
        _ if value.is_empty() => return Ok(()),
        ContactFieldKind::Text => return Ok(()),
        ContactFieldKind::Number => value.replace(',', ".").parse::<Decimal>().is_err(),
        ContactFieldKind::Date => value.len() != 10 || value.parse::<Date>().is_err(),
    };
    match kind {
        ContactFieldKind::Number if wrong => Err(("not_a_number", "this is a number, such as 12.5".to_owned())),
        _ if wrong => Err(("not_a_date", "this is a day, such as 2026-12-24".to_owned())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_of_their_kind() {
        for (kind, value, right) in [
            (ContactFieldKind::Text, "12 rue", true),
            (ContactFieldKind::Number, "12,5", true),
            (ContactFieldKind::Number, "-3", true),
            (ContactFieldKind::Number, "12 rue", false),
            (ContactFieldKind::Date, "2026-02-28", true),
            (ContactFieldKind::Date, "2026-02-30", false),
            (ContactFieldKind::Date, "28/02/2026", false),
            (ContactFieldKind::Date, "", true),
        ] {
            assert_eq!(check(kind, value).is_ok(), right, "{value}");
        }
    }
}
