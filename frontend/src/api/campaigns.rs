//! Campaigns: what one would cost, sending it, and watching it.

use openapi::CampaignId;
use openapi::campaigns::{
    Campaign, CampaignChange, CampaignLaunch, CampaignPage, CampaignReport, CampaignTest, Cleaning, Estimate,
    EstimateProgress, NewCampaign, Resend, Who,
};
use openapi::contacts::JobStarted;
use openapi::messages::{Message, MessagePage};

use super::{Failure, query, stream};

pub async fn list(state: Option<&str>, after: Option<&str>, limit: u32) -> Result<CampaignPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("state", state), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/campaigns{query}")).await
}

pub async fn get(id: CampaignId) -> Result<Campaign, Failure> {
    super::get(&format!("/campaigns/{id}")).await
}

/// What a campaign would cost that is not kept.
pub async fn estimate(campaign: &NewCampaign) -> Result<Estimate, Failure> {
    super::post("/campaigns/estimate", campaign).await
}

/// What is to be priced.
#[derive(Debug, Clone, PartialEq)]
pub enum Priced {
    /// A campaign that is kept, as it is in this version; the estimate is kept with it.
    Kept { id: CampaignId, version: i64 },
    /// What is not kept.
    Unkept(Box<NewCampaign>),
}

/// The same while `progress` hears how many recipients have been priced.
pub async fn watch_estimate(
    what: &Priced,
    signal: &web_sys::AbortSignal,
    progress: impl Fn(i64),
) -> Result<Estimate, Failure> {
    let (path, body) = match what {
        Priced::Kept { id, .. } => (format!("/campaigns/{id}/estimate"), None),
        Priced::Unkept(campaign) => {
            let body = serde_json::to_string(campaign).map_err(|_| Failure::Unreadable)?;
            ("/campaigns/estimate".to_owned(), Some(body))
        }
    };
    let mut found = Err(Failure::Unreachable);
    stream::post(&path, body, signal, |event, data| match event {
        "progress" => progress(serde_json::from_str::<EstimateProgress>(data).map_or(0, |progress| progress.done)),
        "problem" => found = Err(Failure::from_answer(0, data)),
        "estimate" | "answer" => found = serde_json::from_str(data).map_err(|_| Failure::Unreadable),
        _ => {}
    })
    .await?;
    found
}

pub async fn create(campaign: &NewCampaign, key: &str) -> Result<Campaign, Failure> {
    super::post_once("/campaigns", campaign, key).await
}

/// Changes a draft or a programmed campaign.
pub async fn change(id: CampaignId, change: &CampaignChange) -> Result<Campaign, Failure> {
    super::patch(&format!("/campaigns/{id}"), change).await
}

/// Sends a test to the account's own mobile.
pub async fn test(test: &CampaignTest, key: &str) -> Result<Message, Failure> {
    super::post_once("/campaigns/test", test, key).await
}

/// Launches a draft; with a version only what was read, not what somebody has made of it since.
pub async fn launch(id: CampaignId, version: Option<i64>) -> Result<Campaign, Failure> {
    super::post(&format!("/campaigns/{id}/launch"), &CampaignLaunch { version }).await
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
    status: &str,
    reason: &str,
    after: Option<&str>,
    limit: u32,
) -> Result<MessagePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("status", Some(status)), ("reason", Some(reason)), ("after", after), ("limit", Some(&limit))]);
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
