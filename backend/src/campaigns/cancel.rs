//! Cancels a campaign: what has not been claimed never leaves.

use openapi::CampaignId;

use super::pause::lock;
use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{execute, fetch_one, transact};
use crate::jobs::sql as jobs;

/// Closes the lanes. The rows behind their cursors are cancelled by that, untouched and never charged; what is on its way
/// arrives, and is not tried again where it does not; what waits in the outbox is closed and refunded by the worker.
pub async fn cancel(app: &App, account: AccountKey, id: CampaignId) -> Result<(), Error> {
    transact(&app.db, async |tx| match lock(tx, account, id).await?.as_str() {
        "draft" => Err(Error::WrongState("a draft")),
        "finished" => Err(Error::WrongState("finished")),
        "cancelled" => Ok(()),
        _ => {
            execute!(tx, jobs::CANCEL, "launch", id.0)?;
            execute!(tx, sql::CANCEL_LANES, id.0)?;
            let (open,) = fetch_one!(tx, (i64,), sql::OPEN_ROWS, id.0)?;
            execute!(tx, sql::CANCEL, id.0, open, app.ids.next())?;
            execute!(tx, sql::END_RETRIES, id.0)?;
            Ok(())
        }
    })
    .await?;
    app.worker.wake();
    Ok(())
}
