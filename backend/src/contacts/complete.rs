//! Completes contacts that were written before their keys were kept: after an update of the platform.

use super::put_words::put_words;
use super::sql::{self, ContactRow};
use super::{Details, Error, Keys};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::{Ids, Rows, execute, fetch_all, transact};
use crate::numbers::{self, Line};

/// Contacts completed in one transaction: about 20 ms of SQLite's one writer.
const SLICE: i64 = 500;

/// Completes a slice; `false` when there was nothing to do. Looking first keeps an idle server from writing.
pub async fn complete(app: &App) -> Result<bool, Error> {
    let found = fetch_all!(&mut app.db.read().await?, (i64, i64), sql::INCOMPLETE, SLICE)?;
    // One account at a time: words are written with their account.
    let Some(&(_, account)) = found.first() else { return Ok(false) };
    let ids: Vec<i64> = found.iter().filter(|(_, of)| *of == account).map(|(id, _)| *id).collect();
    transact(&app.db, async |tx| {
        let rows = fetch_all!(tx, ContactRow, sql::LOCK_ALL, Ids(&ids))?;
        let rows = rows.into_iter().filter(|row| row.line.is_empty());
        let people: Vec<(i64, Details)> = rows.map(|row| (row.id, Details::from(row))).collect();
        let keys: Vec<(i64, Keys)> = people.iter().map(|(id, details)| (*id, details.keys())).collect();
        let line = |details: &Details| numbers::known(details.mobile).map_or(Line::Other, |number| number.line).word();
        let rows = Rows::default()
            .column(people.iter().map(|(id, _)| *id))
            .column(people.iter().map(|(_, details)| line(details)))
            .column(keys.iter().map(|(_, keys)| keys.search.as_str()))
            .column(keys.iter().map(|(_, keys)| keys.last.as_str()))
            .column(keys.iter().map(|(_, keys)| keys.first.as_str()))
            .column(keys.iter().map(|(_, keys)| keys.email.as_str()))
            .column(keys.iter().map(|(_, keys)| keys.company.as_str()));
        execute!(tx, sql::COMPLETE, rows)?;
        put_words(tx, AccountKey(account), keys.iter().map(|(id, keys)| (*id, keys)), false).await?;
        Ok(true)
    })
    .await
}
