//! Forgets, a slice at a time, what nobody can ask for any more.

use super::{Error, IMPORT_UNDO_WINDOW, sql, undo_sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Tx, execute, fetch_optional, transact};
use crate::ids::first_at;
use crate::jobs::sql as jobs;

/// Rows of one transaction; a deletion costs a fraction of an insertion.
const SLICE: i64 = 5_000;

/// How long an import is listed, in milliseconds: a month, and so longer than it can be undone.
const KEPT: i64 = 30 * 24 * 3600 * 1000;
const _: () = assert!(KEPT > IMPORT_UNDO_WINDOW);

/// What is undone at the last moment must not be forgotten meanwhile, in milliseconds: the clocks of nodes differ.
const MARGIN: i64 = 60_000;

/// Behind every job.
const END: i64 = i64::MAX;

/// Forgets a slice; `false` when there was nothing. Looking first keeps an idle server from writing.
pub async fn forget(app: &App) -> Result<bool, Error> {
    let now = app.clock.now().millis();
    let mut reader = app.db.read().await?;
    let over = fetch_optional!(&mut reader, (i64,), jobs::UNDO_OF_IMPORT_OVER, now - MARGIN)?;
    if let Some((run,)) = over {
        drop(reader);
        return transact(&app.db, async |tx| {
            if execute!(tx, undo_sql::FORGET_ALL_BEFORE, run, SLICE)? == 0 {
                execute!(tx, jobs::END_UNDO, run)?;
            }
            Ok(true)
        })
        .await;
    }
    let old = fetch_optional!(&mut reader, (i64, i64), sql::OLD, first_at(now - KEPT))?;
    drop(reader);
    let Some((import, account)) = old else { return Ok(false) };
    transact(&app.db, async |tx| {
        if !earlier_runs(tx, AccountKey(account), import, END).await? {
            execute!(tx, sql::FORGET, import)?;
        }
        Ok(true)
    })
    .await
}

/// Forgets a slice of what the runs of an import before `job` have left for reading; `false` when there was nothing.
pub async fn earlier_runs(tx: &mut Tx, account: AccountKey, import: i64, job: i64) -> Result<bool, Error> {
    if let Some((run,)) = fetch_optional!(tx, (i64,), sql::RUN_WITH_REFUSED, account.0, import, job)? {
        execute!(tx, sql::FORGET_REFUSED, run, SLICE)?;
        return Ok(true);
    }
    if let Some((run,)) = fetch_optional!(tx, (i64,), sql::RUN_WITH_SLICES, account.0, import, job)? {
        execute!(tx, sql::FORGET_SLICES, run, SLICE)?;
        return Ok(true);
    }
    Ok(false)
}
