//! Finds documents.

use openapi::PurchaseId;
use openapi::invoices::Invoice;

use super::sql::{self, InvoiceRow};
use crate::db::{Connected, Ids, fetch_all};

/// Those of some purchases, which the caller has found for whom they belong to: of each the invoice first, then its credit
/// notes.
pub async fn of_purchases(on: &mut impl Connected, purchases: &[PurchaseId]) -> Result<Vec<Invoice>, sqlx::Error> {
    let purchases: Vec<i64> = purchases.iter().map(|purchase| purchase.0).collect();
    let rows = fetch_all!(on, InvoiceRow, sql::OF_PURCHASES, Ids(&purchases))?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}
