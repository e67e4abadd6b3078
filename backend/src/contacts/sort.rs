//! What a list is sorted by.

use std::str::FromStr;

use super::walk_sql::KeyRow;

/// `name`, `-name` …: a key, and whether the last comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub key: Key,
    pub descending: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Created,
    Mobile,
    Name,
    FirstName,
    Email,
    Company,
}

impl Default for Sort {
    /// The newest first.
    fn default() -> Self {
        Self { key: Key::Created, descending: true }
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (word, descending) = text.strip_prefix('-').map_or((text, false), |word| (word, true));
        let key = match word {
            "created_at" => Key::Created,
            "mobile" => Key::Mobile,
            "name" => Key::Name,
            "first_name" => Key::FirstName,
            "email" => Key::Email,
            "company" => Key::Company,
            _ => return Err(()),
        };
        Ok(Self { key, descending })
    }
}

impl Key {
    /// The key as a place keeps it.
    pub fn shown(self, row: &KeyRow) -> String {
        match self {
            Self::Created => String::new(),
            Self::Mobile => row.mobile.to_string(),
            Self::Name => names::together(&row.last_key, &row.first_key),
            key => key.text(row).to_owned(),
        }
    }

    /// The text that begins it.
    pub fn text(self, row: &KeyRow) -> &str {
        match self {
            Self::Created | Self::Mobile => "",
            Self::Name => &row.last_key,
            Self::FirstName => &row.first_key,
            Self::Email => &row.email_key,
            Self::Company => &row.company_key,
        }
    }

    /// What places are compared by: numbers are no texts.
    pub fn order(self, shown: &str) -> (i64, String) {
        match self {
            Self::Created => (0, String::new()),
            Self::Mobile => (shown.parse().unwrap_or(0), String::new()),
            _ => (0, shown.to_owned()),
        }
    }
}

/// A last name and a first name as one key: those of the same last name stand in the order of their first names.
pub mod names {
    /// Between the two. It is before all letters, and in no name.
    const BETWEEN: char = '\u{1f}';

    pub fn together(last: &str, first: &str) -> String {
        format!("{last}{BETWEEN}{first}")
    }

    pub fn apart(key: &str) -> (&str, &str) {
        key.split_once(BETWEEN).unwrap_or((key, ""))
    }
}
