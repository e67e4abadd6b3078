//! Long work.

use openapi::JobId;
use openapi::jobs::Job;

use super::Failure;

pub async fn get(id: JobId) -> Result<Job, Failure> {
    super::get(&format!("/jobs/{id}")).await
}
