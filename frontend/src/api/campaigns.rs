//! Campaigns: what one would cost, sending it, and watching it.

use openapi::CampaignId;
use openapi::campaigns::{
    Campaign, CampaignPage, CampaignReport, Cleaning, Estimate, NewCampaign, Resend, Who,
};
use openapi::contacts::JobStarted;
use openapi::messages::MessagePage;

use super::{Failure, query, stream};

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

/// Hears the campaign whenever it moved, until it has ended.
pub async fn watch(id: CampaignId, signal: &web_sys::AbortSignal, hear: impl Fn(Campaign)) -> Result<(), Failure> {
    let told = |event: &str, data: &str| {
        if event == "campaign"
            && let Ok(campaign) = serde_json::from_str(data)
        {
            hear(campaign);
        }
    };
    stream::get(&format!("/campaigns/{id}/events"), signal, told).await
}

pub async fn report(id: CampaignId) -> Result<CampaignReport, Failure> {
    super::get(&format!("/campaigns/{id}/report")).await
}

/// A new draft to some of its recipients.
pub async fn resend(id: CampaignId, who: Who) -> Result<Campaign, Failure> {
    super::post(&format!("/campaigns/{id}/resend"), &Resend { who }).await
}

/// A new draft like it.
pub async fn copy(id: CampaignId) -> Result<Campaign, Failure> {
    super::act(&format!("/campaigns/{id}/copy")).await
}

/// Deletes or blacklists contacts by what became of their messages, as a job.
pub async fn clean(id: CampaignId, cleaning: &Cleaning) -> Result<JobStarted, Failure> {
    super::post(&format!("/campaigns/{id}/clean"), cleaning).await
}
