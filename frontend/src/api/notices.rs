//! What became of campaigns while nobody looked.

use openapi::notices::{NoticePage, NoticesChanged, NoticesRead};

use super::{Failure, query};

pub async fn list(unread: Option<bool>, after: Option<&str>, limit: u32) -> Result<NoticePage, Failure> {
    let (limit, unread) = (limit.to_string(), unread.map(|unread| unread.to_string()));
    let query = query(&[("unread", unread.as_deref()), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/notices{query}")).await
}

pub async fn mark(notices: &NoticesRead) -> Result<NoticesChanged, Failure> {
    super::post("/notices/read", notices).await
}
