//! What has been read, and what has not.

use openapi::replies::RepliesRead;

use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, execute, fetch_all, fetch_one, transact};
use crate::problem::Problem;

/// Replies marked in one transaction: a few milliseconds of SQLite's writer.
const SLICE: usize = 1_000;

/// How many are unread.
pub async fn unread(on: &mut impl Connected, account: AccountKey) -> Result<i64, sqlx::Error> {
    let (count,) = fetch_one!(on, (i64,), sql::UNREAD, account.0)?;
    Ok(count)
}

/// Marks replies; answers how many were not marked so before. All of them: those that are there now, slice by slice.
pub async fn mark(app: &App, account: AccountKey, asked: &RepliesRead) -> Result<i64, Problem> {
    let at = asked.read.then(|| app.clock.now().millis());
    match (&asked.ids, asked.all) {
        (Some(ids), false) if ids.len() > SLICE => {
            Err(Problem::field("ids", "too_many", format!("at most {SLICE} at once")))
        }
        (Some(ids), false) => {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            Ok(mark_these(app, account, &ids, at).await?)
        }
        (None, true) => Ok(mark_all(app, account, at).await?),
        _ => Err(Problem::field("ids", "required", "name either ids or all")),
    }
}

async fn mark_these(app: &App, account: AccountKey, ids: &[i64], at: Option<i64>) -> Result<i64, Error> {
    let changed = transact(&app.db, async |tx| execute!(tx, sql::MARK, Ids(ids), account.0, at)).await?;
    Ok(i64::try_from(changed).unwrap_or(i64::MAX))
}

async fn mark_all(app: &App, account: AccountKey, at: Option<i64>) -> Result<i64, Error> {
    let (before, limit) = (app.ids.next(), i64::try_from(SLICE).unwrap_or(i64::MAX));
    let mut changed = 0;
    loop {
        let mut reader = app.db.read().await?;
        let ids = fetch_all!(&mut reader, (i64,), sql::UNMARKED, account.0, at.is_some(), before, limit)?;
        drop(reader);
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        if ids.is_empty() {
            return Ok(changed);
        }
        changed += mark_these(app, account, &ids, at).await?;
    }
}
