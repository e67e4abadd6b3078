//! Contacts that one part of a filter leaves, and that an index knows: a set is read in the order of its contacts' ids, from
//! any of them on, and counted without looking at a contact.

use super::filter::Filter;
use super::walk_sql as walk;
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all, fetch_one, fetch_optional};
use crate::groups::sql as groups;

/// How far sets are counted to find the least of several: a millisecond or two each.
const COMPARED: i64 = 50_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    All,
    Group(i64),
    Country(String),
    /// Not mobile: that is nearly everybody, and no index tells them.
    Line(String),
    Consent(bool),
}

impl Set {
    /// Those that the filter is a part of, besides all.
    pub fn of(filter: &Filter) -> Vec<Self> {
        let line = filter.line.clone().filter(|line| line != "mobile").map(Self::Line);
        let country = filter.country.clone().map(Self::Country);
        [filter.group.map(Self::Group), line, country, filter.consent.map(Self::Consent)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The set that has what the filter asks for, and nobody else.
    pub fn alone(filter: &Filter) -> Option<Self> {
        let set = match &Self::of(filter)[..] {
            [] => Self::All,
            [set] => set.clone(),
            _ => return None,
        };
        (filter.is_only(&set)).then_some(set)
    }

    /// The least of those that the filter is a part of. Of two that are too large to be told apart, either is as good.
    pub async fn least(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<Self, sqlx::Error> {
        let mut sets = Self::of(filter);
        if sets.len() < 2 {
            return Ok(sets.pop().unwrap_or(Self::All));
        }
        let mut least = (Self::All, i64::MAX);
        for set in sets {
            let count = set.count(on, account, COMPARED).await?;
            if count < least.1 {
                least = (set, count);
            }
        }
        Ok(least.0)
    }

    /// How many are in it; beyond `most` that many, but for a group, which counts itself.
    pub async fn count(&self, on: &mut impl Connected, account: AccountKey, most: i64) -> Result<i64, sqlx::Error> {
        let (count,) = match self {
            Self::All => fetch_one!(on, (i64,), walk::COUNT_ALL, account.0, most)?,
            Self::Group(group) => fetch_optional!(on, (i64,), groups::COUNTER, group, account.0)?.unwrap_or_default(),
            Self::Country(country) => fetch_one!(on, (i64,), walk::COUNT_COUNTRY, account.0, most, country.as_str())?,
            Self::Line(line) => fetch_one!(on, (i64,), walk::COUNT_LINE, account.0, most, line.as_str())?,
            Self::Consent(true) => fetch_one!(on, (i64,), walk::COUNT_CONSENT, account.0, most)?,
            Self::Consent(false) => fetch_one!(on, (i64,), walk::COUNT_NO_CONSENT, account.0, most)?,
        };
        Ok(count)
    }

    /// The next of them behind `id`, by id.
    pub async fn next(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        down: bool,
        id: i64,
        limit: i64,
    ) -> Result<Vec<i64>, sqlx::Error> {
        let pick = |up, behind| if down { behind } else { up };
        let rows = match self {
            Self::All => fetch_all!(on, (i64,), pick(walk::ADDED, walk::ADDED_DOWN), account.0, id, limit)?,
            Self::Group(group) => fetch_all!(on, (i64,), pick(walk::GROUP, walk::GROUP_DOWN), group, id, limit)?,
            Self::Country(country) => {
                let sql = pick(walk::COUNTRY, walk::COUNTRY_DOWN);
                fetch_all!(on, (i64,), sql, account.0, id, limit, country.as_str())?
            }
            Self::Line(line) => {
                let sql = pick(walk::LINE, walk::LINE_DOWN);
                fetch_all!(on, (i64,), sql, account.0, id, limit, line.as_str())?
            }
            Self::Consent(true) => {
                fetch_all!(on, (i64,), pick(walk::CONSENT, walk::CONSENT_DOWN), account.0, id, limit)?
            }
            Self::Consent(false) => {
                fetch_all!(on, (i64,), pick(walk::NO_CONSENT, walk::NO_CONSENT_DOWN), account.0, id, limit)?
            }
        };
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }
}
