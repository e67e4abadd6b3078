//! Walks through indexes, and asks the filter of what stands there.
//!
//! However few a filter leaves of however many, a page looks at [`LOOKED_AT`] contacts and no more: then it is short, or
//! empty, and tells where to go on. So no page of a list keeps a database busy for longer than some milliseconds.

use std::collections::HashMap;

use super::among::among;
use super::filter::Filter;
use super::place::Place;
use super::stages::Stage;
use super::walk_sql::KeyRow;
use crate::accounts::AccountKey;
use crate::db::Connected;

/// Contacts that are looked at for one page. In the order of a name they lie anywhere in the table: 2 to 8 µs each, as much
/// of it as fits into memory.
const LOOKED_AT: usize = 2_000;

/// Each time nothing was found, so many times more are looked at.
const FASTER: usize = 4;

/// What is walked through, and how far.
pub struct Walk<'a> {
    pub stages: &'a [Stage],
    /// None: everybody there is meant.
    pub filter: Option<&'a Filter>,
    pub limit: usize,
}

impl Walk<'_> {
    /// A page from behind a place on, and where the next one begins. What an earlier stage has shown is passed over.
    pub async fn page(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        after: Option<&Place>,
    ) -> Result<(Vec<i64>, Option<Place>), sqlx::Error> {
        let mut place = after.cloned().unwrap_or_else(|| Place::begin(0));
        let (mut ids, mut looked, mut step) = (Vec::with_capacity(self.limit), 0, self.limit + 1);
        while let Some(stage) = self.stages.get(place.stage) {
            let stops = stage.next(on, account, Some(&place), step as i64).await?;
            let (ended, rows) = (stops.len() < step, self.left(on, account, &stops).await?);
            looked += stops.len();
            for (id, key) in stops {
                if rows.as_ref().is_none_or(|rows| rows.get(&id).is_some_and(|row| self.is_new(place.stage, row))) {
                    if ids.len() == self.limit {
                        return Ok((ids, Some(place)));
                    }
                    ids.push(id);
                }
                place = Place { stage: place.stage, key, id };
            }
            if ended {
                place = Place::begin(place.stage + 1);
            } else if looked >= LOOKED_AT {
                return Ok((ids, Some(place)));
            }
            step = (step * FASTER).min(LOOKED_AT);
        }
        Ok((ids, None))
    }

    /// What the filter leaves of them; none: it is not asked.
    async fn left(
        &self,
        on: &mut impl Connected,
        account: AccountKey,
        stops: &[(i64, String)],
    ) -> Result<Option<HashMap<i64, KeyRow>>, sqlx::Error> {
        let Some(filter) = self.filter else { return Ok(None) };
        let ids: Vec<i64> = stops.iter().map(|(id, _)| *id).collect();
        let rows = if ids.is_empty() { Vec::new() } else { among(on, account, &ids, filter).await? };
        Ok(Some(rows.into_iter().map(|row| (row.id, row)).collect()))
    }

    fn is_new(&self, stage: usize, row: &KeyRow) -> bool {
        !self.stages[..stage].iter().any(|earlier| earlier.shows(row))
    }
}
