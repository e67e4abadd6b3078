//! Which contacts are meant: one reading, for the list, for its count and for selections.

use std::collections::BTreeMap;

use openapi::GroupId;
use openapi::contacts::ContactFilter;
use serde::{Deserialize, Serialize};

use super::keys::{cut, key};
use super::search::number;
use super::set::Set;
use crate::numbers::{Country, Line};
use crate::problem::FieldErrors;

/// Words of a search that count: whoever is not found by three is not found by more.
pub(super) const MAX_WORDS: usize = 3;

/// What people type, not a document.
const MAX_SEARCH: usize = 100;

/// Own fields asked for at once.
const MAX_FIELDS: usize = 30;

/// A search and filters, parsed. All of them hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Each begins a word of the contact; digits its number. The first is the longest: an index is searched for it.
    pub words: Vec<String>,
    pub group: Option<i64>,
    pub country: Option<String>,
    pub blacklisted: Option<bool>,
    pub line: Option<String>,
    /// The account's own fields that have exactly these values.
    pub fields: BTreeMap<String, String>,
    /// Whether a consent is noted.
    pub consent: Option<bool>,
}

impl Filter {
    /// Every wrong part is told under its name behind `at`.
    pub fn parse(asked: ContactFilter, home: Country, at: &str, errors: &mut FieldErrors) -> Self {
        let words = asked.q.map(|q| search(&q, home, at, errors)).unwrap_or_default();
        if asked.country.as_ref().is_some_and(|code| Country::parse(code).is_none()) {
            errors.add(format!("{at}country"), "unknown_country", "a country is two capital letters (ISO 3166-1)");
        }
        if asked.fields.len() > MAX_FIELDS {
            errors.add(format!("{at}fields"), "too_many", format!("at most {MAX_FIELDS} fields at once"));
        }
        for (name, value) in &asked.fields {
            if name.contains('\0') || value.contains('\0') {
                errors.add(format!("{at}fields.{name}"), "malformed", "this has no NUL characters");
            }
        }
        Self {
            words,
            group: asked.group.map(|GroupId(id)| id),
            country: asked.country,
            blacklisted: asked.blacklisted,
            line: asked.line.map(|line| Line::from(line).word().to_owned()),
            fields: asked.fields,
            consent: asked.consent,
        }
    }

    /// The words as LIKE patterns on `search`; `%` where there is none.
    pub fn patterns(&self) -> [String; MAX_WORDS] {
        std::array::from_fn(|at| match self.words.get(at) {
            None => "%".to_owned(),
            Some(word) => format!("% {}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")),
        })
    }

    /// The own fields as JSON; `None` when none is asked for.
    pub fn fields_json(&self) -> Option<String> {
        // A map of strings has a JSON form always.
        (!self.fields.is_empty()).then(|| serde_json::to_string(&self.fields).unwrap_or_default())
    }

    /// Whether it asks for everybody in this set, and for nothing else.
    pub fn is_only(&self, set: &Set) -> bool {
        let mut only = Self::default();
        match set.clone() {
            Set::All => {}
            Set::Group(group) => only.group = Some(group),
            Set::Country(country) => only.country = Some(country),
            Set::Line(line) => only.line = Some(line),
            Set::Consent(consent) => only.consent = Some(consent),
        }
        *self == only
    }

    /// Whether the blacklist is the place to look in: nothing else says where to begin.
    pub fn asks_blacklist(&self) -> bool {
        self.blacklisted == Some(true) && self.words.is_empty() && Set::of(self).is_empty()
    }

    /// Whether it is a search for one word, and nothing else.
    pub fn is_one_word(&self) -> bool {
        self.words.len() == 1 && *self == Self { words: self.words.clone(), ..Self::default() }
    }
}

fn search(q: &str, home: Country, at: &str, errors: &mut FieldErrors) -> Vec<String> {
    if q.chars().count() > MAX_SEARCH {
        errors.add(format!("{at}q"), "too_long", format!("a search has at most {MAX_SEARCH} characters"));
    }
    // PostgreSQL keeps no NUL in a text, so none could be found.
    if q.contains('\0') {
        errors.add(format!("{at}q"), "malformed", "a search has no NUL characters");
    }
    if let Some(digits) = number(q, home) {
        return vec![digits];
    }
    let mut words: Vec<String> = q
        .split_whitespace()
        .flat_map(|typed| if typed.contains('@') { vec![sms::fold(typed)] } else { words_of(typed) })
        .map(|word| cut(&word).to_owned())
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words.truncate(MAX_WORDS);
    words
}

fn words_of(typed: &str) -> Vec<String> {
    key(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(q: &str) -> Vec<String> {
        let mut errors = FieldErrors::default();
        search(q, Country::parse("FR").unwrap(), "", &mut errors)
    }

    #[test]
    fn a_search_is_words_or_a_number() {
        assert_eq!(words("Zoé MARTIN"), ["martin", "zoe"]);
        assert_eq!(words("Jean-Pierre"), ["pierre", "jean"]);
        assert_eq!(words("zoe-anne@ex"), ["zoe-anne@ex"]);
        assert_eq!(words("06 12"), ["33612"]);
        assert_eq!(words("+33 6"), ["336"]);
        assert_eq!(words("0044 7"), ["447"]);
        assert_eq!(words("  "), [] as [String; 0]);
    }
}
