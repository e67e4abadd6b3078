//! What operators see and do.

use openapi::admin::{AdminAccount, AdminAccountPage, Disabling};
use openapi::audit::AuditPage;

use super::{Failure, query};

pub async fn accounts(search: &str, after: Option<&str>, limit: u32) -> Result<AdminAccountPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/admin/accounts{query}")).await
}

pub async fn account(id: &str) -> Result<AdminAccount, Failure> {
    super::get(&path(id, "")).await
}

pub async fn disable(id: String, reason: Option<String>) -> Result<AdminAccount, Failure> {
    super::post(&path(&id, "/disable"), &Disabling { reason }).await
}

pub async fn enable(id: String) -> Result<AdminAccount, Failure> {
    super::act(&path(&id, "/enable")).await
}

pub async fn waive_mobile(id: String) -> Result<AdminAccount, Failure> {
    super::act(&path(&id, "/waive-mobile")).await
}

/// Of one account, or of all.
pub async fn audit(account: &str, after: Option<&str>, limit: u32) -> Result<AuditPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("account", Some(account)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/admin/audit{query}")).await
}

fn path(id: &str, verb: &str) -> String {
    format!("/admin/accounts/{}{verb}", String::from(js_sys::encode_uri_component(id)))
}
