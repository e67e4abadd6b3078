//! Accounts, newest first, and one by its ID.

use openapi::admin::{AdminAccount, AdminAccountPage};

use super::Error;
use super::sql::{self, AccountRow};
use crate::accounts::{AccountId, AccountKey};
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::http::Cursor;

pub async fn list(on: &mut impl Connected, cursor: &Cursor) -> Result<AdminAccountPage, Error> {
    let rows = fetch_all!(on, AccountRow, sql::LIST, cursor.below(), cursor.pattern(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(AdminAccountPage { items: rows.into_iter().map(AdminAccount::from).collect(), next })
}

pub async fn show(on: &mut impl Connected, id: &AccountId) -> Result<AdminAccount, Error> {
    Ok(find(on, id).await?.into())
}

pub async fn key(on: &mut impl Connected, id: &AccountId) -> Result<AccountKey, Error> {
    Ok(AccountKey(find(on, id).await?.id))
}

async fn find(on: &mut impl Connected, id: &AccountId) -> Result<AccountRow, Error> {
    fetch_optional!(on, AccountRow, sql::SHOW, id.as_str())?.ok_or(Error::Missing)
}
