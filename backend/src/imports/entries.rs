//! The files that were uploaded, newest first, and what became of them.

use std::collections::HashMap;

use openapi::imports::{ImportEntry, ImportPage};
use openapi::{ImportId, Time};

use super::mapping::Plan;
use super::{Error, sql};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all};
use crate::http::Cursor;
use crate::jobs::JobRow;

pub async fn entries(on: &mut impl Connected, account: AccountKey, cursor: &Cursor) -> Result<ImportPage, Error> {
    type Row = (i64, String, i64, i64, Option<i64>);
    let rows = fetch_all!(on, Row, sql::LIST, account.0, cursor.below(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |(id, ..)| *id);
    let ids: Vec<i64> = rows.iter().filter_map(|(.., job)| *job).collect();
    let runs = fetch_all!(on, JobRow, sql::RUNS, Ids(&ids), account.0)?;
    let first = ids.iter().min().copied().unwrap_or(i64::MAX);
    let undos = fetch_all!(on, JobRow, sql::UNDOS, Ids(&ids), account.0, first)?;
    let mut undos: HashMap<i64, JobRow> = undos.into_iter().map(|undo| (undo.subject_id, undo)).collect();
    let mut runs: HashMap<i64, JobRow> = runs.into_iter().map(|run| (run.id, run)).collect();
    let item = |(id, file_name, rows, created_at, job): Row| {
        let run = job.and_then(|job| runs.remove(&job));
        let plan = run.as_ref().and_then(|run| serde_json::from_str::<Plan>(&run.payload).ok());
        ImportEntry {
            id: ImportId(id),
            file_name,
            rows,
            created_at: Time::from_millis(created_at),
            dry_run: plan.is_some_and(|plan| plan.dry_run),
            job: run.map(Into::into),
            undo: job.and_then(|job| undos.remove(&job)).map(Into::into),
        }
    };
    Ok(ImportPage { items: rows.into_iter().map(item).collect(), next })
}
