//! Merging all duplicates at once.

use std::time::Instant;

use openapi::contacts::{Contact, DuplicatePage, JobStarted};
use serde_json::json;

use super::{Book, people, wait_for};
use crate::report::Report;

const PAIRS: usize = 1_000;

pub async fn measure(book: &mut Book, report: &mut Report) {
    book.sign_in_again().await;
    let client = &book.bakery;
    for n in 0..PAIRS {
        let twin = json!({ "mobile": people::mobile(n), "company": "Twin", "fields": { "Pointure": "42" } });
        client.post::<Contact>("/contacts", &twin).await.expect("a second contact may have the number");
    }
    let start = Instant::now();
    let all = json!({ "keep": "fullest" });
    let job: JobStarted = client.post("/contacts/duplicates/merges", &all).await.expect("it is a job");
    wait_for(client, job.job).await;
    report.alone(&book.name("merging"), PAIRS as f64 / start.elapsed().as_secs_f64(), "pairs/s");
    let left: DuplicatePage = client.get("/contacts/duplicates").await.expect("the list answers");
    assert!(left.items.is_empty(), "all are merged");
}
