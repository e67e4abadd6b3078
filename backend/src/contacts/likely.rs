//! Contacts that may be the same person: the same e-mail address, or the same name.

use std::collections::HashMap;

use openapi::contacts::{Contact, LikelyDuplicate, LikelyDuplicatePage};
use serde::Deserialize;

use super::Error;
use super::duplicates::LOOKED_AT;
use super::place::Place;
use super::show::with_groups;
use super::sort::names;
use super::sql::{self, ContactRow};
use super::stages::LAST;
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::http::page::read_limit;
use crate::problem::Problem;

/// Contacts shown of one likeness; a search finds the others.
const SHOWN: i64 = 10;

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
                let (one, two) = names::apart(&key);
                (one.to_owned(), two.to_owned())
            }
        };
        Ok(Asked { by: self.by, after, limit: read_limit(self.limit.as_deref())? as usize })
    }
}

pub async fn likely(on: &mut impl Connected, account: AccountKey, asked: &Asked) -> Result<LikelyDuplicatePage, Error> {
    let (mut found, far) = found(on, account, asked).await?;
    let more = found.len() > asked.limit;
    found.truncate(asked.limit);
    let last = found.last().map(|(one, two, _)| (one.clone(), two.clone()));
    let next = if more { last } else { far };
    let next = next.map(|(one, two)| Place { stage: 0, key: names::together(&one, &two), id: 0 }.to_string());
    let mut shown: Vec<Vec<i64>> = Vec::with_capacity(found.len());
    for (one, two, _) in &found {
        let ids = match asked.by {
            By::Email => fetch_all!(on, (i64,), sql::WITH_EMAIL, account.0, one.as_str(), SHOWN)?,
            By::Name => fetch_all!(on, (i64,), sql::WITH_NAME, account.0, one.as_str(), two.as_str(), SHOWN)?,
        };
        shown.push(ids.into_iter().map(|(id,)| id).collect());
    }
    let rows = fetch_all!(on, ContactRow, sql::BY_IDS, Ids(&shown.concat()))?;
    let contacts = with_groups(on, rows).await?;
    let mut contacts: HashMap<i64, Contact> = contacts.into_iter().map(|contact| (contact.id.0, contact)).collect();
    let item = |((one, two, count), ids): ((String, String, i64), Vec<i64>)| LikelyDuplicate {
        shared: format!("{one} {two}").trim_end().to_owned(),
        count,
        contacts: ids.iter().filter_map(|id| contacts.remove(id)).collect(),
    };
    Ok(LikelyDuplicatePage { items: found.into_iter().zip(shown).map(item).collect(), next })
}

/// What is shared and by how many, one more than a page has; and what was looked at last, when that was not all.
async fn found(
    on: &mut impl Connected,
    account: AccountKey,
    asked: &Asked,
) -> Result<(Vec<(String, String, i64)>, Option<(String, String)>), sqlx::Error> {
    let (one, two, fetch) = (asked.after.0.as_str(), asked.after.1.as_str(), asked.limit as i64 + 1);
    let beyond = (LAST.to_owned(), String::new());
    match asked.by {
        By::Email => {
            let far = fetch_optional!(on, (String,), sql::FAR_EMAIL, account.0, one, LOOKED_AT)?;
            let far = far.map(|(key,)| (key, String::new()));
            let last = far.as_ref().unwrap_or(&beyond).0.as_str();
            let found = fetch_all!(on, (String, String, i64), sql::SAME_EMAIL, account.0, one, last, fetch)?;
            Ok((found, far))
        }
        By::Name => {
            let far = fetch_optional!(on, (String, String), sql::FAR_NAME, account.0, one, two, LOOKED_AT)?;
            let (last, first) = far.as_ref().unwrap_or(&beyond);
            let (last, first) = (last.as_str(), first.as_str());
            let found = fetch_all!(on, (String, String, i64), sql::SAME_NAME, account.0, one, two, last, first, fetch)?;
            Ok((found, far))
        }
    }
}
