//! Deletes a campaign.

use openapi::CampaignId;

use super::Error;
use super::sql::{self, LockedRow};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{execute, fetch_optional, transact};
use crate::jobs::sql as jobs;

/// A draft, a programmed campaign, or one that is held before it has a message, is gone and never sent; one that has ended leaves the list, its messages and charges
/// stay. One that is under way is a conflict.
pub async fn delete(app: &App, account: AccountKey, id: CampaignId) -> Result<(), Error> {
    transact(&app.db, async |tx| {
        let row = fetch_optional!(tx, LockedRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
        match row.status.as_str() {
            status if matches!(status, "draft" | "programmed") || row.shelved == 1 => {
                execute!(tx, jobs::CANCEL, "launch", id.0)?;
                execute!(tx, sql::DELETE_LANES, id.0)?;
                execute!(tx, sql::DELETE, id.0)?;
            }
            "finished" | "cancelled" => {
                execute!(tx, sql::HIDE, id.0)?;
            }
            _ => return Err(Error::WrongState("under way")),
        }
        Ok(())
    })
    .await
}
