//! What has been read, and what has not.

use openapi::notices::NoticesRead;

use super::sql;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Connected, Ids, execute, fetch_all, fetch_one, transact};
use crate::problem::Problem;

/// Notices marked in one transaction: a few milliseconds of SQLite's writer.
const SLICE: usize = 1_000;

/// How many are unread.
pub async fn unread(on: &mut impl Connected, account: AccountKey) -> Result<i64, sqlx::Error> {
    let (count,) = fetch_one!(on, (i64,), sql::UNREAD, account.0)?;
    Ok(count)
}

/// Marks notices as read; answers how many were not. All of them: those that are there now, slice by slice.
pub async fn mark(app: &App, account: AccountKey, asked: &NoticesRead) -> Result<i64, Problem> {
    match (&asked.ids, asked.all) {
        (Some(ids), false) if ids.len() > SLICE => {
            Err(Problem::field("ids", "too_many", format!("at most {SLICE} at once")))
        }
        (Some(ids), false) => {
            let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
            Ok(mark_these(app, account, &ids).await?)
        }
        (None, true) => Ok(mark_all(app, account).await?),
        _ => Err(Problem::field("ids", "required", "name either ids or all")),
    }
}

async fn mark_these(app: &App, account: AccountKey, ids: &[i64]) -> Result<i64, sqlx::Error> {
    let now = app.clock.now().millis();
    let changed = transact(&app.db, async |tx| execute!(tx, sql::READ, Ids(ids), account.0, now)).await?;
    Ok(i64::try_from(changed).unwrap_or(i64::MAX))
}

async fn mark_all(app: &App, account: AccountKey) -> Result<i64, sqlx::Error> {
    let (before, limit) = (app.ids.next(), i64::try_from(SLICE).unwrap_or(i64::MAX));
    let mut changed = 0;
    loop {
        let mut reader = app.db.read().await?;
        let ids = fetch_all!(&mut reader, (i64,), sql::NEXT_UNREAD, account.0, before, limit)?;
        drop(reader);
        let ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
        if ids.is_empty() {
            return Ok(changed);
        }
        changed += mark_these(app, account, &ids).await?;
    }
}
