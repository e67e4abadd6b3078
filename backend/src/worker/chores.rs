//! Chores: what is done beside the dispatch. Once a minute new signing keys, forgetting what nobody needs any more, and a look
//! whether the ledger is to be verified; each second a look for programmed campaigns that have no price yet, and for rates that
//! have changed.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::app::App;
use crate::db::transact;
use crate::{allowances, audit, campaigns, credits, guessing, links, mobile, purchases, rates, sessions};

/// Often enough for a key made by another node to be known before it is asked for, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_secs(60);

/// Soon enough for whoever programs a campaign to see it among what is committed.
const LOOK: Duration = Duration::from_secs(1);

/// Does the chores until `stop` resolves. `sweeps`: whether this node forgets, too (role `all` or `worker`).
pub async fn run(app: App, sweeps: bool, stop: impl Future<Output = ()>) {
    tokio::select! {
        () = chores(&app, sweeps, stop) => {}
        // Beside them: a price may take its time to be worked out.
        () = rates::follow(&app) => {}
    }
}

async fn chores(app: &App, sweeps: bool, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut next_round = Instant::now() + PAUSE;
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            // A price that is broken off is worked out anew.
            () = look(app, sweeps) => {}
        }
        if Instant::now() < next_round {
            continue;
        }
        next_round = Instant::now() + PAUSE;
        if let Err(error) = round(app, sweeps).await {
            tracing::warn!(%error, "the chores were not done; they are tried again in a minute");
        }
    }
}

/// Verifies the ledger when it is due, and shows what was found. By itself: it may take minutes, and no other chore waits
/// for it. A server that stops drops it, and another turn comes.
async fn prove(app: App, sweeps: bool) {
    let proven = async {
        if sweeps {
            credits::nightly::round(&app).await?;
        }
        credits::nightly::show(&app).await
    };
    if let Err(error) = proven.await {
        tracing::error!(%error, "the ledger could not be verified");
    }
}

async fn look(app: &App, sweeps: bool) {
    sleep(LOOK).await;
    if sweeps && let Err(error) = campaigns::plan::round(app).await {
        tracing::warn!(%error, "programmed campaigns could not be priced; it is tried again");
    }
}

/// Each in a transaction of its own: SQLite's writer is everybody's.
async fn round(app: &App, sweeps: bool) -> Result<(), sqlx::Error> {
    let now = app.clock.now().millis();
    app.tokens.renew(&app.db, &app.ids, now).await?;
    tokio::task::spawn_local(prove(app.clone(), sweeps));
    if !sweeps {
        return Ok(());
    }
    transact(&app.db, async |tx| guessing::forget(tx, now).await).await?;
    transact(&app.db, async |tx| allowances::forget(tx, now).await).await?;
    transact(&app.db, async |tx| links::forget(tx, now).await).await?;
    while transact(&app.db, async |tx| sessions::forget(tx, now).await).await? >= sessions::SLICE.unsigned_abs() {}
    transact(&app.db, async |tx| mobile::forget(tx, now).await).await?;
    transact(&app.db, async |tx| audit::forget(tx, now).await).await?;
    transact(&app.db, async |tx| purchases::expire(tx, now).await).await?;
    Ok(())
}
