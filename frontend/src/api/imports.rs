//! Files of contacts.

use openapi::ImportId;
use openapi::contacts::JobStarted;
use openapi::imports::{Import, ImportOutcome, ImportPage, ImportPreview, ImportRowPage, ImportRun, RefusedPage};
use yew::Callback;

use super::upload::{self, Content};
use super::{Failure, query};

/// Sends a file; of a spreadsheet that sheet, else the first. `progress` hears the share that has left, from 0 to 1.
pub async fn create(file: &web_sys::File, sheet: Option<&str>, progress: Callback<f64>) -> Result<Import, Failure> {
    upload::send("/imports", Content::File { file, sheet }, progress).await
}

/// Sends a list that was pasted.
pub async fn paste(list: &str, progress: Callback<f64>) -> Result<Import, Failure> {
    upload::send("/imports", Content::Text(list), progress).await
}

pub async fn list(after: Option<&str>, limit: u32) -> Result<ImportPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/imports{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}

pub async fn get(id: ImportId) -> Result<Import, Failure> {
    super::get(&format!("/imports/{id}")).await
}

pub async fn preview(id: ImportId, run: &ImportRun) -> Result<ImportPreview, Failure> {
    super::post(&format!("/imports/{id}/preview"), run).await
}

pub async fn run(id: ImportId, run: &ImportRun) -> Result<JobStarted, Failure> {
    super::post(&format!("/imports/{id}/run"), run).await
}

/// Which rows of a dry run are looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rows {
    Of(ImportOutcome),
    Blacklisted,
}

pub async fn rows(id: ImportId, which: Rows, after: Option<&str>, limit: u32) -> Result<ImportRowPage, Failure> {
    let limit = limit.to_string();
    let (outcome, blacklisted) = match which {
        Rows::Of(outcome) => (Some(outcome_word(outcome)), None),
        Rows::Blacklisted => (None, Some("true")),
    };
    let query = query(&[("outcome", outcome), ("blacklisted", blacklisted), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/imports/{id}/rows{query}")).await
}

const fn outcome_word(outcome: ImportOutcome) -> &'static str {
    match outcome {
        ImportOutcome::New => "new",
        ImportOutcome::Updated => "updated",
        ImportOutcome::Unchanged => "unchanged",
        ImportOutcome::Duplicate => "duplicate",
        ImportOutcome::Invalid => "invalid",
    }
}

pub async fn refused(id: ImportId, after: Option<&str>, limit: u32) -> Result<RefusedPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/imports/{id}/refused{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}
