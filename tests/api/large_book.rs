//! Large books: a page looks at so many contacts and no more, and what is deleted goes in slices.

use openapi::ProblemCode;
use openapi::contacts::{Contact, ContactPage, JobStarted};
use openapi::groups::Group;
use openapi::jobs::{Job, JobStatus};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

tests::on_both!(a_deleted_group_is_gone_at_once, few_of_many_are_found_on_later_pages);

async fn person(client: &Client, body: Value) -> Contact {
    client.post("/contacts", &body).await.unwrap()
}

/// First names on all pages, in their order.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut path = format!("/contacts?{query}");
    loop {
        let page: ContactPage = client.get(&path).await.unwrap();
        all.extend(page.items.into_iter().map(|contact| contact.first_name));
        let Some(next) = page.next else { return all };
        path = format!("/contacts?{query}&after={next}");
    }
}

async fn select(client: &Client, body: Value) -> Job {
    let started: JobStarted = client.post("/contacts/selections", &body).await.unwrap();
    ended(client, &started).await
}

async fn ended(client: &Client, started: &JobStarted) -> Job {
    client
        .wait("the job to end", async || {
            let job: Job = client.get(&format!("/jobs/{}", started.job)).await.unwrap();
            if matches!(job.status, JobStatus::Queued | JobStatus::Running) { Err(job) } else { Ok(job) }
        })
        .await
}

fn changed(job: &Job) -> i64 {
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    job.result.as_ref().unwrap()["changed"].as_i64().unwrap()
}

async fn in_group(client: &Client, group: &Group) -> i64 {
    client.get::<Group>(&format!("/groups/{}", group.id)).await.unwrap().contacts
}

/// However many are in it: its members are forgotten later, a slice at a time.
async fn a_deleted_group_is_gone_at_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let zoe = person(&bakery, json!({ "mobile": "0612345678", "first_name": "Zoé" })).await;
    let (lost, kept) = (bakery.add_group("Lost").await.unwrap(), bakery.add_group("Kept").await.unwrap());
    many(&platform, 2_500);
    platform.database.sql(&format!("INSERT INTO group_member SELECT {}, id FROM contact", lost.id));
    platform.database.sql(&format!("INSERT INTO group_member VALUES ({}, {})", kept.id, zoe.id));
    assert_eq!(in_group(&bakery, &lost).await, 2_501);
    bakery.delete(&format!("/groups/{}", lost.id)).await.unwrap();
    for path in [format!("/groups/{}", lost.id), format!("/contacts?group={}", lost.id)] {
        assert_eq!(bakery.get::<Value>(&path).await.unwrap_err().code(), ProblemCode::NotFound);
    }
    let again = bakery.delete(&format!("/groups/{}", lost.id)).await.unwrap_err();
    assert_eq!(again.code(), ProblemCode::NotFound);
    let contact: Contact = bakery.get(&format!("/contacts/{}", zoe.id)).await.unwrap();
    assert_eq!(contact.groups, [kept.id]);
    let refused = bakery.post::<Value>(&format!("/groups/{}/contacts", lost.id), &json!({ "ids": [zoe.id] })).await;
    assert_eq!(refused.unwrap_err().code(), ProblemCode::NotFound);
    let new = bakery.add_group("Lost").await.unwrap();
    assert_eq!(in_group(&bakery, &new).await, 0);
    bakery
        .wait("its members to be forgotten", async || {
            let left = platform.database.sql("SELECT COUNT(*) FROM group_member");
            let groups = platform.database.sql("SELECT COUNT(*) FROM contact_group");
            if (left.as_str(), groups.as_str()) == ("1", "2") { Ok(()) } else { Err((left, groups)) }
        })
        .await;
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM contact"), "2501");
}

/// A page looks at so many contacts and no more; whoever goes on finds everybody, once.
async fn few_of_many_are_found_on_later_pages(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    many(&platform, 40_000);
    let last =
        json!({ "last_name": "zz|z", "first_name": "Zoé", "mobile": "+33699999999", "fields": { "city": "Brest" } });
    let zoe = person(&bakery, last.clone()).await;
    let twin = person(&bakery, last).await;
    for query in ["field.city=Brest&sort=name", "field.city=Brest&sort=-email", "field.city=Brest&sort=mobile"] {
        let path = format!("/contacts?{query}&count=true");
        let first: ContactPage = bakery.get(&path).await.unwrap();
        assert!(first.more == Some(true) || first.items.len() == 2, "{query}: {first:?}");
        assert_eq!(names(&bakery, query).await, ["Zoé", "Zoé"], "{query}");
    }
    let first: ContactPage = bakery.get("/contacts?field.city=Brest&sort=name").await.unwrap();
    assert!(first.items.is_empty() && first.next.is_some(), "{first:?}");
    for path in ["/contacts/duplicates?", "/contacts/duplicates/likely?by=name"] {
        let first: Value = bakery.get(path).await.unwrap();
        assert_eq!(first["items"].as_array().map(Vec::len), Some(0), "{path}");
        let next = first["next"].as_str().unwrap();
        let page: Value = bakery.get(&format!("{path}&after={next}")).await.unwrap();
        let ids: Vec<String> = page["items"][0]["contacts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|contact| contact["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!((ids, page["next"].as_str()), (vec![zoe.id.to_string(), twin.id.to_string()], None), "{path}");
    }
    // A selection of few of many is one of all of them.
    let filter = json!({ "filter": { "fields": { "city": "Brest" } }, "action": "blacklist" });
    assert_eq!(changed(&select(&bakery, filter).await), 1);
    let on_it: ContactPage = bakery.get("/contacts?blacklisted=true&count=true").await.unwrap();
    assert_eq!((on_it.items.len(), on_it.total, on_it.more), (2, Some(2), Some(false)));
}

/// Contacts beside the server, faster than a file: named and numbered in order.
fn many(platform: &Platform, count: u32) {
    platform.database.sql(&format!(
        "INSERT INTO contact (id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
            created_at, updated_at, line, last_key, first_key)
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
        SELECT n, (SELECT MIN(id) FROM account), 33610000000 + n, 'FR', 'Name ' || n, 'A', '', '', '{{}}',
            ' a name ' || n, 1, 1, 'mobile', 'name ' || n, 'a' FROM numbers"
    ));
}
