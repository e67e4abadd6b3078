//! Pauses and resumes a campaign: one update of its few lanes, whatever its size.

use openapi::CampaignId;

use super::sql::{self, LockedRow};
use super::{Error, launch};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Tx, execute, fetch_all, fetch_optional, transact};

/// Nothing more is claimed; what is on its way arrives.
pub async fn pause(app: &App, account: AccountKey, id: CampaignId) -> Result<(), Error> {
    transact(&app.db, async |tx| match lock(tx, account, id).await?.as_str() {
        "running" | "asleep" | "no_credit" => {
            execute!(tx, sql::PAUSE_LANES, id.0)?;
            execute!(tx, sql::SET_STATUS, id.0, "paused")?;
            Ok(())
        }
        "paused" => Ok(()),
        "launching" => Err(Error::WrongState("launching")),
        _ => Err(Error::WrongState("not running")),
    })
    .await
}

/// Goes on; also one that waits for credits, to look again whether there are some. One that was held is
/// launched, or goes on where its launch or its sending stood.
pub async fn resume(app: &App, account: AccountKey, id: CampaignId) -> Result<(), Error> {
    transact(&app.db, async |tx| match lock(tx, account, id).await?.as_str() {
        "paused" | "no_credit" => {
            if execute!(tx, sql::LET_GO, id.0)? == 1 {
                return launch::go_on(tx, app, account, id, app.clock.now().millis()).await;
            }
            execute!(tx, sql::RESUME_LANES, id.0)?;
            execute!(tx, sql::WAKE, id.0)?;
            Ok(())
        }
        "running" => Ok(()),
        _ => Err(Error::WrongState("not paused")),
    })
    .await?;
    app.worker.wake();
    app.worker.wake_launches();
    Ok(())
}

/// Takes the lanes, then the campaign (the order in which the worker takes them), and tells its status.
pub(super) async fn lock(tx: &mut Tx, account: AccountKey, id: CampaignId) -> Result<String, Error> {
    fetch_all!(tx, (i64,), sql::LOCK_LANES, id.0)?;
    let row = fetch_optional!(tx, LockedRow, sql::LOCK, id.0, account.0)?.ok_or(Error::Missing)?;
    Ok(row.status)
}
