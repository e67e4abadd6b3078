//! Bad input gets a problem that names the field, and nothing is written.

use openapi::campaigns::{Campaign, CampaignPage};
use openapi::contacts::Contact;
use openapi::messages::Message;
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Database, Platform};

tests::on_both!(messages_and_campaigns, contacts, bodies, uploads, addresses);

/// 153 characters a part: one more than ten parts hold.
const BEYOND_TEN_PARTS: usize = 1531;

async fn messages_and_campaigns(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let long = "a".repeat(BEYOND_TEN_PARTS);
    for (body, field) in [
        (json!({ "to": "06 12 34 X6 78", "text": "Hello" }), "to"),
        (json!({ "to": "", "text": "Hello" }), "to"),
        (json!({ "to": "12", "text": "Hello" }), "to"),
        (json!({ "to": "+33612345678", "text": "" }), "text"),
        (json!({ "to": "+33612345678", "text": long }), "text"),
        (json!({ "to": "+33612345678", "text": "Hello", "sender": "TOO LONG A SENDER" }), "sender"),
        (json!({ "to": "+33612345678", "text": "Hello", "client_ref": "" }), "client_ref"),
        (json!({ "to": "+33612345678" }), "text"),
        (json!({ "to": "+33612345678", "text": "Hello", "colour": "red" }), "colour"),
        (json!({ "to": 33612345678_i64, "text": "Hello" }), "to"),
    ] {
        let refused = bakery.post::<Message>("/messages", &body).await.unwrap_err();
        assert!(refused.status.is_client_error(), "{body}: {}", refused.status);
        assert_eq!(refused.fields(), [field], "{body}: {:?}", refused.problem);
    }
    let numbers = json!({ "numbers": ["+33612345678"] });
    for (body, field) in [
        (json!({ "text": "", "recipients": numbers }), "text"),
        (json!({ "text": long, "recipients": numbers }), "text"),
        (json!({ "text": "Hello", "recipients": { "numbers": ["+33612345678", "06 oops"] } }), "recipients.numbers[1]"),
        (json!({ "text": "Hello", "recipients": {} }), "recipients"),
        (json!({ "text": "Hello", "recipients": numbers, "send_at": "2020-01-01T00:00:00Z" }), "send_at"),
        (json!({ "text": "Hello", "recipients": numbers, "send_at": "tomorrow" }), "send_at"),
        (json!({ "text": "Hello", "recipients": numbers, "kind": "fax" }), "kind"),
        (json!({ "text": "Hello", "recipients": { "everybody": true } }), "recipients.everybody"),
    ] {
        let refused = bakery.post::<Campaign>("/campaigns", &body).await.unwrap_err();
        assert!(refused.status.is_client_error(), "{body}: {}", refused.status);
        assert_eq!(refused.fields(), [field], "{body}: {:?}", refused.problem);
    }
    let campaigns: CampaignPage = bakery.get("/campaigns").await.unwrap();
    assert!(campaigns.items.is_empty() && bakery.messages().await.is_empty(), "nothing was written");
    assert_eq!(bakery.balance().await, Credits::whole(10));
}

async fn contacts(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (body, field) in [
        (json!({ "mobile": "O6 12 34 56 78" }), "mobile"),
        (json!({ "first_name": "Zoé" }), "mobile"),
        (json!({ "mobile": "+33612345678", "last_name": "a".repeat(201) }), "last_name"),
        (json!({ "mobile": "+33612345678", "age": 40 }), "age"),
    ] {
        let refused = bakery.post::<Contact>("/contacts", &body).await.unwrap_err();
        assert_eq!(refused.fields(), [field], "{body}: {:?}", refused.problem);
    }
    assert!(bakery.contacts().await.is_empty());
}

async fn bodies(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let post =
        |body: Vec<u8>, kind: &str| bakery.request(Method::POST, "/messages").header("content-type", kind).body(body);

    let mut huge = br#"{"to": "+33612345678", "text": ""#.to_vec();
    huge.resize(8 * 1024 * 1024 + 1, b'a');
    huge.extend_from_slice(b"\"}");
    let refused = bakery.send_request::<Value>(post(huge, "application/json")).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (413, ProblemCode::PayloadTooLarge));
    let refused = bakery.send_request::<Value>(post(b"{\"to\": ".to_vec(), "application/json")).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (400, ProblemCode::MalformedRequest));
    let refused =
        bakery.send_request::<Value>(post(b"to=1".to_vec(), "application/x-www-form-urlencoded")).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (415, ProblemCode::UnsupportedMediaType));
}

async fn uploads(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_UPLOAD_LIMIT", "100000")]);
    let bakery = platform.account("bakery", 0).await;
    let refused = bakery.upload("big.csv", b"mobile\n".repeat(20_000)).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (413, ProblemCode::PayloadTooLarge));
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 500]].concat();
    for (name, content) in [("photo.png", picture), ("empty.csv", Vec::new())] {
        let refused = bakery.upload(name, content).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (422, ProblemCode::InvalidField), "{name}");
        assert_eq!(refused.fields(), ["file"], "{name}");
    }
    let uploads = platform.database.data().join("uploads");
    let left = std::fs::read_dir(uploads).map_or(0, Iterator::count);
    assert_eq!(left, 0, "a refused file is not kept");
}

async fn addresses(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for path in ["/contacts/12x", "/contacts/0", "/nowhere", "/contacts/1"] {
        let refused = bakery.get::<Value>(path).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (404, ProblemCode::NotFound), "{path}");
    }
    let refused = bakery.send_request::<Value>(bakery.request(Method::PUT, "/contacts")).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (405, ProblemCode::MethodNotAllowed));
}
