//! Every id of one account is 404 to another: never 403, which would tell that it exists.
//!
//! The operations come from the served document, so a new route is covered from its first day.

use std::collections::BTreeMap;

use openapi::ProblemCode;
use openapi::api_keys::{KeyMode, Scope};
use openapi::campaigns::Campaign;
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{new_campaign, new_message};
use tests::{Client, Database, Platform};

tests::on_both!(every_id_is_unknown_to_others, ids_in_bodies_are_unknown_too);

async fn every_id_is_unknown_to_others(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 10).await;
    invoiced(&platform, &bakery).await;
    let document: Value = bakery.get("/openapi.json").await.unwrap();
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let path = path.trim_start_matches(tests::client::API);
        // Its secret is its own protection, and a stranger's number is simply not on one's list.
        if !path.contains('{') || path.starts_with("/providers/") {
            continue;
        }
        for method in operations.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            // Made anew for each operation, so that no operation hides behind the deletion before it.
            let owned = belongings(&platform, &bakery).await;
            let noun = path.split('/').nth(1).unwrap();
            // Operators' routes are nothing to either of them; they have a test of their own.
            if noun == "admin" {
                continue;
            }
            let id = owned.get(noun).unwrap_or_else(|| panic!("make one of {noun} in belongings()"));
            let address = format!("/{noun}/{id}{}", path.split_once('}').unwrap().1);
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = florist.request(method.clone(), &address);
            if let Some(body) = body_of(&method, path) {
                request = request.json(&body);
            }
            let refused = florist.send_request::<Value>(request).await;
            let refused = refused.err().unwrap_or_else(|| panic!("{method} {path} let a stranger in"));
            assert_eq!((refused.status.as_u16(), refused.code()), (404, ProblemCode::NotFound), "{method} {path}");
            asked += 1;
        }
    }
    assert!(asked > 10, "the document names only {asked} operations on ids");
}

/// Buys something and has the operator confirm it: nobody else can make an invoice.
async fn invoiced(platform: &Platform, client: &Client) {
    let body = json!({ "pack": 50, "method": "transfer" });
    let bought: openapi::purchases::Purchase = client.post("/purchases", &body).await.unwrap();
    let (operator, _) = platform.operator().await;
    let path = format!("/admin/purchases/{}/confirm", bought.id);
    let _: Value = operator.post(&path, &json!({ "received": bought.price.total })).await.unwrap();
}

/// One of everything that has an id.
async fn belongings(platform: &Platform, client: &Client) -> BTreeMap<&'static str, String> {
    static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let mobile = format!("+3361{number:07}");
    let contact = client.add_contact(&mobile, "Zoé").await.unwrap();
    let group = client.add_group(&format!("Group {number}")).await.unwrap();
    let import = client.upload("contacts.csv", b"mobile\n0612345678\n".to_vec()).await.unwrap();
    let job = client.run_import(&import, None).await.unwrap();
    let recipients = openapi::campaigns::Recipients { numbers: vec![mobile.clone()], ..Default::default() };
    let draft = openapi::campaigns::NewCampaign { draft: true, ..new_campaign(recipients, "Hello") };
    let campaign = client.create_campaign(&draft).await.unwrap();
    let message = match client.messages().await.first() {
        Some(message) => message.id,
        None => client.post_message(&new_message(&mobile, "Hello")).await.unwrap().id,
    };
    let key = client.make_key(&[Scope::Read], KeyMode::Live).await.key.id;
    let fields: openapi::contact_fields::ContactFields = client.get("/contact-fields").await.unwrap();
    let field = match fields.items.first() {
        Some(field) => field.id,
        None => {
            let body = json!({ "name": "city", "kind": "text" });
            client.post::<openapi::contact_fields::ContactField>("/contact-fields", &body).await.unwrap().id
        }
    };
    let template = json!({ "name": format!("Template {number}"), "text": "Hello" });
    let template: openapi::templates::Template = client.post("/templates", &template).await.unwrap();
    // Nobody but a provider can make one.
    platform.database.sql(&format!(
        "INSERT INTO reply (id, account_id, sender, text, stop, provider, provider_ref, received_at)
         SELECT {number} + 1, id, 33612345678, 'Hello', FALSE, 'sandbox', '{number}', 0 FROM account WHERE public_id = 'bakery'"
    ));
    let purchases: openapi::purchases::PurchasePage = client.get("/purchases").await.unwrap();
    let purchase = &purchases.items[0];
    let sessions: openapi::sessions::SessionPage = client.get("/sessions").await.unwrap();
    let _: Value = client.post("/blacklist", &json!({ "numbers": [mobile] })).await.unwrap();
    BTreeMap::from([
        ("api-keys", key.to_string()),
        ("sessions", sessions.items[0].id.to_string()),
        ("contact-fields", field.to_string()),
        ("contacts", contact.id.to_string()),
        ("groups", group.id.to_string()),
        ("imports", import.id.to_string()),
        ("jobs", job.to_string()),
        ("campaigns", campaign.id.to_string()),
        ("messages", message.to_string()),
        ("purchases", purchase.id.to_string()),
        ("invoices", purchase.invoices[0].id.to_string()),
        ("replies", (number + 1).to_string()),
        ("templates", template.id.to_string()),
        ("blacklist", mobile.replace('+', "%2B")),
    ])
}

/// A body that would be accepted of the owner: the refusal must come from the id alone.
fn body_of(method: &Method, path: &str) -> Option<Value> {
    match (method.as_str(), path) {
        ("PATCH", "/contacts/{id}") => Some(json!({ "first_name": "Mallory" })),
        ("PATCH" | "PUT", "/groups/{id}") => Some(json!({ "name": "Mallory's" })),
        ("PATCH", "/contact-fields/{id}") => Some(json!({ "kind": "text" })),
        ("PATCH", "/campaigns/{id}") => Some(json!({ "text": "Mallory was here" })),
        ("POST", "/campaigns/{id}/resend") => Some(json!({ "who": "failed" })),
        ("POST", "/campaigns/{id}/clean") => Some(json!({ "status": "failed", "what": "delete" })),
        ("PATCH", "/templates/{id}") => Some(json!({ "text": "Mallory was here" })),
        ("POST", "/replies/{id}/answer") => Some(json!({ "text": "Mallory was here" })),
        (_, "/groups/{id}/contacts") => Some(json!({ "ids": [] })),
        ("POST", "/imports/{id}/run" | "/imports/{id}/preview") => Some(json!({ "mapping": { "mobile": 0 } })),
        _ => None,
    }
}

async fn ids_in_bodies_are_unknown_too(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 10).await;
    let contact = bakery.add_contact("+33612345601", "Zoé").await.unwrap();
    let group = bakery.add_group("Regulars").await.unwrap();
    let _: Value =
        bakery.post(&format!("/groups/{}/contacts", group.id), &json!({ "ids": [contact.id] })).await.unwrap();
    let theirs = florist.add_group("Flowers").await.unwrap();

    for recipients in [json!({ "contacts": [contact.id] }), json!({ "groups": [group.id] })] {
        let body = json!({ "text": "Hello", "recipients": recipients });
        let refused = florist.post::<Campaign>("/campaigns", &body).await.unwrap_err();
        assert!(matches!(refused.code(), ProblemCode::NotFound | ProblemCode::InvalidField), "{:?}", refused.problem);
        assert!(refused.fields()[0].starts_with("recipients."), "{:?}", refused.problem);
    }
    // Nothing of another's can be taken into one's own group, nor deleted.
    drop(florist.post::<Value>(&format!("/groups/{}/contacts", theirs.id), &json!({ "ids": [contact.id] })).await);
    drop(florist.post::<Value>("/contacts/deletions", &json!({ "ids": [contact.id] })).await);
    let group: openapi::groups::Group = florist.get(&format!("/groups/{}", theirs.id)).await.unwrap();
    assert_eq!(group.contacts, 0);
    assert_eq!(bakery.contacts().await.len(), 1);
    assert_eq!(platform.sandbox().stats().await.requests, 0);
}
