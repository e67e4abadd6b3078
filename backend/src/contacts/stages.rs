//! The ranges of indexes that a search goes through, and the whole of one that a sorted list is.

use super::filter::Filter;
use super::keys::cut;
use super::place::Place;
use super::sort::Key;
use super::walk_sql::{self as walk, KeyRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};

/// E.164 has 7 to 15 digits.
const SHORTEST: usize = 7;
const LONGEST: usize = 15;

/// Behind every text.
const LAST: &str = "\u{10FFFF}";

/// A range of an index.
#[derive(Debug, Clone)]
pub enum Stage {
    Numbers { from: i64, to: i64, down: bool },
    Texts { key: Key, prefix: String, down: bool },
    Words { prefix: String },
}

impl Stage {
    /// All of an index.
    pub fn whole(key: Key, down: bool) -> Self {
        match key {
            Key::Mobile => Self::Numbers { from: 0, to: i64::MAX, down },
            key => Self::Texts { key, prefix: String::new(), down },
        }
    }

    /// Where the first word of a search is looked for.
    pub fn of(filter: &Filter) -> Vec<Self> {
        let Some(word) = filter.words.first() else { return Vec::new() };
        let mut stages = numbers(word);
        let texts = [Key::Name, Key::FirstName, Key::Email, Key::Company];
        stages.extend(texts.map(|key| Self::Texts { key, prefix: word.clone(), down: false }));
        stages.push(Self::Words { prefix: cut(word).to_owned() });
        stages
    }

    /// Whether a contact stands in this range; of inner words the database tells it.
    pub fn shows(&self, row: &KeyRow) -> bool {
        match self {
            Self::Numbers { from, to, .. } => (*from..*to).contains(&row.mobile),
            Self::Texts { key, prefix, .. } => key.text(row).starts_with(prefix.as_str()),
            Self::Words { .. } => false,
        }
    }

    /// Where a contact stands in it.
    pub fn place(&self, row: &KeyRow) -> String {
        match self {
            Self::Numbers { .. } => Key::Mobile.shown(row),
            Self::Texts { key, .. } => key.shown(row),
            Self::Words { .. } => row.word.clone(),
        }
    }

    /// The next contacts of the range that the filter leaves.
    pub async fn next(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        filter: &Filter,
        after: Option<&Place>,
        limit: i64,
    ) -> Result<Vec<KeyRow>, sqlx::Error> {
        let after = after.filter(|place| place.id != 0);
        let id = |down: bool| after.map_or(if down { i64::MAX } else { 0 }, |place| place.id);
        let [one, two, three] = filter.patterns();
        macro_rules! rows {
            ($sql:expr $(, $more:expr)+) => {
                fetch_all!(
                    on,
                    KeyRow,
                    $sql,
                    account.0,
                    limit,
                    filter.group,
                    filter.country.as_deref(),
                    filter.blacklisted,
                    filter.line.as_deref(),
                    one.as_str(),
                    two.as_str(),
                    three.as_str(),
                    filter.fields_json(),
                    filter.consent
                    $(, $more)+
                )
            };
        }
        match self {
            Self::Numbers { from, to, down } => {
                let (sql, start, end) =
                    if *down { (walk::MOBILE_DOWN, *to, *from) } else { (walk::MOBILE, *from, *to) };
                let key = after.map_or(start, |place| place.key.parse().unwrap_or(start));
                rows!(sql, key, id(*down), end)
            }
            Self::Texts { key, prefix, down } => {
                let beyond = format!("{prefix}{LAST}");
                let (start, end) = if *down { (&beyond, prefix) } else { (prefix, &beyond) };
                let place = after.map_or(start.as_str(), |place| place.key.as_str());
                rows!(text_sql(*key, *down), place, id(*down), end.as_str())
            }
            Self::Words { prefix } => {
                let place = after.map_or(prefix.as_str(), |place| place.key.as_str());
                rows!(walk::WORD, place, id(false), format!("{prefix}{LAST}"), prefix.as_str())
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
        (Key::Company, false) => walk::COMPANY,
        (Key::Company, true) => walk::COMPANY_DOWN,
        (_, false) => walk::LAST,
        (_, true) => walk::LAST_DOWN,
    }
}

/// The numbers that begin with these digits: a range for each length.
fn numbers(digits: &str) -> Vec<Stage> {
    let Ok(first) = digits.parse::<i64>() else { return Vec::new() };
    if digits.starts_with('0') || digits.len() > LONGEST {
        return Vec::new();
    }
    let range = |length: usize| {
        let power = 10_i64.pow(u32::try_from(length - digits.len()).unwrap_or_default());
        Stage::Numbers { from: first * power, to: (first + 1) * power, down: false }
    };
    (digits.len().max(SHORTEST)..=LONGEST).map(range).collect()
}

/// By the time they were added, from behind `id` on.
pub async fn by_id(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    down: bool,
    id: i64,
    limit: i64,
) -> Result<Vec<KeyRow>, sqlx::Error> {
    let [one, two, three] = filter.patterns();
    fetch_all!(
        on,
        KeyRow,
        if down { walk::NEWEST } else { walk::OLDEST },
        account.0,
        limit,
        filter.group,
        filter.country.as_deref(),
        filter.blacklisted,
        filter.line.as_deref(),
        one,
        two,
        three,
        filter.fields_json(),
        filter.consent,
        id
    )
}
