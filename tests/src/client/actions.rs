//! The actions themselves.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use openapi::accounts::{Account, NewAccount};
use openapi::campaigns::{Campaign, CampaignStatus, Estimate, NewCampaign, Recipients};
use openapi::contacts::{Contact, ContactPage, JobStarted, NewContact};
use openapi::groups::{Group, GroupName, GroupPage};
use openapi::imports::{ColumnRef, Import, ImportMode, ImportRun};
use openapi::jobs::{Job, JobStatus};
use openapi::messages::{Message, MessagePage, MessageStatus, NewMessage};
use openapi::sessions::{NewSession, Session};
use openapi::{CampaignId, Credits, GroupId, ImportId, JobId, MessageId};
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use super::{Client, Refused};

/// How long a test waits for something that must happen; a busy machine takes a while.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it looks.
const LOOK: Duration = Duration::from_millis(50);

impl Client {
    pub async fn sign_up(&self, id: &str, password: &str) -> Result<Account, Refused> {
        let account = NewAccount {
            account_id: id.to_owned(),
            email: format!("{id}@example.org"),
            password: password.to_owned(),
            locale: None,
            time_zone: None,
            country: None,
        };
        self.post("/accounts", &account).await
    }

    /// From here on this client acts for the account.
    pub async fn sign_in(&mut self, id: &str, password: &str) -> Result<(), Refused> {
        let session = NewSession { account_id: id.to_owned(), password: password.to_owned(), otp: None };
        let session: Session = self.post("/sessions", &session).await?;
        self.token = Some(session.access_token);
        Ok(())
    }

    pub async fn account(&self) -> Account {
        self.get("/account").await.expect("the account is signed in")
    }

    pub async fn balance(&self) -> Credits {
        self.account().await.balance
    }

    pub async fn add_contact(&self, mobile: &str, first_name: &str) -> Result<Contact, Refused> {
        let contact = NewContact {
            mobile: mobile.to_owned(),
            last_name: None,
            first_name: Some(first_name.to_owned()),
            email: None,
            company: None,
            fields: None,
            groups: None,
            consent: None,
        };
        self.post("/contacts", &contact).await
    }

    /// Every contact, page after page.
    pub async fn contacts(&self) -> Vec<Contact> {
        let mut all = Vec::new();
        let mut path = "/contacts?limit=500".to_owned();
        loop {
            let page: ContactPage = self.get(&path).await.expect("the list answers");
            all.extend(page.items);
            let Some(next) = page.next else { return all };
            path = format!("/contacts?limit=500&after={next}");
        }
    }

    pub async fn add_group(&self, name: &str) -> Result<Group, Refused> {
        self.post("/groups", &GroupName { name: name.to_owned() }).await
    }

    pub async fn groups(&self) -> Vec<Group> {
        let page: GroupPage = self.get("/groups").await.expect("the list answers");
        page.items
    }

    pub async fn upload(&self, file_name: &str, content: Vec<u8>) -> Result<Import, Refused> {
        let form = Form::new().part("file", Part::bytes(content).file_name(file_name.to_owned()));
        self.send_request(self.request(Method::POST, "/imports").multipart(form)).await
    }

    /// Runs an uploaded file with the mapping that the server guessed from its headers.
    pub async fn run_import(&self, import: &Import, group: Option<&str>) -> Result<JobId, Refused> {
        let mapping: BTreeMap<String, ColumnRef> = import
            .columns
            .iter()
            .filter_map(|column| Some((column.guess.clone()?, ColumnRef::Number(column.number))))
            .collect();
        let run = ImportRun {
            mapping,
            group: group.map(str::to_owned),
            blacklist: false,
            mode: ImportMode::Update,
            consent: None,
            dry_run: false,
        };
        self.run_import_as(import.id, &run).await
    }

    pub async fn run_import_as(&self, import: ImportId, run: &ImportRun) -> Result<JobId, Refused> {
        let started: JobStarted = self.post(&format!("/imports/{import}/run"), run).await?;
        Ok(started.job)
    }

    /// Uploads a file of contacts, puts them into a group and waits until they are there.
    pub async fn import_csv(&self, csv: &str, group: &str) -> Job {
        let import = self.upload("contacts.csv", csv.as_bytes().to_vec()).await.expect("it is a CSV");
        let job = self.run_import(&import, Some(group)).await.expect("its columns are known");
        self.wait_for_job(job).await
    }

    pub async fn wait_for_job(&self, id: JobId) -> Job {
        self.wait("the job to end", async || {
            let job: Job = self.get(&format!("/jobs/{id}")).await.expect("the job is ours");
            let over = !matches!(job.status, JobStatus::Queued | JobStatus::Running);
            if over { Ok(job) } else { Err(job) }
        })
        .await
    }

    pub async fn estimate(&self, campaign: &NewCampaign) -> Result<Estimate, Refused> {
        self.post("/campaigns/estimate", campaign).await
    }

    pub async fn create_campaign(&self, campaign: &NewCampaign) -> Result<Campaign, Refused> {
        self.post("/campaigns", campaign).await
    }

    pub async fn launch(&self, id: CampaignId) -> Result<Campaign, Refused> {
        self.act(&format!("/campaigns/{id}/launch")).await
    }

    pub async fn pause(&self, id: CampaignId) -> Result<Campaign, Refused> {
        self.act(&format!("/campaigns/{id}/pause")).await
    }

    pub async fn resume(&self, id: CampaignId) -> Result<Campaign, Refused> {
        self.act(&format!("/campaigns/{id}/resume")).await
    }

    pub async fn cancel(&self, id: CampaignId) -> Result<Campaign, Refused> {
        self.act(&format!("/campaigns/{id}/cancel")).await
    }

    pub async fn campaign(&self, id: CampaignId) -> Campaign {
        self.get(&format!("/campaigns/{id}")).await.expect("the campaign is ours")
    }

    /// Waits until nothing of the campaign is left to send.
    pub async fn wait_until_finished(&self, id: CampaignId) -> Campaign {
        self.wait_for_campaign(id, |campaign| campaign.status == CampaignStatus::Finished).await
    }

    pub async fn wait_for_campaign(&self, id: CampaignId, arrived: impl Fn(&Campaign) -> bool) -> Campaign {
        self.wait("the campaign", async || {
            let campaign = self.campaign(id).await;
            if arrived(&campaign) { Ok(campaign) } else { Err((campaign.status, campaign.totals)) }
        })
        .await
    }

    /// Every message of a campaign.
    pub async fn campaign_messages(&self, id: CampaignId) -> Vec<Message> {
        self.pages(&format!("/campaigns/{id}/messages?limit=500")).await
    }

    /// Every message of the account.
    pub async fn messages(&self) -> Vec<Message> {
        self.pages("/messages?limit=500").await
    }

    async fn pages(&self, first: &str) -> Vec<Message> {
        let mut all = Vec::new();
        let mut path = first.to_owned();
        loop {
            let page: MessagePage = self.get(&path).await.expect("the list answers");
            all.extend(page.items);
            let Some(next) = page.next else { return all };
            path = format!("{first}&after={next}");
        }
    }

    /// Sends one message.
    pub async fn send(&self, to: &str, text: &str) -> Result<Message, Refused> {
        self.post_message(&new_message(to, text)).await
    }

    pub async fn post_message(&self, message: &NewMessage) -> Result<Message, Refused> {
        self.post("/messages", message).await
    }

    pub async fn message(&self, id: MessageId) -> Message {
        self.get(&format!("/messages/{id}")).await.expect("the message is ours")
    }

    pub async fn wait_for_message(&self, id: MessageId, status: MessageStatus) -> Message {
        self.wait(&format!("message {id} to be {status:?}"), async || {
            let message = self.message(id).await;
            if message.status == status { Ok(message) } else { Err(message) }
        })
        .await
    }

    /// Looks again and again until there is an answer; until then `look` tells what it saw instead.
    pub async fn wait<T, S: Debug>(&self, what: &str, mut look: impl AsyncFnMut() -> Result<T, S>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match look().await {
                Ok(found) => return found,
                Err(seen) => assert!(Instant::now() < deadline, "waited {PATIENCE:?} in vain for {what}: {seen:?}"),
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// A message with nothing but what it must have.
pub fn new_message(to: &str, text: &str) -> NewMessage {
    NewMessage {
        to: to.to_owned(),
        text: text.to_owned(),
        sender: None,
        kind: openapi::campaigns::Kind::Pro,
        language: None,
        purpose: None,
        client_ref: None,
    }
}

/// A campaign to typed numbers, launched at once.
pub fn to_numbers<N: Into<String>>(numbers: impl IntoIterator<Item = N>, text: &str) -> NewCampaign {
    new_campaign(Recipients { numbers: numbers.into_iter().map(Into::into).collect(), ..Recipients::default() }, text)
}

/// A campaign to a group, launched at once.
pub fn to_group(group: GroupId, text: &str) -> NewCampaign {
    new_campaign(Recipients { groups: vec![group], ..Recipients::default() }, text)
}

pub fn new_campaign(recipients: Recipients, text: &str) -> NewCampaign {
    NewCampaign {
        kind: openapi::campaigns::Kind::Pro,
        purpose: None,
        text: text.to_owned(),
        sender: None,
        stop_mention: false,
        language: None,
        name: None,
        recipients,
        send_at: None,
        draft: false,
    }
}
