//! Long work.

use openapi::JobId;
use openapi::contacts::JobStarted;
use openapi::jobs::Job;

use super::Failure;

pub async fn get(id: JobId) -> Result<Job, Failure> {
    super::get(&format!("/jobs/{id}")).await
}

/// Stops it before its next step.
pub async fn cancel(id: JobId) -> Result<Job, Failure> {
    super::act(&format!("/jobs/{id}/cancel")).await
}

/// Undoes what it did; answers the job that does so.
pub async fn undo(id: JobId) -> Result<JobStarted, Failure> {
    super::act(&format!("/jobs/{id}/undo")).await
}
