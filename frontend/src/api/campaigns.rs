//! Campaigns: what one would cost, sending it, and watching it.

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignPage, Estimate, NewCampaign};
use openapi::messages::MessagePage;

use super::{Failure, query};

pub async fn list(state: Option<&str>, after: Option<&str>, limit: u32) -> Result<CampaignPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("state", state), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/campaigns{query}")).await
}

pub async fn get(id: CampaignId) -> Result<Campaign, Failure> {
    super::get(&format!("/campaigns/{id}")).await
}

pub async fn estimate(campaign: &NewCampaign) -> Result<Estimate, Failure> {
    super::post("/campaigns/estimate", campaign).await
}

pub async fn create(campaign: &NewCampaign, key: &str) -> Result<Campaign, Failure> {
    super::post_once("/campaigns", campaign, key).await
}

pub async fn launch(id: CampaignId) -> Result<Campaign, Failure> {
    super::act(&format!("/campaigns/{id}/launch")).await
}

pub async fn pause(id: CampaignId) -> Result<Campaign, Failure> {
    super::act(&format!("/campaigns/{id}/pause")).await
}

pub async fn resume(id: CampaignId) -> Result<Campaign, Failure> {
    super::act(&format!("/campaigns/{id}/resume")).await
}

pub async fn cancel(id: CampaignId) -> Result<Campaign, Failure> {
    super::act(&format!("/campaigns/{id}/cancel")).await
}

pub async fn delete(id: CampaignId) -> Result<(), Failure> {
    super::delete(&format!("/campaigns/{id}")).await
}

pub async fn messages(
    id: CampaignId,
    status: Option<&str>,
    after: Option<&str>,
    limit: u32,
) -> Result<MessagePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("status", status), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/campaigns/{id}/messages{query}")).await
}
