//! Movements of credits.

use openapi::credits::MovementPage;

use super::{Failure, query};

pub async fn movements(after: Option<&str>, limit: u32) -> Result<MovementPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/movements{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}
