//! Shows a job's progress.

use openapi::jobs::{Job, JobStatus};
use openapi::{JobId, Time};

use super::kind_of;
use super::sql::{self, JobRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, fetch_optional};

/// `None` when there is no such job of this account.
pub async fn show(on: &mut impl Connected, account: AccountKey, id: JobId) -> Result<Option<Job>, sqlx::Error> {
    Ok(fetch_optional!(on, JobRow, sql::SHOW, id.0, account.0)?.map(Job::from))
}

impl From<JobRow> for Job {
    fn from(row: JobRow) -> Self {
        Self {
            id: JobId(row.id),
            kind: kind_of(&row.kind),
            status: match row.status.as_str() {
                "queued" => JobStatus::Queued,
                "running" => JobStatus::Running,
                "done" => JobStatus::Done,
                "cancelled" => JobStatus::Cancelled,
                _ => JobStatus::Failed,
            },
            done: row.done,
            total: row.total,
            result: row.result.and_then(|json| serde_json::from_str(&json).ok()),
            created_at: Time::from_millis(row.created_at),
            undo_until: row.undo_until.map(Time::from_millis),
        }
    }
}
