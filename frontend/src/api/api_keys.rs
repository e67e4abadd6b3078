//! Keys with which programs call for the account.

use openapi::ApiKeyId;
use openapi::api_keys::{ApiKeyPage, CreatedApiKey, NewApiKey};

use super::{Failure, query};

pub async fn list(after: Option<&str>, limit: u32) -> Result<ApiKeyPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/api-keys{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}

/// Without an idempotency key: an answer that holds a secret is never kept.
pub async fn create(key: &NewApiKey) -> Result<CreatedApiKey, Failure> {
    super::post("/api-keys", key).await
}

pub async fn revoke(id: ApiKeyId) -> Result<(), Failure> {
    super::delete(&format!("/api-keys/{id}")).await
}
