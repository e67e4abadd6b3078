//! What people wrote back.

use openapi::replies::ReplyPage;

use super::{Failure, query};

pub async fn list(after: Option<&str>, limit: u32) -> Result<ReplyPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/replies{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}
