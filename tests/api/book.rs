//! What the cases on the address book ask for again and again.

use openapi::contacts::{Contact, ContactPage, JobStarted};
use openapi::groups::Group;
use openapi::jobs::{Job, JobStatus};
use serde_json::Value;
use tests::Client;

pub async fn person(client: &Client, body: Value) -> Contact {
    client.post("/contacts", &body).await.unwrap()
}

/// First names on all pages, in their order.
pub async fn names(client: &Client, query: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut path = format!("/contacts?{query}");
    loop {
        let page: ContactPage = client.get(&path).await.unwrap();
        all.extend(page.items.into_iter().map(|contact| contact.first_name));
        let Some(next) = page.next else { return all };
        path = format!("/contacts?{query}&after={next}");
    }
}

pub async fn select(client: &Client, body: Value) -> Job {
    let started: JobStarted = client.post("/contacts/selections", &body).await.unwrap();
    ended(client, &started).await
}

pub async fn ended(client: &Client, started: &JobStarted) -> Job {
    client
        .wait("the job to end", async || {
            let job: Job = client.get(&format!("/jobs/{}", started.job)).await.unwrap();
            if matches!(job.status, JobStatus::Queued | JobStatus::Running) { Err(job) } else { Ok(job) }
        })
        .await
}

pub fn changed(job: &Job) -> i64 {
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    job.result.as_ref().unwrap()["changed"].as_i64().unwrap()
}

pub async fn in_group(client: &Client, group: &Group) -> i64 {
    client.get::<Group>(&format!("/groups/{}", group.id)).await.unwrap().contacts
}
