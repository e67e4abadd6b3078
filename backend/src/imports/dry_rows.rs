//! The rows of a dry run that came to an outcome, read from the file again.

use std::io;
use std::path::Path;

use openapi::ImportId;
use openapi::imports::{ImportOutcome, ImportRow as Told, ImportRowPage};
use tokio::task::spawn_blocking;

use super::mapping::Plan;
use super::read::{Rules, number, person};
use super::reader::{Place, Rows};
use super::sql::ImportRow;
use super::{Error, outcomes, show, sql, store};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Connected, fetch_all, fetch_optional};
use crate::http::Cursor;

/// Slices asked for at once: as many kilobytes of letters.
const SLICES: i64 = 64;

/// Which rows.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub outcome: Option<ImportOutcome>,
    pub blacklisted: Option<bool>,
}

impl Wanted {
    fn holds(self, letter: u8) -> bool {
        outcomes::of_letter(letter).is_some_and(|(outcome, listed)| {
            self.outcome.is_none_or(|wanted| wanted == outcome)
                && self.blacklisted.is_none_or(|wanted| wanted == listed)
        })
    }
}

/// A slice of the file that has rows that are wanted.
struct Slice {
    from: Place,
    letters: String,
}

/// The page behind `cursor`, whose places are the numbers of rows. Empty when there was no dry run.
pub async fn rows(
    app: &App,
    account: AccountKey,
    id: ImportId,
    wanted: Wanted,
    cursor: &Cursor,
) -> Result<ImportRowPage, Error> {
    let mut reader = app.db.read().await?;
    let import = show::row(&mut reader, account, id).await?;
    let path = store::path(app, id);
    if !tokio::fs::try_exists(&path).await? {
        return Err(Error::Expired);
    }
    let Some((run, plan)) = fetch_optional!(&mut reader, (i64, String), sql::LATEST_DRY_RUN, account.0, id.0)? else {
        return Ok(ImportRowPage { items: Vec::new(), next: None });
    };
    let slices = slices(&mut reader, run, wanted, cursor).await?;
    let owner = owner(&mut reader, account).await?;
    drop(reader);
    let plan: Plan = serde_json::from_str(&plan).map_err(io::Error::other)?;
    let rules = Rules { plan, home: owner.country, zone: owner.zone };
    let (after, limit) = (cursor.above(), cursor.fetch());
    let reading = spawn_blocking(move || read(&path, &import, &rules, &slices, wanted, after, limit));
    let found = match reading.await.map_err(io::Error::other)? {
        // It was run, or its time is over, a moment ago.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::Expired),
        found => found?,
    };
    let (items, next) = cursor.cut(found, |row| row.row);
    Ok(ImportRowPage { items, next })
}

/// The slices that have the rows of the page, as far as they are needed.
async fn slices(on: &mut impl Connected, run: i64, wanted: Wanted, cursor: &Cursor) -> Result<Vec<Slice>, sqlx::Error> {
    let (mut slices, mut found, mut after) = (Vec::new(), 0, cursor.above());
    loop {
        let rows = fetch_all!(on, (i64, i64, i64, String), sql::SLICES, run, after, SLICES)?;
        let Some(&(last, ..)) = rows.last() else { return Ok(slices) };
        for (_, row_before, start, letters) in rows {
            let rows = letters.bytes().filter(|letter| wanted.holds(*letter)).count() as i64;
            if rows == 0 {
                continue;
            }
            // Of the slice that `after` stands in, it is not known how many rows lie behind it.
            found += if row_before < cursor.above() { 0 } else { rows };
            let offset = u64::try_from(start).unwrap_or_default();
            slices.push(Slice { from: Place { offset, row: row_before }, letters });
            if found >= cursor.fetch() {
                return Ok(slices);
            }
        }
        after = last;
    }
}

fn read(
    path: &Path,
    import: &ImportRow,
    rules: &Rules,
    slices: &[Slice],
    wanted: Wanted,
    after: i64,
    limit: i64,
) -> io::Result<Vec<Told>> {
    let mut found = Vec::new();
    for slice in slices {
        let mut rows = Rows::open(path, import, slice.from)?;
        for letter in slice.letters.bytes() {
            if found.len() as i64 == limit || !rows.next()? {
                break;
            }
            let row = rows.place().row;
            let Some((outcome, blacklisted)) = outcomes::of_letter(letter) else { continue };
            if row <= after || !wanted.holds(letter) {
                continue;
            }
            let cell = rows.record.get(rules.plan.mobile).unwrap_or_default();
            let reason = match outcome {
                ImportOutcome::Invalid => person(&rows.record, rules).err().map(str::to_owned),
                _ => None,
            };
            let number = number(cell, rules.home).ok().map(|number| number.msisdn);
            let cells = rows.record.iter().map(str::to_owned).collect();
            found.push(Told { row, outcome, blacklisted, number, reason, cells });
        }
    }
    Ok(found)
}
