//! Pages of the address book, filtered and sorted.
//!
//! A small set (a group, a country, a whole small book) is sorted here. A larger one is walked along the index of what it
//! is sorted by (`walk.rs`). A search in a larger one goes through the indexes by turns: numbers, last names, first names,
//! e-mail addresses, companies, inner words; what an earlier one has shown is passed over, and `sort` is not asked for. Those
//! on the blacklist come by their numbers, unless they are sorted by a text.

use std::collections::HashMap;

use openapi::contacts::ContactPage;

use super::among::among;
use super::filter::Filter;
use super::place::Place;
use super::set::Set;
use super::show::with_groups;
use super::sort::{Key, Sort};
use super::sql::{self, ContactRow};
use super::stages::Stage;
use super::walk::Walk;
use super::walk_sql::{self as walk, KeyRow};
use super::{Error, count};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_one, fetch_optional};
use crate::groups::sql as groups;

/// Contacts that are sorted here rather than walked to in an index: a few milliseconds' worth.
const SMALL: i64 = 2_000;

/// A page asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub filter: Filter,
    pub sort: Sort,
    pub after: Option<Place>,
    pub limit: usize,
    pub count: bool,
}

/// A group that is not the account's own is missing.
pub async fn list(on: &mut impl Connected, account: AccountKey, asked: &Asked) -> Result<ContactPage, Error> {
    let filter = &asked.filter;
    if let Some(group) = filter.group {
        fetch_optional!(on, (i64,), groups::COUNTER, group, account.0)?.ok_or(Error::Missing)?;
    }
    let mut total = None;
    let alone = Set::alone(filter);
    let (ids, next) = match (alone, asked.sort.key) {
        // The index is in this order already.
        (Some(set), Key::Created) => {
            let stages = [Stage::Added { set, down: asked.sort.descending }];
            Walk { stages: &stages, filter: None, limit: asked.limit }.page(on, account, asked.after.as_ref()).await?
        }
        (alone, _) => match small(on, account, filter).await? {
            Some(ids) => {
                let rows = among(on, account, &ids, filter).await?;
                total = asked.count.then_some((rows.len() as i64, false));
                cut(sorted(rows, asked), asked)
            }
            None => walked(on, account, asked, alone == Some(Set::All)).await?,
        },
    };
    if asked.count && total.is_none() {
        total = Some(count::count(on, account, filter).await?);
    }
    let rows = fetch_all!(on, ContactRow, sql::BY_IDS, Ids(&ids))?;
    let mut rows: HashMap<i64, ContactRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let rows = ids.iter().filter_map(|id| rows.remove(id)).collect();
    Ok(ContactPage {
        items: with_groups(on, rows).await?,
        next: next.map(|place| place.to_string()),
        total: total.map(|(total, _)| total),
        more: total.map(|(_, more)| more),
    })
}

/// The contacts that one of the filters leaves, if they are few.
async fn small(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<Option<Vec<i64>>, sqlx::Error> {
    for set in Set::of(filter).into_iter().chain([Set::All]) {
        if set.count(on, account, SMALL + 1).await? <= SMALL {
            return Ok(Some(set.next(on, account, false, 0, SMALL).await?));
        }
    }
    if filter.blacklisted == Some(true) {
        let (numbers,) = fetch_one!(on, (i64,), walk::COUNT_BLACKLIST, account.0, SMALL + 1)?;
        if numbers <= SMALL {
            let ids = fetch_all!(on, (i64,), walk::OF_BLACKLIST, account.0, SMALL + 1)?;
            return Ok((ids.len() as i64 <= SMALL).then(|| ids.into_iter().map(|(id,)| id).collect()));
        }
    }
    Ok(None)
}

/// In the order asked for, from behind the place on.
fn sorted(mut rows: Vec<KeyRow>, asked: &Asked) -> Vec<KeyRow> {
    let by = asked.sort.key;
    let place = |row: &KeyRow| (by.order(&by.shown(row)), row.id);
    rows.sort_by_cached_key(place);
    if asked.sort.descending {
        rows.reverse();
    }
    if let Some(after) = &asked.after {
        let after = (by.order(&after.key), after.id);
        let beyond = |row: &KeyRow| if asked.sort.descending { place(row) < after } else { place(row) > after };
        rows.retain(beyond);
    }
    rows
}

/// The page, and the place of the next one.
fn cut(mut rows: Vec<KeyRow>, asked: &Asked) -> (Vec<i64>, Option<Place>) {
    let more = rows.len() > asked.limit;
    rows.truncate(asked.limit);
    let place = |row: &KeyRow| Place { stage: 0, key: asked.sort.key.shown(row), id: row.id };
    let next = if more { rows.last().map(place) } else { None };
    (rows.into_iter().map(|row| row.id).collect(), next)
}

/// A page along one index, or of a search along several. `whole`: everybody is meant.
async fn walked(
    on: &mut impl Connected,
    account: AccountKey,
    asked: &Asked,
    whole: bool,
) -> Result<(Vec<i64>, Option<Place>), sqlx::Error> {
    let (filter, down) = (&asked.filter, asked.sort.descending);
    let stages = match (filter.words.first(), asked.sort.key) {
        (Some(word), _) => Stage::of(word),
        (None, Key::Created) if filter.asks_blacklist() => vec![Stage::Blacklisted],
        (None, Key::Created) => vec![Stage::Added { set: Set::least(on, account, filter).await?, down }],
        (None, key) => vec![Stage::whole(key, down)],
    };
    let walk = Walk { stages: &stages, filter: (!whole).then_some(filter), limit: asked.limit };
    walk.page(on, account, asked.after.as_ref()).await
}
