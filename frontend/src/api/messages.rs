//! Messages, of campaigns and by themselves.

use openapi::MessageId;
use openapi::campaigns::Campaign;
use openapi::messages::{Message, MessagePage, Resolution, Resolved};

use super::{Failure, query};

pub async fn list(search: &str, status: Option<&str>, after: Option<&str>, limit: u32) -> Result<MessagePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("status", status), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/messages{query}")).await
}

/// Says what became of messages that are in doubt.
pub async fn resolve(resolution: &Resolution) -> Result<Resolved, Failure> {
    super::post("/messages/resolutions", resolution).await
}

pub async fn get(id: MessageId) -> Result<Message, Failure> {
    super::get(&format!("/messages/{id}")).await
}

/// A new draft of the same text to the same number.
pub async fn copy(id: MessageId) -> Result<Campaign, Failure> {
    super::act(&format!("/messages/{id}/copy")).await
}

/// Takes a single message off the list.
pub async fn delete(id: MessageId) -> Result<(), Failure> {
    super::delete(&format!("/messages/{id}")).await
}
