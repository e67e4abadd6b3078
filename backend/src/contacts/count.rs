//! How many contacts a filter leaves.

use super::filter::Filter;
use super::place::Place;
use super::stages::Stage;
use super::walk_sql as walk;
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_one, fetch_optional};
use crate::groups::sql as groups;

/// Exact up to here: what a person still reads as a number, and what is counted in a few milliseconds.
const EXACT: i64 = 10_000;

/// The count, and whether there are more. Where a counter is kept, it answers.
pub async fn count(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<(i64, bool), sqlx::Error> {
    if let Some(group) = filter.group.filter(|_| filter.is_open()) {
        let counted = fetch_optional!(on, (i64,), groups::COUNTER, group, account.0)?;
        return Ok((counted.map_or(0, |(count,)| count), false));
    }
    let counted = match filter.words.is_empty() {
        true => up_to(on, account, filter, EXACT + 1).await?,
        false => found(on, account, filter).await?,
    };
    Ok((counted.min(EXACT), counted > EXACT))
}

/// Exact up to `limit`.
pub async fn up_to(
    on: &mut impl Connected,
    account: AccountKey,
    filter: &Filter,
    limit: i64,
) -> Result<i64, sqlx::Error> {
    let [one, two, three] = filter.patterns();
    let (count,) = fetch_one!(
        on,
        (i64,),
        walk::COUNT,
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
        filter.consent
    )?;
    Ok(count)
}

/// What a search finds, by the ranges it is looked for in.
async fn found(on: &mut impl Connected, account: AccountKey, filter: &Filter) -> Result<i64, sqlx::Error> {
    let stages = Stage::of(filter);
    let mut counted = 0_i64;
    for (at, stage) in stages.iter().enumerate() {
        let mut place: Option<Place> = None;
        loop {
            let rows = stage.next(on, account, filter, place.as_ref(), EXACT + 1).await?;
            let Some(last) = rows.last() else { break };
            place = Some(Place { stage: at, key: stage.place(last), id: last.id });
            counted += rows.iter().filter(|row| !stages[..at].iter().any(|earlier| earlier.shows(row))).count() as i64;
            if counted > EXACT {
                return Ok(counted);
            }
            if rows.len() as i64 <= EXACT {
                break;
            }
        }
    }
    Ok(counted)
}
