//! The blacklist tells where each number came from, and why one was taken off. The account's own fields.

use openapi::ProblemCode;
use openapi::blacklist::{BlacklistHistory, BlacklistPage};
use openapi::contact_fields::{ContactField, ContactFields};
use openapi::contacts::Contact;
use serde_json::{Value, json};
use tests::{Database, Platform};

tests::on_both!(a_stop_tells_its_message, a_removal_is_kept, own_fields_have_kinds);

async fn a_stop_tells_its_message(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let message = bakery.send("+33612345678", "Fresh bread").await.unwrap();
    bakery.wait_for_message(message.id, openapi::messages::MessageStatus::Received).await;
    platform.sandbox().reply("+33612345678".parse().unwrap(), "Stop, please").await;
    platform.sandbox().reply("+33612345678".parse().unwrap(), "STOP").await;
    let entry = bakery
        .wait("the STOP", async || {
            let page: BlacklistPage = bakery.get("/blacklist?q=0612345678").await.unwrap();
            page.items.into_iter().next().ok_or(())
        })
        .await;
    assert_eq!((entry.source.as_str(), entry.message_id), ("stop", Some(message.id)));
    assert!(sms_is_stop(entry.words.as_deref().unwrap()), "{entry:?}");
}

fn sms_is_stop(words: &str) -> bool {
    words.to_lowercase().starts_with("stop")
}

async fn a_removal_is_kept(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let put = json!({ "numbers": ["06 12 34 56 78"] });
    let path = "/blacklist/%2B33612345678";
    let _: Value = bakery.post("/blacklist", &put).await.unwrap();
    let refused = bakery.delete(&format!("{path}?reason=a%0Ab")).await.unwrap_err();
    assert_eq!(refused.fields(), ["reason"]);
    bakery.delete(&format!("{path}?reason=Asked+to+come+back")).await.unwrap();
    assert_eq!(bakery.delete(path).await.unwrap_err().code(), ProblemCode::NotFound);
    let history: BlacklistHistory = bakery.get(path).await.unwrap();
    assert_eq!((history.now, history.removals.len()), (None, 1));
    let removal = &history.removals[0];
    assert_eq!((removal.source.as_str(), removal.reason.as_str()), ("manual", "Asked to come back"));
    let _: Value = bakery.post("/blacklist", &put).await.unwrap();
    let page: BlacklistPage = bakery.get("/blacklist").await.unwrap();
    assert_eq!((page.items[0].removals, page.items[0].words.as_deref()), (1, None));
    assert_eq!(florist.get::<Value>(path).await.unwrap_err().code(), ProblemCode::NotFound);
}

async fn own_fields_have_kinds(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let contact = json!({ "mobile": "0612345601", "fields": { "born": "long ago", "city": "Brest" } });
    let zoe: Contact = bakery.post("/contacts", &contact).await.unwrap();
    let fields: ContactFields = bakery.get("/contact-fields").await.unwrap();
    assert_eq!(fields.items.len(), 2, "whoever writes a name makes its field");
    let born: &ContactField = &fields.items[0];
    let taken =
        bakery.post::<Value>("/contact-fields", &json!({ "name": " Born ", "kind": "date" })).await.unwrap_err();
    assert_eq!(taken.code(), ProblemCode::AlreadyExists);
    let path = format!("/contact-fields/{}", born.id);
    let _: ContactField = bakery.patch(&path, &json!({ "kind": "date" })).await.unwrap();
    let contact = format!("/contacts/{}", zoe.id);
    let kept = json!({ "fields": { "born": "long ago", "city": "Lyon" } });
    let kept: Contact = bakery.patch(&contact, &kept).await.unwrap();
    assert_eq!(kept.fields["born"], "long ago", "what was there stays");
    let wrong = bakery.patch::<Contact>(&contact, &json!({ "fields": { "born": "yesterday" } })).await.unwrap_err();
    assert_eq!((wrong.fields(), wrong.problem.errors[0].code.as_str()), (vec!["fields.born"], "not_a_date"));
    let _: Contact = bakery.patch(&contact, &json!({ "fields": { "born": "1990-02-28" } })).await.unwrap();
    for n in 2..30 {
        let _: Value =
            bakery.post("/contact-fields", &json!({ "name": format!("f{n}"), "kind": "number" })).await.unwrap();
    }
    let full = bakery.post::<Value>("/contact-fields", &json!({ "name": "more", "kind": "text" })).await.unwrap_err();
    assert_eq!(full.code(), ProblemCode::Conflict);
    bakery.delete(&path).await.unwrap();
    assert_eq!(bakery.delete(&path).await.unwrap_err().code(), ProblemCode::NotFound);
    let _: Value = bakery.post("/contact-fields", &json!({ "name": "more", "kind": "text" })).await.unwrap();
    let fields: ContactFields = bakery.get("/contact-fields").await.unwrap();
    assert_eq!((fields.items.len(), fields.items[0].name.as_str()), (30, "more"), "at the place that became free");
    let free: Contact = bakery.get(&contact).await.unwrap();
    assert_eq!(free.fields["born"], "1990-02-28", "readable without its field");
    let body = json!({ "fields": { "born": "1990-03-01", "city": "Brest" } });
    let free: Contact = bakery.patch(&contact, &body).await.unwrap();
    assert_eq!(free.fields["born"], "1990-03-01", "and it makes none again");
}
