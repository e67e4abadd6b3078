//! Where the account stands.

use openapi::dashboard::Dashboard;

use super::Failure;

pub async fn get() -> Result<Dashboard, Failure> {
    super::get("/dashboard").await
}
