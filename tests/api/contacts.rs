//! The address book: contacts, groups, the blacklist.

use openapi::blacklist::{BlacklistChanged, BlacklistPage};
use openapi::contacts::{Contact, ContactPage, ContactsDeleted};
use openapi::groups::{Group, GroupMembersChanged};
use openapi::{Credits, ProblemCode};
use serde_json::json;
use tests::{Database, Platform};

tests::on_both!(a_contact_lives, lists_come_in_pages, groups_hold_contacts, the_blacklist_wins);

async fn a_contact_lives(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let zoe = bakery.add_contact("06 12 34 56 78", "Zoé").await.unwrap();
    assert_eq!((zoe.mobile.to_string().as_str(), zoe.country.as_str()), ("+33612345678", "FR"));
    let changed: Contact =
        bakery.patch(&format!("/contacts/{}", zoe.id), &json!({ "company": "Boulange" })).await.unwrap();
    assert_eq!((changed.first_name.as_str(), changed.company.as_str()), ("Zoé", "Boulange"));
    let found: ContactPage = bakery.get("/contacts?q=zo%C3%A9").await.unwrap();
    assert_eq!(found.items.len(), 1);
    bakery.delete(&format!("/contacts/{}", zoe.id)).await.unwrap();
    let gone = bakery.get::<Contact>(&format!("/contacts/{}", zoe.id)).await.unwrap_err();
    assert_eq!(gone.code(), ProblemCode::NotFound);
    assert!(bakery.contacts().await.is_empty());
}

async fn lists_come_in_pages(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for number in 0..7 {
        bakery.add_contact(&format!("+3361234560{number}"), &format!("Client {number}")).await.unwrap();
    }
    let mut seen = Vec::new();
    let mut path = "/contacts?limit=3".to_owned();
    loop {
        let page: ContactPage = bakery.get(&path).await.unwrap();
        assert!(page.items.len() <= 3);
        seen.extend(page.items.iter().map(|contact| contact.id));
        let Some(next) = page.next else { break };
        path = format!("/contacts?limit=3&after={next}");
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((count, seen.len()), (7, 7), "each once");
    assert_eq!(bakery.get::<ContactPage>("/contacts?limit=501").await.unwrap_err().fields(), ["limit"]);
    assert_eq!(bakery.get::<ContactPage>("/contacts?after=nowhere").await.unwrap_err().fields(), ["after"]);
}

async fn groups_hold_contacts(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let zoe = bakery.add_contact("+33612345601", "Zoé").await.unwrap();
    let emile = bakery.add_contact("+33612345602", "Émile").await.unwrap();
    let group = bakery.add_group("Regulars").await.unwrap();
    let taken = bakery.add_group("Regulars").await.unwrap_err();
    assert_eq!(taken.code(), ProblemCode::AlreadyExists);
    let members = format!("/groups/{}/contacts", group.id);
    let added: GroupMembersChanged = bakery.post(&members, &json!({ "ids": [zoe.id, emile.id] })).await.unwrap();
    assert_eq!(added.changed, 2);
    let counted: Group = bakery.get(&format!("/groups/{}", group.id)).await.unwrap();
    assert_eq!(counted.contacts, 2);
    bakery.delete(&format!("/groups/{}", group.id)).await.unwrap();
    assert_eq!(bakery.contacts().await.len(), 2, "a group is not its contacts");
    let deleted: ContactsDeleted =
        bakery.post("/contacts/deletions", &json!({ "ids": [zoe.id], "numbers": ["0612345602"] })).await.unwrap();
    assert_eq!(deleted.deleted, 2);
}

async fn the_blacklist_wins(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let added: BlacklistChanged = bakery.post("/blacklist", &json!({ "numbers": ["06 12 34 56 78"] })).await.unwrap();
    assert_eq!(added.added, 1);
    let listed: BlacklistPage = bakery.get("/blacklist").await.unwrap();
    assert_eq!(listed.items[0].number.to_string(), "+33612345678");
    assert!(bakery.add_contact("+33612345678", "Zoé").await.unwrap().blacklisted);
    let campaign =
        bakery.create_campaign(&tests::client::to_numbers(["+33612345678", "+33612345679"], "Hello")).await.unwrap();
    let campaign = bakery.wait_until_finished(campaign.id).await;
    assert_eq!((campaign.totals.skipped, campaign.totals.received), (1, 1));
    assert_eq!(campaign.credits.charged, Credits::whole(1));
    bakery.delete("/blacklist/%2B33612345678").await.unwrap();
    assert!(bakery.get::<BlacklistPage>("/blacklist").await.unwrap().items.is_empty());
}
