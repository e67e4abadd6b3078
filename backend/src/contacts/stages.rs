//! The ranges of indexes that a search goes through, and the whole of one that a sorted list is.

use std::ops::Range;

use super::keys::cut;
use super::place::Place;
use super::search::ranges;
use super::set::Set;
use super::sort::{Key, names};
use super::walk_sql::{self as walk, KeyRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};

/// Behind every text.
pub(super) const LAST: &str = "\u{10FFFF}";

/// A range of an index.
#[derive(Debug, Clone)]
pub enum Stage {
    /// In the order in which they were added.
    Added {
        set: Set,
        down: bool,
    },
    Numbers {
        from: i64,
        to: i64,
        down: bool,
    },
    Texts {
        key: Key,
        prefix: String,
        down: bool,
    },
    Words {
        prefix: String,
    },
    /// Those who are on the blacklist, by their numbers.
    Blacklisted,
}

/// A contact in such a range, and the key that it stands at.
pub type Stop = (i64, String);

impl Stage {
    /// All of an index.
    pub fn whole(key: Key, down: bool) -> Self {
        match key {
            Key::Created => Self::Added { set: Set::All, down },
            Key::Mobile => Self::Numbers { from: 0, to: i64::MAX, down },
            key => Self::Texts { key, prefix: String::new(), down },
        }
    }

    /// Where a word is looked for.
    pub fn of(word: &str) -> Vec<Self> {
        let numbers = |range: Range<i64>| Self::Numbers { from: range.start, to: range.end, down: false };
        let mut stages: Vec<Self> = ranges(word).into_iter().map(numbers).collect();
        let texts = [Key::Name, Key::FirstName, Key::Email, Key::Company];
        stages.extend(texts.map(|key| Self::Texts { key, prefix: word.to_owned(), down: false }));
        stages.push(Self::Words { prefix: cut(word).to_owned() });
        stages
    }

    /// Whether a contact stands in this range, as far as its keys tell.
    pub fn shows(&self, row: &KeyRow) -> bool {
        match self {
            Self::Numbers { from, to, .. } => (*from..*to).contains(&row.mobile),
            Self::Texts { key, prefix, .. } => key.text(row).starts_with(prefix.as_str()),
            Self::Added { .. } | Self::Words { .. } | Self::Blacklisted => false,
        }
    }

    /// The next contacts of the range, behind a place.
    pub async fn next(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        after: Option<&Place>,
        limit: i64,
    ) -> Result<Vec<Stop>, sqlx::Error> {
        let after = after.filter(|place| place.id != 0);
        let id = |down: bool| after.map_or(if down { i64::MAX } else { 0 }, |place| place.id);
        match self {
            Self::Added { set, down } => {
                let ids = set.next(on, account, *down, id(*down), limit).await?;
                Ok(ids.into_iter().map(|id| (id, String::new())).collect())
            }
            Self::Numbers { from, to, down } => {
                let (sql, start, end) =
                    if *down { (walk::MOBILE_DOWN, *to, *from) } else { (walk::MOBILE, *from, *to) };
                let key = after.map_or(start, |place| place.key.parse().unwrap_or(start));
                let rows = fetch_all!(on, (i64, i64), sql, account.0, key, id(*down), end, limit)?;
                Ok(rows.into_iter().map(|(id, mobile)| (id, mobile.to_string())).collect())
            }
            Self::Texts { key, prefix, down } => {
                let beyond = format!("{prefix}{LAST}");
                let (start, end) = if *down { (beyond.as_str(), prefix) } else { (prefix.as_str(), &beyond) };
                let place = after.map_or(start, |place| place.key.as_str());
                if *key == Key::Name {
                    let (last, first) = names::apart(place);
                    let sql = if *down { walk::NAME_DOWN } else { walk::NAME };
                    let (id, end) = (id(*down), end.as_str());
                    let rows = fetch_all!(on, (i64, String, String), sql, account.0, last, id, end, limit, first)?;
                    return Ok(rows
                        .into_iter()
                        .map(|(id, last, first)| (id, names::together(&last, &first)))
                        .collect());
                }
                fetch_all!(on, Stop, text_sql(*key, *down), account.0, place, id(*down), end.as_str(), limit)
            }
            Self::Blacklisted => {
                let number = after.map_or(0, |place| place.key.parse().unwrap_or(0));
                let rows = fetch_all!(on, (i64, i64), walk::BLACKLISTED, account.0, number, id(false), limit)?;
                Ok(rows.into_iter().map(|(id, number)| (id, number.to_string())).collect())
            }
            Self::Words { prefix } => {
                let place = after.map_or(prefix.as_str(), |place| place.key.as_str());
                let end = format!("{prefix}{LAST}");
                fetch_all!(on, Stop, walk::WORD, account.0, place, id(false), end.as_str(), limit, prefix.as_str())
            }
        }
    }
}

const fn text_sql(key: Key, down: bool) -> crate::db::Sql {
    match (key, down) {
        (Key::FirstName, false) => walk::FIRST,
        (Key::FirstName, true) => walk::FIRST_DOWN,
        (Key::Email, false) => walk::EMAIL,
        (Key::Email, true) => walk::EMAIL_DOWN,
        (_, false) => walk::COMPANY,
        (_, true) => walk::COMPANY_DOWN,
    }
}
