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
    pub fn text(self, row: &KeyRow) -> &str {
        match self {
            Self::Created | Self::Mobile => "",
            Self::Name => &row.last_key,
            Self::FirstName => &row.first_key,
            Self::Email => &row.email_key,
            Self::Company => &row.company_key,
        }
    }

    pub fn number(self, row: &KeyRow) -> i64 {
        if self == Self::Mobile { row.mobile } else { 0 }
    }

    /// The key as a place keeps it.
    pub fn shown(self, row: &KeyRow) -> String {
        if self == Self::Mobile { row.mobile.to_string() } else { self.text(row).to_owned() }
    }

    pub fn number_of(self, shown: &str) -> i64 {
        if self == Self::Mobile { shown.parse().unwrap_or(0) } else { 0 }
    }

    pub fn text_of(self, shown: &str) -> &str {
        if matches!(self, Self::Mobile | Self::Created) { "" } else { shown }
    }
}
