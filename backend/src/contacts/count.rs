//! How many contacts a filter leaves.
//!
//! Where an index knows the set, or a group counts itself, nobody is looked at. Of what remains, a part of the book is
//! looked at: then there may be more than was counted.

use std::collections::HashSet;

use super::among::count_among;
use super::filter::Filter;
use super::place::Place;
use super::set::Set;
use super::stages::Stage;
use crate::accounts::AccountKey;
use crate::db::Connected;

/// Exact up to here: what a person still reads as a number, and what is counted in a few milliseconds.
const EXACT: i64 = 10_000;

/// Contacts that are looked at.
const LOOKED_AT: i64 = 3_000;

/// The count, and whether there may be more.
pub async fn count(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<(i64, bool), sqlx::Error> {
    if let Some(set) = Set::alone(filter) {
        let count = set.count(on, account, EXACT + 1).await?;
        // A group counts itself, however many are in it.
        let more = count > EXACT && !matches!(set, Set::Group(_));
        return Ok((if more { EXACT } else { count }, more));
    }
    if filter.asks_blacklist() {
        return blacklisted(on, account, filter).await;
    }
    let alone = filter.is_one_word();
    let limit = if alone { EXACT } else { LOOKED_AT };
    let mut ids = match filter.words.is_empty() {
        true => Set::least(on, account, filter).await?.next(on, account, false, 0, limit + 1).await?,
        false => found(on, account, filter, limit + 1).await?,
    };
    let more = ids.len() as i64 > limit;
    ids.truncate(limit as usize);
    let count = if alone { ids.len() as i64 } else { count_among(on, account, &ids, filter).await? };
    Ok((count, more))
}

/// Those on the blacklist; some of its numbers are no contact's.
async fn blacklisted(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
) -> Result<(i64, bool), sqlx::Error> {
    let stops = Stage::Blacklisted.next(on, account, None, EXACT + 1).await?;
    let more = stops.len() as i64 > EXACT;
    let ids: Vec<i64> = stops.into_iter().take(EXACT as usize).map(|(id, _)| id).collect();
    Ok((count_among(on, account, &ids, filter).await?, more))
}

/// Those who may be found: by the word that the fewest have, each once.
async fn found(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let mut fewest: Option<Vec<i64>> = None;
    for word in &filter.words {
        let ids = with_word(on, account, word, limit).await?;
        if fewest.as_ref().is_none_or(|fewest| ids.len() < fewest.len()) {
            fewest = Some(ids);
        }
    }
    Ok(fewest.unwrap_or_default())
}

/// Those who have a word that begins like this.
async fn with_word(
    on: &mut impl Connected,
    account: AccountKey,
    word: &str,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    let mut ids = HashSet::new();
    for (at, stage) in Stage::of(word).iter().enumerate() {
        let mut place = Place::begin(at);
        loop {
            let left = limit - ids.len() as i64;
            if left <= 0 {
                return Ok(ids.into_iter().collect());
            }
            let stops = stage.next(on, account, Some(&place), left).await?;
            let ended = (stops.len() as i64) < left;
            for (id, key) in stops {
                ids.insert(id);
                place = Place { stage: at, key, id };
            }
            if ended {
                break;
            }
        }
    }
    Ok(ids.into_iter().collect())
}
