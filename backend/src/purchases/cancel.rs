//! The buyer gives a purchase up, before any money of it came in.

use openapi::PurchaseId;

use super::sql::{self, PurchaseRow};
use super::{Error, show};
use crate::accounts::AccountKey;
use crate::credits;
use crate::db::{Tx, execute, fetch_optional};

pub async fn cancel(tx: &mut Tx, account: AccountKey, id: PurchaseId) -> Result<(), Error> {
    credits::lock(tx, account).await?;
    let row = fetch_optional!(tx, PurchaseRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    if execute!(tx, sql::CANCEL, id.0)? == 1 || row.status() == openapi::purchases::PurchaseStatus::Cancelled {
        return Ok(());
    }
    if show::holds_money(&row) && row.paid_at.is_none() {
        return Err(Error::Status("Part of its money came in: pay the rest, or ask the operator to give it back."));
    }
    Err(Error::Status("It does not wait for its money any more."))
}
