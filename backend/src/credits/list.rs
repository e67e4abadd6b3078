//! An account's movements, newest first.

use openapi::credits::{Movement, MovementPage};
use openapi::{CampaignId, Credits, MovementId, PurchaseId, Time};

use super::sql::{self, MovementRow};
use super::{Error, kind_of};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

pub async fn list(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<MovementPage, Error> {
    let rows = fetch_all!(on, MovementRow, sql::LIST, account.0, cursor.below(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |row| row.id);
    Ok(MovementPage { items: rows.into_iter().map(Movement::from).collect(), next })
}

impl From<MovementRow> for Movement {
    fn from(row: MovementRow) -> Self {
        Self {
            id: MovementId(row.id),
            kind: kind_of(&row.kind),
            credits: Credits::from_ten_thousandths(row.amount),
            balance_after: Credits::from_ten_thousandths(row.balance_after.unwrap_or_default()),
            reference: row.reference,
            counterparty: row.counterparty,
            campaign_id: row.campaign_id.map(CampaignId),
            purchase_id: row.purchase_id.map(PurchaseId),
            invoice_id: None,
            at: Time::from_millis(row.at),
        }
    }
}
