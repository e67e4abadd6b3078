//! Long work.

use openapi::JobId;
use openapi::contacts::JobStarted;
use openapi::jobs::Job;

use super::Failure;

pub async fn get(id: JobId) -> Result<Job, Failure> {
    super::get(&format!("/jobs/{id}")).await
}

/// Stops it; what it has done stays done, but for an import, which is taken back.
pub async fn cancel(id: JobId) -> Result<Job, Failure> {
    super::act(&format!("/jobs/{id}/cancel")).await
}

/// Takes back what it did, as another job.
pub async fn undo(id: JobId) -> Result<JobStarted, Failure> {
    super::act(&format!("/jobs/{id}/undo")).await
}
