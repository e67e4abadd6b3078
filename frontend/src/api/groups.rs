//! Groups of contacts.

use openapi::groups::{Group, GroupMembers, GroupMembersChanged, GroupName, GroupPage};
use openapi::{ContactId, GroupId};

use super::{Failure, query};

pub async fn list(search: &str, after: Option<&str>, limit: u32) -> Result<GroupPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/groups{query}")).await
}

pub async fn get(id: GroupId) -> Result<Group, Failure> {
    super::get(&format!("/groups/{id}")).await
}

pub async fn create(name: String, key: &str) -> Result<Group, Failure> {
    super::post_once("/groups", &GroupName { name }, key).await
}

pub async fn rename(id: GroupId, name: String) -> Result<Group, Failure> {
    super::patch(&format!("/groups/{id}"), &GroupName { name }).await
}

pub async fn delete(id: GroupId) -> Result<(), Failure> {
    super::delete(&format!("/groups/{id}")).await
}

pub async fn add(id: GroupId, ids: Vec<ContactId>) -> Result<GroupMembersChanged, Failure> {
    super::post(&format!("/groups/{id}/contacts"), &GroupMembers { ids }).await
}
