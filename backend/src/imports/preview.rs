//! Shows how a run would read the first rows: the web app asks while columns are chosen.

use csv::StringRecord;
use openapi::ImportId;
use openapi::imports::{ImportPreview, ImportRun, PreviewedRow};

use super::mapping::Plan;
use super::read::{Rules, person};
use super::show;
use crate::accounts::{AccountKey, owner};
use crate::db::Connected;
use crate::problem::Problem;

/// The sample's cells are cut, so a cell that is too long is found by the run alone.
pub async fn preview(
    on: &mut impl Connected,
    account: AccountKey,
    id: ImportId,
    run: &ImportRun,
    now: i64,
) -> Result<ImportPreview, Problem> {
    let import = show::show(on, account, id).await?;
    let plan = Plan::parse(run, &import.columns, now)?;
    let owner = owner(on, account).await?;
    let rules = Rules { plan, home: owner.country, zone: owner.zone };
    Ok(ImportPreview { rows: import.sample.iter().map(|cells| read(cells, &rules)).collect() })
}

fn read(cells: &[String], rules: &Rules) -> PreviewedRow {
    match person(&StringRecord::from(cells), rules) {
        Ok(person) => PreviewedRow {
            number: Some(person.details.mobile),
            line: person.details.line.map(Into::into),
            country: Some(person.details.country),
            reason: None,
        },
        Err(reason) => PreviewedRow { number: None, country: None, line: None, reason: Some(reason.to_owned()) },
    }
}
