//! What people wrote back.

use openapi::messages::Message;
use openapi::replies::{RepliesChanged, RepliesRead, RepliesUnread, ReplyAnswer, ReplyPage};
use openapi::{CampaignId, ReplyId};

use super::{Failure, query};

/// What a list of replies is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub search: String,
    pub unread: Option<bool>,
    pub stop: Option<bool>,
    pub campaign: Option<CampaignId>,
}

pub async fn list(filter: &Filter, after: Option<&str>, limit: u32) -> Result<ReplyPage, Failure> {
    let word = |yes: Option<bool>| yes.map(|yes| yes.to_string());
    let (limit, unread, stop) = (limit.to_string(), word(filter.unread), word(filter.stop));
    let campaign = filter.campaign.map(|campaign| campaign.to_string());
    let query = query(&[
        ("q", Some(&filter.search)),
        ("unread", unread.as_deref()),
        ("stop", stop.as_deref()),
        ("campaign", campaign.as_deref()),
        ("after", after),
        ("limit", Some(&limit)),
    ]);
    super::get(&format!("/replies{query}")).await
}

pub async fn unread() -> Result<RepliesUnread, Failure> {
    super::get("/replies/unread").await
}

pub async fn mark(replies: &RepliesRead) -> Result<RepliesChanged, Failure> {
    super::post("/replies/read", replies).await
}

pub async fn answer(id: ReplyId, text: String, key: &str) -> Result<Message, Failure> {
    super::post_once(&format!("/replies/{id}/answer"), &ReplyAnswer { text }, key).await
}
