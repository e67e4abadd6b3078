//! `Idempotency-Key`: a call that is made again has no second effect.

use openapi::messages::{Message, NewMessage};
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use tests::client::new_message;
use tests::{Client, Database, Platform, Refused};

tests::on_both!(the_same_call_again, another_body_under_the_same_key, at_the_same_time);

async fn send(client: &Client, key: &str, message: &NewMessage) -> Result<Message, Refused> {
    client.send_request(client.request(Method::POST, "/messages").header("Idempotency-Key", key).json(message)).await
}

async fn the_same_call_again(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let message = new_message("+33612345678", "Once");
    let first = send(&bakery, "order-1", &message).await.unwrap();
    let again = send(&bakery, "order-1", &message).await.unwrap();
    assert_eq!(first, again, "the very same answer");
    assert_eq!(bakery.balance().await, Credits::whole(9));
    let other = platform.account("florist", 10).await;
    let theirs = send(&other, "order-1", &message).await.unwrap();
    assert_ne!(theirs.id, first.id, "a key belongs to one account");
}

async fn another_body_under_the_same_key(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    send(&bakery, "order-1", &new_message("+33612345678", "Once")).await.unwrap();
    let refused = send(&bakery, "order-1", &new_message("+33612345678", "Twice")).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (422, ProblemCode::IdempotencyKeyReused));
    assert_eq!(bakery.balance().await, Credits::whole(9));
}

async fn at_the_same_time(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let bakery = bakery.clone();
        calls.spawn(async move { send(&bakery, "order-1", &new_message("+33612345678", "Once")).await });
    }
    let mut ids = Vec::new();
    for answer in calls.join_all().await {
        match answer {
            Ok(message) => ids.push(message.id),
            Err(refused) => assert_eq!(refused.code(), ProblemCode::RequestInFlight),
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert_eq!(bakery.balance().await, Credits::whole(9));
}
