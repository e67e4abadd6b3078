//! An account's campaigns, newest first.

use openapi::campaigns::{Campaign, CampaignPage};

use super::Error;
use super::sql::{self, CampaignRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

/// `state`: `draft`, `programmed`, `sent`, or `all`.
pub async fn list(
    on: &mut impl Connected,
    account: AccountKey,
    state: &str,
    cursor: &Cursor,
) -> Result<CampaignPage, Error> {
    let rows =
        fetch_all!(on, CampaignRow, sql::LIST, account.0, cursor.below(), state, cursor.pattern(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(CampaignPage { items: rows.into_iter().map(Campaign::from).collect(), next })
}

/// Campaigns that a dashboard has room for.
const FEW: i64 = 5;

/// Those under way, newest first.
pub async fn under_way(on: &mut impl Connected, account: AccountKey) -> Result<Vec<Campaign>, Error> {
    let rows = fetch_all!(on, CampaignRow, sql::UNDER_WAY, account.0, FEW)?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}

/// The programmed ones, the next first.
pub async fn next(on: &mut impl Connected, account: AccountKey) -> Result<Vec<Campaign>, Error> {
    let rows = fetch_all!(on, CampaignRow, sql::NEXT, account.0, FEW)?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}
