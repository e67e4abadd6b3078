//! Deleted contacts, for as long as their deletion can be undone.
//!
//! They leave `contact` and `group_member` at once, so that nothing that reads those has to leave them out, and come
//! back as they were, with the groups that are still there.

use openapi::jobs::SelectionResult;

use super::put_words::put_words;
use super::sql::{self, ContactRow};
use super::trash_sql as trash;
use super::{Details, Error, Keys};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Ids, Tx, execute, fetch_all, fetch_one, transact};
use crate::jobs::{JobRow, UNDO_WINDOW, sql as jobs, stands};
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Contacts brought back, or forgotten, in one transaction: about 20 ms of SQLite's one writer.
const SLICE: i64 = 500;

/// Puts these contacts of the account away for a job; answers how many there were.
pub async fn put_away(tx: &mut Tx, account: AccountKey, job: i64, ids: &[i64]) -> Result<i64, sqlx::Error> {
    // Nobody puts them into a group meanwhile.
    fetch_all!(tx, ContactRow, sql::LOCK_ALL, Ids(ids))?;
    let gone = execute!(tx, trash::PUT_AWAY, Ids(ids), account.0, job)?;
    execute!(tx, trash::PUT_AWAY_MEMBERS, Ids(ids), account.0, job)?;
    execute!(tx, trash::LEAVE, Ids(ids), account.0)?;
    execute!(tx, sql::DELETE, Ids(ids), account.0)?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Runs one slice of a restoration: the job's subject is the job that deleted. What is back is put away no more, so
/// there is no place to remember.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let total = match job.total {
        0 => fetch_one!(&mut app.db.read().await?, (i64,), trash::COUNT_AWAY, job.subject_id)?.0,
        known => known,
    };
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let ids: Vec<i64> = away(tx, job.subject_id).await?;
        if ids.is_empty() {
            let result = serde_json::to_string(&SelectionResult { changed: job.done, kept: 0 }).unwrap_or_default();
            execute!(tx, jobs::FINISH, job.id, "done", job.done, total, result.as_str())?;
            return Ok(None);
        }
        execute!(tx, trash::BRING_BACK, Ids(&ids), job.subject_id)?;
        execute!(tx, trash::JOIN_AGAIN, Ids(&ids), job.subject_id)?;
        let rows = fetch_all!(tx, ContactRow, sql::LOCK_ALL, Ids(&ids))?;
        let keys: Vec<(i64, Keys)> = rows.into_iter().map(|row| (row.id, Details::from(row).keys())).collect();
        put_words(tx, account, keys.iter().map(|(id, keys)| (*id, keys)), true).await?;
        forget_these(tx, job.subject_id, &ids).await?;
        let done = job.done + ids.len() as i64;
        let cursor = done.to_string();
        execute!(tx, jobs::ADVANCE, job.id, cursor.as_str(), done, total, lease_until(app))?;
        Ok(Some(JobRow { cursor, done, total, ..job.clone() }))
    })
    .await
    .map_err(|error: Error| error)?;
    Ok(next.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}

/// Forgets a slice of what can be undone no more; `false` when there was nothing. A minute later than told: the clocks of
/// nodes differ, and what somebody is bringing back must not go.
pub async fn forget(app: &App) -> Result<bool, Error> {
    let before = app.clock.now().millis() - UNDO_WINDOW;
    let over = fetch_all!(&mut app.db.read().await?, (i64,), jobs::UNDO_OVER, before)?;
    let Some(&(job,)) = over.first() else { return Ok(false) };
    transact(&app.db, async |tx| {
        let ids = away(tx, job).await?;
        match ids.is_empty() {
            true => _ = execute!(tx, jobs::END_UNDO, job)?,
            false => forget_these(tx, job, &ids).await?,
        }
        Ok(true)
    })
    .await
}

async fn away(tx: &mut Tx, job: i64) -> Result<Vec<i64>, sqlx::Error> {
    Ok(fetch_all!(tx, (i64,), trash::AWAY, job, SLICE)?.into_iter().map(|(id,)| id).collect())
}

async fn forget_these(tx: &mut Tx, job: i64, ids: &[i64]) -> Result<(), sqlx::Error> {
    execute!(tx, trash::FORGET_MEMBERS, Ids(ids), job)?;
    execute!(tx, trash::FORGET, Ids(ids), job)?;
    Ok(())
}
