//! API keys: shown once, scoped, revoked at once; test keys that cost nothing.

use std::collections::BTreeSet;

use openapi::api_keys::{ApiKeyPage, KeyMode, Scope};
use openapi::audit::AuditPage;
use openapi::campaigns::{Campaign, NewCampaign};
use openapi::messages::MessageStatus;
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{API, new_campaign, new_message};
use tests::{Client, Database, Platform};

tests::on_both!(
    a_key_is_shown_once_and_revoked_at_once,
    every_route_asks_for_the_scope_that_the_document_names,
    a_test_key_never_costs,
    a_test_key_touches_nothing_that_leaves,
    what_was_tried_stays_apart
);

async fn a_key_is_shown_once_and_revoked_at_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 0).await;
    let created = bakery.make_key(&[Scope::Send, Scope::Read], KeyMode::Live).await;
    assert!(created.secret.starts_with("chappe_live_") && created.secret.len() > 50, "{}", created.secret);
    let key = bakery.with_key(&created.secret);
    assert_eq!(key.account().await.account_id, "bakery");
    key.send("+33612345678", "Your bread is ready").await.unwrap();

    let listed: ApiKeyPage = bakery.get("/api-keys").await.unwrap();
    assert_eq!(listed.items[0].scopes, [Scope::Read, Scope::Send]);
    assert!(!serde_json::to_string(&listed).unwrap().contains(&created.secret[20..]), "shown once");
    let kept = platform.database.sql("SELECT hash FROM api_key");
    assert!(kept.len() == 64 && !created.secret.contains(&kept), "only a hash is kept");
    bakery
        .wait("the last use", async || {
            let listed: ApiKeyPage = bakery.get("/api-keys").await.unwrap();
            listed.items[0].last_used_at.ok_or(())
        })
        .await;
    let told: AuditPage = bakery.get("/audit").await.unwrap();
    assert_eq!(told.items[0].detail.as_deref(), Some("Web shop"));

    // A key manages neither keys nor the account, and another's key does not exist.
    for path in ["/api-keys", "/sessions", "/audit", "/account/second-factor"] {
        let refused = key.get::<Value>(path).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (403, ProblemCode::SessionRequired), "{path}");
    }
    let id = created.key.id;
    let refused = florist.delete(&format!("/api-keys/{id}")).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
    bakery.delete(&format!("/api-keys/{id}")).await.unwrap();
    let refused = key.get::<Value>("/account").await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::Unauthorized);
    let listed: ApiKeyPage = bakery.get("/api-keys").await.unwrap();
    assert!(listed.items.is_empty());
    for wrong in [json!({ "name": " ", "scopes": ["read"] }), json!({ "name": "x", "scopes": [] })] {
        assert_eq!(bakery.post::<Value>("/api-keys", &wrong).await.unwrap_err().status, 422);
    }
}

/// The document says which scope a key needs; the server is asked, route by route, whether that is so.
async fn every_route_asks_for_the_scope_that_the_document_names(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_RATE_LIMIT", "100000")]);
    let bakery = platform.account("bakery", 0).await;
    let mut keys = Vec::new();
    for scope in Scope::ALL {
        keys.push((scope, bakery.with_key(&bakery.make_key(&[scope], KeyMode::Live).await.secret)));
    }
    let document: Value = bakery.get("/openapi.json").await.unwrap();
    let mut scoped = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            // What nobody has to sign in for asks no key for a scope.
            let public = operation["security"].as_array().is_some_and(|ways| ways.contains(&json!({})));
            if public || path.ends_with("/metrics") {
                continue;
            }
            let needed = operation["security"][0]["bearer"][0].as_str();
            for (scope, key) in &keys {
                let seen = refusal(key, method, path).await;
                let allowed = needed == Some(scope.word()) || open_to_every_key(method, path);
                let fits = match seen {
                    Some(ProblemCode::MissingScope) => needed.is_some() && !allowed,
                    Some(ProblemCode::SessionRequired) => needed.is_none() && !allowed,
                    Some(ProblemCode::NotFound) if path.contains("/admin/") => true,
                    _ => allowed,
                };
                assert!(
                    fits,
                    "{method} {path} with the scope {}: {seen:?}, the document names {needed:?}",
                    scope.word()
                );
            }
            scoped.extend(needed.map(str::to_owned));
        }
    }
    assert_eq!(scoped.len(), Scope::ALL.len(), "{scoped:?}");
}

/// What every key may see: the account it belongs to, and jobs that something of it started.
fn open_to_every_key(method: &str, path: &str) -> bool {
    let path = path.trim_start_matches(API);
    ((path == "/account" || path.starts_with("/jobs/")) && method == "get")
        || path.starts_with("/health")
        || path == "/openapi.json"
}

/// Calls an operation with nothing in it: who may call is asked before what was sent is read.
async fn refusal(key: &Client, method: &str, path: &str) -> Option<ProblemCode> {
    let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let address = path.trim_start_matches(API).replace("{id}", "1").replace("{number}", "1");
    let answer = key.request(method, &address).send().await.unwrap();
    if answer.status().is_success() {
        return None;
    }
    let problem: openapi::Problem = answer.json().await.unwrap();
    Some(problem.code)
}

async fn a_test_key_never_costs(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 1).await;
    let live = bakery.with_key(&bakery.make_key(&[Scope::Send, Scope::Read], KeyMode::Live).await.secret);
    let secret = bakery.make_key(&Scope::ALL, KeyMode::Test).await.secret;
    assert!(secret.starts_with("chappe_test_"));
    let test = bakery.with_key(&secret);
    // More than the balance could pay, one by one and as a campaign.
    for at in 0..5 {
        let message = test.send(&format!("+3361234560{at}"), "Only tried").await.unwrap();
        assert!(message.test && message.credits == Credits::ZERO);
        let arrived = test.wait_for_message(message.id, MessageStatus::Received).await;
        assert!(arrived.test && arrived.credits == Credits::ZERO);
    }
    let numbers = (0..20).map(|at| format!("+336123457{at:02}"));
    let campaign = test.create_campaign(&tests::client::to_numbers(numbers, "Only tried, to many")).await.unwrap();
    assert!(campaign.test);
    let finished = test.wait_until_finished(campaign.id).await;
    assert_eq!((finished.totals.received, finished.credits.charged), (20, Credits::ZERO));
    assert!(test.campaign_messages(campaign.id).await.iter().all(|message| message.test));
    assert_eq!(bakery.balance().await, Credits::whole(1));
    assert_eq!(platform.sandbox().stats().await.distinct, 25);
    platform.verify_ledger();

    // What was tried under a key or a reference of one's own does not stand for what is to leave.
    let named = openapi::messages::NewMessage {
        client_ref: Some("order-4711".to_owned()),
        ..new_message("+33612345678", "Your bread is ready")
    };
    let send = |client: &Client| client.request(Method::POST, "/messages").header("Idempotency-Key", "k").json(&named);
    let tried: openapi::messages::Message = test.send_request(send(&test)).await.unwrap();
    let sent: openapi::messages::Message = live.send_request(send(&live)).await.unwrap();
    assert!(tried.test && !sent.test && tried.id != sent.id);
    assert_eq!(bakery.balance().await, Credits::ZERO);
    let moved = test.post::<Value>("/transfers", &json!({ "to": "florist", "credits": "1" })).await.unwrap_err();
    assert_eq!(moved.code(), ProblemCode::MissingScope);
    platform.verify_ledger();
}

async fn a_test_key_touches_nothing_that_leaves(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let test = bakery.with_key(&bakery.make_key(&Scope::ALL, KeyMode::Test).await.secret);
    let recipients = openapi::campaigns::Recipients { numbers: vec!["+33612345678".to_owned()], ..Default::default() };
    let draft = NewCampaign { draft: true, ..new_campaign(recipients, "Hello") };
    let live = bakery.create_campaign(&draft).await.unwrap();
    for action in ["launch", "pause", "resume", "cancel"] {
        let refused = test.act::<Campaign>(&format!("/campaigns/{}/{action}", live.id)).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::NotFound, "{action}");
    }
    let edited = test.patch::<Campaign>(&format!("/campaigns/{}", live.id), &json!({ "text": "Other" })).await;
    assert_eq!(edited.unwrap_err().code(), ProblemCode::NotFound);
    assert_eq!(test.delete(&format!("/campaigns/{}", live.id)).await.unwrap_err().code(), ProblemCode::NotFound);
    let copy: Campaign = test.act(&format!("/campaigns/{}/copy", live.id)).await.unwrap();
    assert!(copy.test && !bakery.campaign(live.id).await.test);
    // A STOP to what was only tried blacklists nobody.
    let message = test.send("+33612345679", "Only tried").await.unwrap();
    test.wait_for_message(message.id, MessageStatus::Received).await;
    platform.sandbox().reply(message.to, "STOP").await;
    bakery
        .wait("the reply", async || {
            let page: openapi::replies::ReplyPage = bakery.get("/replies").await.unwrap();
            if page.items.is_empty() { Err(()) } else { Ok(()) }
        })
        .await;
    let blacklist: Value = bakery.get("/blacklist").await.unwrap();
    assert_eq!(blacklist["items"], json!([]));
}

async fn what_was_tried_stays_apart(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let test = bakery.with_key(&bakery.make_key(&Scope::ALL, KeyMode::Test).await.secret);
    let replies = async || bakery.get::<openapi::replies::ReplyPage>("/replies").await.unwrap().items;
    let mut pairs = Vec::new();
    for (client, number) in [(&bakery, "+33612345601"), (&test, "+33612345602")] {
        let message = client.send(number, "Your bread is ready").await.unwrap();
        client.wait_for_message(message.id, MessageStatus::Received).await;
        platform.sandbox().reply(message.to, "Until when?").await;
        let answers = async || match replies().await.into_iter().find(|reply| reply.message_id == Some(message.id)) {
            Some(reply) => Ok(reply.id),
            None => Err(()),
        };
        let reply = bakery.wait("the reply", answers).await;
        pairs.push((message.id, reply));
    }
    let [(live, live_reply), (tried, tried_reply)] = pairs[..] else { panic!("two of them") };
    let answer = async |client: &Client, reply| {
        client
            .post::<openapi::messages::Message>(&format!("/replies/{reply}/answer"), &json!({ "text": "Seven" }))
            .await
    };
    assert_eq!(answer(&test, live_reply).await.unwrap_err().code(), ProblemCode::NotFound);
    assert!(replies().await.iter().all(|reply| !reply.read), "it is unread as before");
    assert!(answer(&test, tried_reply).await.unwrap().test);
    assert!(!answer(&bakery, live_reply).await.unwrap().test);
    assert_eq!(test.delete(&format!("/messages/{live}")).await.unwrap_err().code(), ProblemCode::NotFound);
    test.delete(&format!("/messages/{tried}")).await.unwrap();
    bakery.delete(&format!("/messages/{live}")).await.unwrap();

    let campaign = |number: &str| {
        let recipients = openapi::campaigns::Recipients { numbers: vec![number.to_owned()], ..Default::default() };
        new_campaign(recipients, "Hello")
    };
    let live = bakery.create_campaign(&campaign("+33799999901")).await.unwrap().id;
    let tried = test.create_campaign(&campaign("+33799999901")).await.unwrap().id;
    bakery.wait_until_finished(live).await;
    bakery.wait_until_finished(tried).await;
    let clean = async |id| {
        let body = json!({ "status": "failed", "what": "blacklist" });
        test.post::<Value>(&format!("/campaigns/{id}/clean"), &body).await
    };
    assert_eq!(clean(live).await.unwrap_err().code(), ProblemCode::NotFound);
    clean(tried).await.unwrap();
    let resend = async |client: &Client, id| {
        client.post::<Campaign>(&format!("/campaigns/{id}/resend"), &json!({ "who": "failed" })).await.unwrap()
    };
    // What only reached the sandbox failed nobody: it is tried again, whoever asks.
    assert!(resend(&bakery, tried).await.test && resend(&test, live).await.test);
    assert!(!resend(&bakery, live).await.test);
    platform.verify_ledger();
}
