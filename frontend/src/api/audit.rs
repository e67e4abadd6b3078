//! What happened to the account's security.

use openapi::audit::AuditPage;

use super::{Failure, query};

pub async fn list(after: Option<&str>, limit: u32) -> Result<AuditPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/audit{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}
