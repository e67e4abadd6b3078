//! The provider in all its moods: each magic number of the sandbox is one of them.

use openapi::messages::MessageStatus::{self, DeliveredOperator, Failed, Received, Sent};
use openapi::replies::ReplyPage;
use openapi::{Credits, Msisdn};
use tests::{Client, Database, Platform};

tests::on_both!(each_mood_has_its_end, a_provider_that_is_down);

/// Magic number, what becomes of the message, and why. The list is the sandbox's own (`chappe sandbox --help`).
const MOODS: &[(u8, MessageStatus, &str)] = &[
    (0, Received, "an ordinary life"),
    (1, Failed, "the phone is off"),
    (3, Received, "every receipt comes twice"),
    (4, Received, "the receipt comes before the answer"),
    (5, Received, "the phone answers STOP"),
    (6, Received, "no answer, but it was taken"),
    (8, Failed, "refused for good"),
    (10, Received, "busy at first: sent again later"),
    (13, Received, "a server error, but it was taken"),
    (15, Received, "the connection broke, but it was taken"),
    (16, Received, "an answer that nobody can read"),
    (17, Received, "a receipt for somebody unknown comes first"),
    (18, DeliveredOperator, "a status that nobody knows"),
    (19, Received, "receipts out of order"),
    (20, Received, "a failure after the reception"),
    (21, Sent, "no receipt at all"),
    (22, Received, "a slow answer"),
];

async fn each_mood_has_its_end(database: Database) {
    // Short enough for a test, longer than the slow answer.
    let platform = Platform::with(database, &[("CHAPPE_PROVIDER_TIMEOUT_MS", "4000")]);
    let bakery = platform.account("bakery", 100).await;
    let mut messages = Vec::new();
    for (mood, status, why) in MOODS {
        let message = bakery.send(&format!("+337999999{mood:02}"), why).await.unwrap();
        messages.push((message.id, *status));
    }
    for (id, status) in &messages {
        bakery.wait_for_message(*id, *status).await;
    }
    // What arrived stays arrived: late and contradicting receipts change nothing.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    for (id, status) in messages {
        let message = bakery.message(id).await;
        assert_eq!(message.status, status, "{message:?}");
    }
    assert_eq!(platform.sandbox().stats().await.duplicates, 0);
    // Refused for good is refunded; a failure at the phone is not.
    assert_eq!(bakery.balance().await, Credits::whole(100 - i64::try_from(MOODS.len()).unwrap() + 1));
    the_stop_was_heard(&bakery, "+33799999905".parse().unwrap()).await;
    platform.verify_ledger();
}

async fn the_stop_was_heard(bakery: &Client, phone: Msisdn) {
    let replies: ReplyPage = bakery.get("/replies").await.unwrap();
    assert!(replies.items.iter().any(|reply| reply.from == phone && reply.stop), "{replies:?}");
    let listed: openapi::blacklist::BlacklistPage = bakery.get("/blacklist").await.unwrap();
    assert!(listed.items.iter().any(|entry| entry.number == phone), "{listed:?}");
}

async fn a_provider_that_is_down(database: Database) {
    // Nobody listens there: the connection fails before a byte is written, so trying again is safe.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let url = format!("http://{address}");
    let platform = Platform::with(database, &[("CHAPPE_SANDBOX_URL", &url)]);
    let bakery = platform.account("bakery", 10).await;
    let message = bakery.send("+33612345678", "As soon as they are back").await.unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let waiting = bakery.message(message.id).await;
    assert!(matches!(waiting.status, MessageStatus::Queued | MessageStatus::Sending), "{waiting:?}");
    let sandbox = tests::Sandbox::start_on(&address, &[]);
    bakery.wait_for_message(message.id, Received).await;
    assert_eq!(sandbox.stats().await.distinct, 1);
}
