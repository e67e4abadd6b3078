//! Shows how a run would read the first rows: the web app asks while columns are chosen.

use csv::StringRecord;
use openapi::ImportId;
use openapi::imports::{ImportPreview, ImportRun, PreviewedRow};

use super::mapping::Plan;
use super::read::person;
use super::show;
use crate::accounts::{AccountKey, owner};
use crate::db::Connected;
use crate::numbers::Country;
use crate::problem::Problem;

/// The sample's cells are cut, so a cell that is too long is found by the run alone.
pub async fn preview(
    on: &mut impl Connected,
    account: AccountKey,
    id: ImportId,
    run: &ImportRun,
) -> Result<ImportPreview, Problem> {
    let import = show::show(on, account, id).await?;
    let plan = Plan::parse(run, &import.columns)?;
    let home = owner(on, account).await?.country;
    Ok(ImportPreview { rows: import.sample.iter().map(|cells| read(cells, &plan, home)).collect() })
}

fn read(cells: &[String], plan: &Plan, home: Country) -> PreviewedRow {
    match person(&StringRecord::from(cells), plan, home) {
        Ok(person) => PreviewedRow {
            number: Some(person.number.msisdn),
            country: Some(person.number.country.code().to_owned()),
            line: Some(person.number.line.into()),
            reason: None,
        },
        Err(reason) => PreviewedRow { number: None, country: None, line: None, reason: Some(reason.to_owned()) },
    }
}
