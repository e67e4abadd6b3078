//! The rows that the latest run refused, in the order of the file.

use openapi::ImportId;
use openapi::imports::{RefusedPage, RefusedRow};

use super::{Error, show, sql};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_all};
use crate::http::Cursor;

pub async fn refused(
    on: &mut impl Connected,
    account: AccountKey,
    id: ImportId,
    cursor: &Cursor,
) -> Result<RefusedPage, Error> {
    let import = show::row(on, account, id).await?;
    let Some(job) = import.job_id else { return Ok(RefusedPage { items: Vec::new(), next: None }) };
    let rows = fetch_all!(on, (i64, String, String), sql::REFUSED, job, cursor.above(), cursor.fetch())?;
    let (rows, next) = cursor.cut(rows, |(row, ..)| *row);
    let item = |(row, reason, cells): (i64, String, String)| RefusedRow {
        row,
        reason,
        cells: serde_json::from_str(&cells).unwrap_or_default(),
    };
    Ok(RefusedPage { items: rows.into_iter().map(item).collect(), next })
}
