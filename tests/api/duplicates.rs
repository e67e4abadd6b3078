//! Numbers that several contacts have: found, deleted but for one, merged.

use openapi::contacts::{Contact, DuplicatePage, JobStarted, LikelyDuplicatePage};
use openapi::groups::Group;
use openapi::jobs::{Job, JobStatus};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

tests::on_both!(extras_are_merged, extras_are_deleted_and_come_back, likely_ones_are_shown);

async fn person(client: &Client, body: Value) -> Contact {
    client.post("/contacts", &body).await.unwrap()
}

async fn ended(client: &Client, started: &JobStarted) -> i64 {
    client
        .wait("the job to end", async || {
            let job: Job = client.get(&format!("/jobs/{}", started.job)).await.unwrap();
            match job.status {
                JobStatus::Done => Ok(job.result.unwrap()["changed"].as_i64().unwrap()),
                _ => Err(job),
            }
        })
        .await
}

async fn resolve(client: &Client, how: &str, body: Value) -> i64 {
    let started: JobStarted = client.post(&format!("/contacts/duplicates/{how}"), &body).await.unwrap();
    ended(client, &started).await
}

async fn extras_are_merged(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (one, two) = (bakery.add_group("One").await.unwrap(), bakery.add_group("Two").await.unwrap());
    let oldest = person(
        &bakery,
        json!({ "mobile": "0612345601", "first_name": "Zoé", "fields": { "city": "" }, "groups": [one.id] }),
    )
    .await;
    let fuller = json!({ "mobile": "0612345601", "first_name": "Zoe", "last_name": "Le-Goff", "fields": { "city": "Brest", "shoe": "38" },
        "groups": [one.id, two.id], "consent": { "source": "shop" } });
    person(&bakery, fuller).await;
    person(&bakery, json!({ "mobile": "0612345601", "email": "zoe@example.org", "last_name": "Other" })).await;
    let alone = person(&bakery, json!({ "mobile": "0612345602", "first_name": "Émile" })).await;
    assert_eq!(resolve(&bakery, "merges", json!({ "keep": "oldest" })).await, 2);
    let kept: Contact = bakery.get(&format!("/contacts/{}", oldest.id)).await.unwrap();
    assert_eq!(
        (kept.first_name.as_str(), kept.last_name.as_str(), kept.email.as_str()),
        ("Zoé", "Le-Goff", "zoe@example.org")
    );
    assert_eq!((kept.fields["city"].as_str(), kept.fields["shoe"].as_str()), ("Brest", "38"));
    assert_eq!((kept.groups, kept.consent.unwrap().source.as_str()), (vec![one.id, two.id], "shop"));
    let mut left: Vec<_> = bakery.contacts().await.into_iter().map(|contact| contact.id).collect();
    left.sort_unstable();
    assert_eq!(left, [oldest.id, alone.id]);
    for group in [one, two] {
        assert_eq!(bakery.get::<Group>(&format!("/groups/{}", group.id)).await.unwrap().contacts, 1);
    }
    let found: openapi::contacts::ContactPage = bakery.get("/contacts?q=goff").await.unwrap();
    assert_eq!(found.items.len(), 1, "it is found by what it was given");
}

async fn extras_are_deleted_and_come_back(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for n in 0..60 {
        for (name, company) in [("old", ""), ("full", "Shop"), ("new", "")] {
            person(&bakery, json!({ "mobile": format!("+336123456{n:02}"), "first_name": name, "company": company }))
                .await;
        }
    }
    for _ in 0..25 {
        bakery.add_contact("+33612345600", "more").await.unwrap();
    }
    assert_eq!(resolve(&bakery, "deletions", json!({ "keep": "fullest", "numbers": ["06 12 34 56 01"] })).await, 2);
    let started: JobStarted =
        bakery.post("/contacts/duplicates/deletions", &json!({ "keep": "fullest" })).await.unwrap();
    assert_eq!(ended(&bakery, &started).await, 59 * 2 + 25);
    let left = bakery.contacts().await;
    assert!(left.len() == 60 && left.iter().all(|contact| contact.first_name == "full"), "{}", left.len());
    assert!(bakery.get::<DuplicatePage>("/contacts/duplicates").await.unwrap().items.is_empty());
    let back: JobStarted = bakery.act(&format!("/jobs/{}/undo", started.job)).await.unwrap();
    assert_eq!(ended(&bakery, &back).await, 59 * 2 + 25);
    assert_eq!(bakery.contacts().await.len(), 60 * 3 - 2 + 25);
    let refused =
        bakery.post::<Value>("/contacts/duplicates/merges", &json!({ "keep": "oldest", "numbers": ["oops"] })).await;
    assert_eq!(refused.unwrap_err().fields(), ["numbers[0]"]);
}

async fn likely_ones_are_shown(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (n, first, last, email) in [
        (1, "Zoé", "Martin", "Z@example.org"),
        (2, "zoe", "MARTIN", ""),
        (3, "Ann", "", "z@example.org"),
        (4, "Ann", "", ""),
        (5, "Léa", "Roy", "lea@example.org"),
        (6, "Lea", "Roy", "lea@example.org"),
    ] {
        let body =
            json!({ "mobile": format!("+3361234560{n}"), "first_name": first, "last_name": last, "email": email });
        person(&bakery, body).await;
    }
    for (by, expected) in [("name", ["martin zoe", "roy lea"]), ("email", ["lea@example.org", "z@example.org"])] {
        let first: LikelyDuplicatePage =
            bakery.get(&format!("/contacts/duplicates/likely?by={by}&limit=1")).await.unwrap();
        let next = first.next.unwrap();
        let second: LikelyDuplicatePage =
            bakery.get(&format!("/contacts/duplicates/likely?by={by}&limit=1&after={next}")).await.unwrap();
        assert_eq!([first.items[0].shared.as_str(), second.items[0].shared.as_str()], expected);
        assert_eq!((first.items[0].count, first.items[0].contacts.len(), second.next), (2, 2, None));
    }
}
