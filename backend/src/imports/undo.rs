//! Takes back what a run has written: of one that has ended, within a week (a restoration), or of one that was cancelled
//! or has lost its file.
//!
//! In slices, in this order: the contacts that it made are deleted; those that it changed are again what they were, and
//! those that it put into its group leave it; numbers that it put on the blacklist leave that; last, a group that it made
//! goes when nobody is in it. A contact that was changed since stays as it is, and is counted. What is taken back is
//! forgotten in the same transaction, so a killed server goes on where it was.

use openapi::accounts::Locale;
use openapi::jobs::SelectionResult;
use openapi::{ImportId, JobId};
use serde::{Deserialize, Serialize};

use super::run::Cursor;
use super::sql::ImportRow;
use super::undo_sql as undo;
use super::{Error, show, sql};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::blacklist::sql as blacklist;
use crate::contacts::sql::{self as contacts, ContactRow};
use crate::contacts::{Details, Keys, put_words, trash_sql};
use crate::db::{Ids, Rows, Tx, execute, fetch_all, fetch_optional, transact};
use crate::jobs::{JobRow, sql as jobs, stands};
use crate::worker::jobs::{Slice, SliceError, lease_until};

/// Contacts, or numbers, of one transaction: about 20 ms of SQLite's one writer.
const SLICE: i64 = 500;

/// How far taking back has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    stage: Stage,
    /// The last contact that was looked at.
    after: i64,
    /// Contacts that are as they were before the run.
    changed: i64,
    /// Contacts that were changed since.
    kept: i64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    #[default]
    Made,
    Before,
    Blacklist,
}

/// A run that is taken back.
pub struct Undone<'a> {
    pub app: &'a App,
    pub account: AccountKey,
    /// Its job.
    pub run: i64,
    /// Where it ended.
    pub cursor: &'a Cursor,
    pub import: &'a ImportRow,
}

/// Takes a slice back; `None` when nothing is left.
pub async fn take_back(tx: &mut Tx, undone: &Undone<'_>, back: &Back) -> Result<Option<Back>, Error> {
    let next = match back.stage {
        Stage::Made => delete_made(tx, undone, back).await?,
        Stage::Before => restore(tx, undone, back).await?,
        Stage::Blacklist => {
            if take_off(tx, undone).await? {
                return Ok(Some(back.clone()));
            }
            if let Some(group) = undone.cursor.group.filter(|_| undone.cursor.group_made) {
                execute!(tx, undo::DROP_GROUP, group.0, undone.account.0)?;
            }
            return Ok(None);
        }
    };
    Ok(Some(next))
}

/// The contacts that the run made.
async fn delete_made(tx: &mut Tx, undone: &Undone<'_>, back: &Back) -> Result<Back, Error> {
    let Cursor { first, last, .. } = *undone.cursor;
    let after = back.after.max(first - 1);
    let made = fetch_all!(tx, (i64, i64, i64), undo::MADE, undone.account.0, after, last, undone.run, SLICE)?;
    let Some(&(last, ..)) = made.last() else {
        return Ok(Back { stage: Stage::Before, after: 0, ..back.clone() });
    };
    let same = made.iter().filter(|(_, created_at, updated_at)| created_at == updated_at);
    let ids: Vec<i64> = same.map(|(id, ..)| *id).collect();
    execute!(tx, trash_sql::LEAVE, Ids(&ids), undone.account.0)?;
    execute!(tx, contacts::DELETE, Ids(&ids), undone.account.0)?;
    let (deleted, met) = (ids.len() as i64, made.len() as i64);
    Ok(Back { after: last, changed: back.changed + deleted, kept: back.kept + met - deleted, ..back.clone() })
}

/// A contact that the run changed, or put into its group.
#[derive(sqlx::FromRow)]
struct Before {
    contact_id: i64,
    changed: bool,
    joined: bool,
    written_at: i64,
}

async fn restore(tx: &mut Tx, undone: &Undone<'_>, back: &Back) -> Result<Back, Error> {
    let rows = fetch_all!(tx, Before, undo::BEFORE, undone.run, SLICE)?;
    if rows.is_empty() {
        return Ok(Back { stage: Stage::Blacklist, ..back.clone() });
    }
    let all: Vec<i64> = rows.iter().map(|row| row.contact_id).collect();
    let now = fetch_all!(tx, (i64, i64), undo::NOW, Ids(&all), undone.account.0)?;
    let is = |row: &&Before| now.binary_search(&(row.contact_id, row.written_at)).is_ok();
    let same: Vec<&Before> = rows.iter().filter(is).collect();
    let ids = |wanted: fn(&Before) -> bool| -> Vec<i64> {
        same.iter().filter(|row| wanted(row)).map(|row| row.contact_id).collect()
    };
    let (changed, joined) = (ids(|row| row.changed), ids(|row| row.joined));
    if !changed.is_empty() {
        execute!(tx, undo::RESTORE, Ids(&changed), undone.run)?;
        let rows = fetch_all!(tx, ContactRow, contacts::LOCK_ALL, Ids(&changed))?;
        let keys: Vec<(i64, Keys)> = rows.into_iter().map(|row| (row.id, Details::from(row).keys())).collect();
        put_words(tx, undone.account, keys.iter().map(|(id, keys)| (*id, keys)), false).await?;
    }
    if let Some(group) = undone.cursor.group.filter(|_| !joined.is_empty()) {
        execute!(tx, crate::groups::sql::REMOVE, Ids(&joined), group.0)?;
    }
    execute!(tx, undo::FORGET_BEFORE, Ids(&all), undone.run)?;
    let (same, there) = (same.len() as i64, now.len() as i64);
    Ok(Back { changed: back.changed + same, kept: back.kept + there - same, ..back.clone() })
}

/// Numbers that the run put on the blacklist, and nobody else; `false` when there is none left.
async fn take_off(tx: &mut Tx, undone: &Undone<'_>) -> Result<bool, Error> {
    let numbers = fetch_all!(tx, (i64,), blacklist::OF_IMPORT, undone.run, SLICE)?;
    if numbers.is_empty() {
        return Ok(false);
    }
    let numbers: Vec<i64> = numbers.into_iter().map(|(number,)| number).collect();
    let reason = reason(owner(tx, undone.account).await?.locale, &undone.import.file_name);
    let (app, now) = (undone.app, undone.app.clock.now().millis());
    let rows = Rows::default().column(numbers.iter().copied()).column(numbers.iter().map(|_| app.ids.next()));
    execute!(tx, blacklist::KEEP_MANY, rows, undone.account.0, now, reason.as_str())?;
    execute!(tx, blacklist::REMOVE_MANY, Ids(&numbers), undone.account.0)?;
    Ok(true)
}

/// Why a number was taken off, in the words of whoever reads its history.
fn reason(locale: Locale, file_name: &str) -> String {
    match (locale, file_name) {
        (Locale::Fr, "") => "Import d’une liste collée annulé".to_owned(),
        (Locale::En, "") => "Import of a pasted list undone".to_owned(),
        (Locale::Fr, name) => format!("Import de {name} annulé"),
        (Locale::En, name) => format!("Import of {name} undone"),
    }
}

/// Runs one slice of a restoration, whose subject is the run.
pub async fn slice(app: &App, job: &JobRow) -> Result<Slice, SliceError> {
    let account = AccountKey(job.account_id);
    let mut reader = app.db.read().await?;
    let run = fetch_optional!(&mut reader, JobRow, jobs::SHOW, JobId(job.subject_id).0, account.0)?;
    let run = run.ok_or("the run of an undone import is gone")?;
    let import = show::row(&mut reader, account, ImportId(run.subject_id)).await?;
    drop(reader);
    let cursor: Cursor = serde_json::from_str(&run.cursor)?;
    let undone = Undone { app, account, run: run.id, cursor: &cursor, import: &import };
    let back: Back = match job.cursor.as_str() {
        "" => Back::default(),
        json => serde_json::from_str(json)?,
    };
    let expected = cursor.counts.new + cursor.counts.updated;
    let next = transact(&app.db, async |tx| {
        if !stands(tx, job.id, &job.cursor).await? {
            return Ok(None);
        }
        let Some(next) = take_back(tx, &undone, &back).await? else {
            let result = SelectionResult { changed: back.changed, kept: back.kept };
            let (result, done) = (serde_json::to_string(&result).unwrap_or_default(), back.changed + back.kept);
            execute!(tx, jobs::FINISH, job.id, "done", done, done, result.as_str())?;
            // Its file is gone: whoever wants it again uploads it again, and is told so.
            execute!(tx, sql::IMPORTED, import.id, None::<i64>)?;
            return Ok(None);
        };
        let cursor = serde_json::to_string(&next).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let done = next.changed + next.kept;
        let total = expected.max(done);
        execute!(tx, jobs::ADVANCE, job.id, cursor.as_str(), done, total, lease_until(app))?;
        Ok(Some(JobRow { cursor, done, total, ..job.clone() }))
    })
    .await
    .map_err(|error: Error| error)?;
    Ok(next.map_or(Slice::Done, |job| Slice::More(Box::new(job))))
}
