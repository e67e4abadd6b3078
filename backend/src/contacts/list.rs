//! Pages of the address book, filtered and sorted.
//!
//! A small set (a group, a country, a whole small book) is sorted here. A larger one is walked along the index of what it
//! is sorted by. A search in a larger one goes through the indexes by turns: numbers, last names, first names, e-mail
//! addresses, companies, inner words; what an earlier one has shown is passed over, and `sort` is not asked for.

use std::collections::HashMap;

use openapi::contacts::ContactPage;

use super::filter::Filter;
use super::place::Place;
use super::show::with_groups;
use super::sort::{Key, Sort};
use super::sql::{self, ContactRow};
use super::stages::Stage;
use super::walk_sql::{self as walk, KeyRow};
use super::{Error, count};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all};

/// Contacts that are sorted here rather than walked to in an index: a few milliseconds' worth.
const SMALL: i64 = 5_000;

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
    if let Some(group) = asked.filter.group
        && fetch_all!(on, (i64,), sql::OWN_GROUPS, Ids(&[group]), account.0)?.is_empty()
    {
        return Err(Error::Missing);
    }
    let mut total = None;
    let (ids, next) = match small(on, account, &asked.filter).await? {
        Some(ids) => {
            let rows = among(on, &ids, &asked.filter).await?;
            total = asked.count.then_some((rows.len() as i64, false));
            cut(sorted(rows, asked), asked)
        }
        None if asked.filter.words.is_empty() => cut(walked(on, account, asked).await?, asked),
        None => found(on, account, asked).await?,
    };
    if asked.count && total.is_none() {
        total = Some(count::count(on, account, &asked.filter).await?);
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
    let few = |rows: Vec<(i64,)>| (rows.len() as i64 <= SMALL).then(|| rows.into_iter().map(|(id,)| id).collect());
    if let Some(group) = filter.group
        && let Some(ids) = few(fetch_all!(on, (i64,), walk::OF_GROUP, group, SMALL + 1)?)
    {
        return Ok(Some(ids));
    }
    if filter.blacklisted == Some(true) {
        let (numbers,) = crate::db::fetch_one!(on, (i64,), walk::BLACKLISTED_NUMBERS, account.0, SMALL + 1)?;
        if numbers <= SMALL
            && let Some(ids) = few(fetch_all!(on, (i64,), walk::OF_BLACKLIST, account.0, SMALL + 1)?)
        {
            return Ok(Some(ids));
        }
    }
    if let Some(line) = filter.line.as_deref().filter(|line| *line != "mobile")
        && let Some(ids) = few(fetch_all!(on, (i64,), walk::OF_LINE, account.0, SMALL + 1, line)?)
    {
        return Ok(Some(ids));
    }
    if let Some(country) = filter.country.as_deref()
        && let Some(ids) = few(fetch_all!(on, (i64,), walk::OF_COUNTRY, account.0, SMALL + 1, country)?)
    {
        return Ok(Some(ids));
    }
    Ok(few(fetch_all!(on, (i64,), walk::OF_ACCOUNT, account.0, SMALL + 1)?))
}

async fn among(on: &mut impl Connected, ids: &[i64], filter: &Filter) -> Result<Vec<KeyRow>, sqlx::Error> {
    let [one, two, three] = filter.patterns();
    fetch_all!(
        on,
        KeyRow,
        walk::AMONG,
        Ids(ids),
        0_i64,
        filter.group,
        filter.country.as_deref(),
        filter.blacklisted,
        filter.line.as_deref(),
        one,
        two,
        three,
        filter.fields_json(),
        filter.consent
    )
}

/// In the order asked for, from behind the place on.
fn sorted(mut rows: Vec<KeyRow>, asked: &Asked) -> Vec<KeyRow> {
    let by = asked.sort.key;
    let place = |row: &KeyRow| (by.number(row), by.text(row).to_owned(), row.id);
    rows.sort_by_cached_key(place);
    if asked.sort.descending {
        rows.reverse();
    }
    if let Some(after) = &asked.after {
        let after = (by.number_of(&after.key), by.text_of(&after.key).to_owned(), after.id);
        let beyond = |row: &KeyRow| if asked.sort.descending { place(row) < after } else { place(row) > after };
        rows.retain(beyond);
    }
    rows
}

async fn walked(on: &mut impl Connected, account: AccountKey, asked: &Asked) -> Result<Vec<KeyRow>, sqlx::Error> {
    let limit = asked.limit as i64 + 1;
    let (down, place) = (asked.sort.descending, asked.after.as_ref());
    match asked.sort.key {
        Key::Created => {
            let id = place.map_or(if down { i64::MAX } else { 0 }, |place| place.id);
            super::stages::by_id(on, account, &asked.filter, down, id, limit).await
        }
        key => Stage::whole(key, down).next(on, account, &asked.filter, place, limit).await,
    }
}

/// The page, and the place of the next one.
fn cut(mut rows: Vec<KeyRow>, asked: &Asked) -> (Vec<i64>, Option<Place>) {
    let more = rows.len() > asked.limit;
    rows.truncate(asked.limit);
    let place = |row: &KeyRow| Place { stage: 0, key: asked.sort.key.shown(row), id: row.id };
    let next = if more { rows.last().map(place) } else { None };
    (rows.into_iter().map(|row| row.id).collect(), next)
}

/// A page of a search, stage after stage.
async fn found(
    on: &mut impl Connected,
    account: AccountKey,
    asked: &Asked,
) -> Result<(Vec<i64>, Option<Place>), sqlx::Error> {
    let stages = Stage::of(&asked.filter);
    let mut place = asked.after.clone();
    let mut at = place.as_ref().map_or(0, |place| place.stage);
    let mut ids: Vec<i64> = Vec::with_capacity(asked.limit);
    while let Some(stage) = stages.get(at) {
        let rows = stage.next(on, account, &asked.filter, place.as_ref(), asked.limit as i64 + 1).await?;
        let last = rows.len() <= asked.limit;
        for row in rows {
            if stages[..at].iter().any(|earlier| earlier.shows(&row)) {
                place = Some(Place { stage: at, key: stage.place(&row), id: row.id });
                continue;
            }
            if ids.len() == asked.limit {
                return Ok((ids, place));
            }
            ids.push(row.id);
            place = Some(Place { stage: at, key: stage.place(&row), id: row.id });
        }
        if last {
            at += 1;
            place = stages.get(at).map(|_| Place::begin(at));
        }
        if ids.len() == asked.limit && at >= stages.len() {
            break;
        }
    }
    Ok((ids, None))
}
