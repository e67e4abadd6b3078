//! Files of contacts.

use openapi::ImportId;
use openapi::contacts::JobStarted;
use openapi::imports::{Import, ImportRun, RefusedPage};
use yew::Callback;

use super::{Failure, query, upload};

/// Sends the file; `progress` hears the share that has left, from 0 to 1.
pub async fn create(file: &web_sys::File, progress: Callback<f64>) -> Result<Import, Failure> {
    upload::send("/imports", file, progress).await
}

pub async fn run(id: ImportId, run: &ImportRun) -> Result<JobStarted, Failure> {
    super::post(&format!("/imports/{id}/run"), run).await
}

pub async fn refused(id: ImportId, after: Option<&str>, limit: u32) -> Result<RefusedPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/imports/{id}/refused{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}
