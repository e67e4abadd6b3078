//! Purchases, newest first: an account's own, and everybody's for the operator.

use openapi::purchases::{AdminPurchasePage, PurchasePage};

use super::sql::{self, AdminRow, PurchaseRow};
use super::{Error, show};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;
use crate::seller::Seller;

/// `status` is a word of the database, `%` for any.
pub async fn list(
    on: &mut impl Connected,
    seller: &Seller,
    account: AccountKey,
    status: &str,
    cursor: &Cursor,
) -> Result<PurchasePage, Error> {
    let rows = fetch_all!(on, PurchaseRow, sql::LIST, account.0, cursor.below(), status, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(PurchasePage { items: show::complete(on, seller, rows).await?, next })
}

/// What the operator looks for: words of the database, `%` for any; `refund` may be empty.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub status: &'a str,
    pub method: &'a str,
    pub refund: &'a str,
}

pub async fn list_all(
    on: &mut impl Connected,
    seller: &Seller,
    wanted: Wanted<'_>,
    cursor: &Cursor,
) -> Result<AdminPurchasePage, Error> {
    let Wanted { status, method, refund } = wanted;
    let (below, pattern) = (cursor.below(), cursor.pattern());
    let rows = fetch_all!(on, AdminRow, sql::LIST_ALL, below, status, method, refund, pattern, cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.purchase.id);
    Ok(AdminPurchasePage { items: show::complete_any(on, seller, rows).await?, next })
}
