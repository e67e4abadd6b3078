//! Chores: what is done once a minute, beside the dispatch. New signing keys, and forgetting what nobody needs any more.

use std::time::Duration;

use tokio::time::sleep;

use crate::app::App;
use crate::db::transact;
use crate::{allowances, audit, guessing, links, mobile, sessions};

/// Often enough for a key made by another node to be known before it is asked for, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_secs(60);

/// Does the chores until `stop` resolves. `sweeps`: whether this node forgets, too (role `all` or `worker`).
pub async fn run(app: App, sweeps: bool, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = sleep(PAUSE) => {}
        }
        if let Err(error) = round(&app, sweeps).await {
            tracing::warn!(%error, "the chores were not done; they are tried again in a minute");
        }
    }
}

/// Each in a transaction of its own: SQLite's writer is everybody's.
async fn round(app: &App, sweeps: bool) -> Result<(), sqlx::Error> {
    let now = app.clock.now().millis();
    app.tokens.renew(&app.db, &app.ids, now).await?;
    if !sweeps {
        return Ok(());
    }
    transact(&app.db, async |tx| guessing::forget(tx, now).await).await?;
    transact(&app.db, async |tx| allowances::forget(tx, now).await).await?;
    transact(&app.db, async |tx| links::forget(tx, now).await).await?;
    while transact(&app.db, async |tx| sessions::forget(tx, now).await).await? >= sessions::SLICE.unsigned_abs() {}
    transact(&app.db, async |tx| mobile::forget(tx, now).await).await?;
    transact(&app.db, async |tx| audit::forget(tx, now).await).await?;
    Ok(())
}
