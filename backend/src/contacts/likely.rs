//! Contacts that may be the same person: the same e-mail address, or the same name.

use std::collections::HashMap;

use openapi::contacts::{LikelyDuplicate, LikelyDuplicatePage};
use serde::Deserialize;

use super::Error;
use super::place::Place;
use super::show::with_groups;
use super::sql::{self, ContactRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all};
use crate::http::page::read_limit;
use crate::problem::Problem;

/// Contacts shown of one likeness.
const SHOWN: i64 = 50;

/// What is shared.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum By {
    Email,
    Name,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LikelyQuery {
    /// What the contacts share.
    #[param(inline)]
    by: By,
    /// The `next` of the page before.
    #[param(pattern = "^[A-Za-z0-9_-]{1,2000}$")]
    after: Option<String>,
    /// Likenesses, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
}

/// A page asked for: behind a last name and a first name, or an address.
pub struct Asked {
    by: By,
    after: (String, String),
    limit: usize,
}

impl LikelyQuery {
    pub fn read(self) -> Result<Asked, Problem> {
        let wrong = || Problem::field("after", "malformed", "after is the `next` of a page");
        let after = match self.after.as_deref().map(str::parse::<Place>) {
            None => Default::default(),
            Some(place) => {
                let key = place.map_err(|()| wrong())?.key;
                key.split_once('|').map(|(one, two)| (one.to_owned(), two.to_owned())).ok_or_else(wrong)?
            }
        };
        Ok(Asked { by: self.by, after, limit: read_limit(self.limit.as_deref())? as usize })
    }
}

pub async fn likely(on: &mut impl Connected, account: AccountKey, asked: &Asked) -> Result<LikelyDuplicatePage, Error> {
    let (one, two, fetch) = (asked.after.0.as_str(), asked.after.1.as_str(), asked.limit as i64 + 1);
    let mut found = match asked.by {
        By::Email => fetch_all!(on, (String, String, i64), sql::SAME_EMAIL, account.0, one, fetch)?,
        By::Name => fetch_all!(on, (String, String, i64), sql::SAME_NAME, account.0, one, two, fetch)?,
    };
    let more = found.len() > asked.limit;
    found.truncate(asked.limit);
    let place = |(one, two, _): &(String, String, i64)| Place { stage: 0, key: format!("{one}|{two}"), id: 0 };
    let next = found.last().filter(|_| more).map(|last| place(last).to_string());
    let mut items = Vec::with_capacity(found.len());
    for (one, two, count) in found {
        let ids = match asked.by {
            By::Email => fetch_all!(on, (i64,), sql::WITH_EMAIL, account.0, one.as_str(), SHOWN)?,
            By::Name => fetch_all!(on, (i64,), sql::WITH_NAME, account.0, one.as_str(), two.as_str(), SHOWN)?,
        };
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        let rows = fetch_all!(on, ContactRow, sql::BY_IDS, Ids(&ids))?;
        let mut rows: HashMap<i64, ContactRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let rows = ids.iter().filter_map(|id| rows.remove(id)).collect();
        let shared = format!("{one} {two}").trim_end().to_owned();
        items.push(LikelyDuplicate { shared, count, contacts: with_groups(on, rows).await? });
    }
    Ok(LikelyDuplicatePage { items, next })
}
