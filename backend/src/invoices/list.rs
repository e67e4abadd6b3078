//! Finds documents.

use openapi::invoices::{Invoice, InvoicePage};
use openapi::{InvoiceId, PurchaseId};

use super::Error;
use super::sql::{self, InvoiceRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::http::Cursor;

/// An account's, newest first.
pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<InvoicePage, Error> {
    let rows = fetch_all!(on, InvoiceRow, sql::LIST, account.0, cursor.below(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(InvoicePage { items: rows.into_iter().map(Invoice::from).collect(), next })
}

pub async fn show(on: &mut impl Connected, account: AccountKey, id: InvoiceId) -> Result<Invoice, Error> {
    let row = fetch_optional!(on, InvoiceRow, sql::SHOW, id.0, account.0)?;
    row.map(Invoice::from).ok_or(Error::Missing)
}

/// The invoice of an account's purchase; there is none before it is paid.
pub async fn of_purchase(on: &mut impl Connected, account: AccountKey, id: PurchaseId) -> Result<InvoiceId, Error> {
    let found = fetch_optional!(on, (i64,), sql::OF_PURCHASE, id.0, account.0)?;
    found.map(|(id,)| InvoiceId(id)).ok_or(Error::Missing)
}

/// Those of some purchases, which the caller has found for whom they belong to: of each the invoice first, then its credit
/// notes.
pub async fn of_purchases(on: &mut impl Connected, purchases: &[PurchaseId]) -> Result<Vec<Invoice>, sqlx::Error> {
    let purchases: Vec<i64> = purchases.iter().map(|purchase| purchase.0).collect();
    let rows = fetch_all!(on, InvoiceRow, sql::OF_PURCHASES, Ids(&purchases))?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}
