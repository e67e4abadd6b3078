//! Every row of the table of magic numbers.

use std::time::{Duration, Instant};

use crate::support::{World, quick};
use sandbox::{Options, Receipts};
use serde_json::json;

const IMPATIENT: Duration = Duration::from_millis(400);

fn magic(digits: u8) -> String {
    format!("+337999999{digits:02}")
}

#[tokio::test]
async fn rows_that_are_accepted() {
    let world = World::new(quick()).await;
    let rows: [(u8, &[&str], &str); 9] = [
        (0, &["delivered_operator", "received"], "received"),
        (1, &["delivered_operator", "failed"], "failed"),
        (3, &["delivered_operator", "delivered_operator", "received", "received"], "received"),
        (5, &["delivered_operator", "received"], "received"),
        (18, &["delivered_operator", "teleported"], "received"),
        (19, &["received", "delivered_operator"], "received"),
        (20, &["received", "failed"], "received"),
        (21, &[], "received"),
        (99, &["delivered_operator", "received"], "received"),
    ];
    for (digits, statuses, truth) in rows {
        let reference = format!("m{digits}");
        let answer = world.send(&reference, &magic(digits)).await.unwrap();
        assert_eq!(answer.status(), 201);
        assert_eq!(world.statuses(&reference, statuses.len()).await, statuses, "{digits}");
        assert_eq!(world.status(&reference).await.as_deref(), Some(truth), "{digits}");
    }
    assert_eq!(world.receipts("m1", 2).await[1].body["reason"], "absent");
    let (_, absent) = world.get("/handsets/%2B33799999901").await;
    assert_eq!(absent["messages"], json!([]));

    let replies = world.replies(1).await;
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0]["text"], "STOP");
    assert_eq!(replies[0]["from"], magic(5));
    assert_eq!(replies[0]["reference"], "m5");
}

#[tokio::test]
async fn rows_that_refuse() {
    let world = World::new(quick()).await;
    for (digits, status, later) in [(8, 422, false), (9, 429, true), (11, 503, true), (12, 500, false)] {
        let reference = format!("m{digits}");
        for _ in 0..2 {
            let answer = world.send(&reference, &magic(digits)).await.unwrap();
            assert_eq!(answer.status(), status);
            assert_eq!(answer.headers().contains_key("retry-after"), later);
        }
        assert_eq!(world.status(&reference).await, None);
    }
    assert_eq!(world.send("m10", &magic(10)).await.unwrap().status(), 429);
    assert_eq!(world.status("m10").await, None);
    assert_eq!(world.send("m10", &magic(10)).await.unwrap().status(), 201);
    assert_eq!(world.statuses("m10", 2).await, ["delivered_operator", "received"]);
    let stats = world.stats().await;
    assert_eq!((&stats["accepted"], &stats["refused"]), (&json!(1), &json!(9)));
    assert_eq!((&stats["distinct"], &stats["duplicates"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn rows_whose_answer_lies_or_lacks() {
    let world = World::new(quick()).await;
    // 13 says 500 and 16 something unreadable; 15 closes: all three took the message.
    assert_eq!(world.send("m13", &magic(13)).await.unwrap().status(), 500);
    let garbage = world.send("m16", &magic(16)).await.unwrap();
    assert_eq!(garbage.status(), 201);
    assert!(garbage.text().await.unwrap().starts_with("<html>"));
    assert!(world.send("m15", &magic(15)).await.is_err());
    for reference in ["m13", "m15", "m16"] {
        assert_eq!(world.statuses(reference, 2).await, ["delivered_operator", "received"]);
        let (_, found) = world.get(&format!("/messages?reference={reference}")).await;
        assert_eq!(found["times"], 1);
    }
    assert!(world.send("m14", &magic(14)).await.is_err());
    assert_eq!(world.status("m14").await, None);

    for (reference, digits) in [("m6", 6), ("m7", 7)] {
        let request = world.post("/messages", &world.message(reference, &magic(digits)));
        assert!(request.timeout(IMPATIENT).send().await.unwrap_err().is_timeout());
    }
    assert_eq!(world.statuses("m6", 2).await, ["delivered_operator", "received"]);
    assert_eq!(world.status("m7").await, None);
}

#[tokio::test]
async fn rows_about_time() {
    let world = World::new(quick()).await;
    let start = Instant::now();
    world.send("m2", &magic(2)).await.unwrap();
    assert_eq!(world.statuses("m2", 1).await, ["delivered_operator"]);
    assert_eq!(world.status("m2").await.as_deref(), Some("delivered_operator"));
    let late = &world.receipts("m2", 2).await[1];
    assert!(late.at - start >= Duration::from_millis(1_500));
    assert_eq!(world.status("m2").await.as_deref(), Some("received"));

    world.send("m4", &magic(4)).await.unwrap();
    let answered = Instant::now();
    let early = world.receipts("m4", 1).await;
    assert!(early[0].at < answered);
    assert_eq!(early[0].body["status"], "received");

    let start = Instant::now();
    assert_eq!(world.send("m22", &magic(22)).await.unwrap().status(), 201);
    assert!(start.elapsed() >= Duration::from_secs(3));
    assert_eq!(world.statuses("m22", 2).await, ["delivered_operator", "received"]);
}

#[tokio::test]
async fn a_receipt_for_nobody_comes_first() {
    let world = World::new(quick()).await;
    world.send("m17", &magic(17)).await.unwrap();
    let posted = world.receipts("m17", 3).await;
    assert_ne!(posted[0].body["reference"], "m17");
    assert_ne!(posted[0].body["id"], posted[1].body["id"]);
    for receipt in &posted[1..] {
        assert_eq!(receipt.body["reference"], "m17");
    }
}

#[tokio::test]
async fn final_receipts_only() {
    let world = World::new(Options { receipts: Receipts::Final, ..quick() }).await;
    for (digits, statuses) in [(0, vec!["received"]), (1, vec!["failed"]), (19, vec!["received", "delivered_operator"])]
    {
        let reference = format!("m{digits}");
        world.send(&reference, &magic(digits)).await.unwrap();
        assert_eq!(world.statuses(&reference, statuses.len()).await, statuses);
    }
    let mute = World::new(Options { receipts: Receipts::None, ..quick() }).await;
    mute.send("m0", &magic(0)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert!(mute.receiver.posted().is_empty());
    assert_eq!(mute.status("m0").await.as_deref(), Some("received"));
}

#[tokio::test]
async fn calls_have_fates_of_their_own() {
    let world = World::new(quick()).await;
    let fates: [(u8, &[&str], Option<&str>, &str); 5] = [
        (0, &["delivered_operator", "listened"], None, "listened"),
        (1, &["delivered_operator", "failed"], Some("absent"), "failed"),
        (5, &["delivered_operator", "listened"], None, "listened"),
        (23, &["delivered_operator", "failed"], Some("not_answered"), "failed"),
        (24, &["failed"], Some("line_busy"), "failed"),
    ];
    for (digits, statuses, reason, truth) in fates {
        let reference = format!("call{digits}");
        let mut message = world.message(&reference, &magic(digits));
        message["kind"] = json!("voice");
        message["language"] = json!("fr");
        assert_eq!(world.post("/messages", &message).send().await.unwrap().status(), 201);
        let receipts = world.receipts(&reference, statuses.len()).await;
        let told: Vec<_> = receipts.iter().map(|receipt| receipt.body["status"].as_str().unwrap()).collect();
        assert_eq!(told, statuses, "{digits}");
        assert_eq!(receipts.last().unwrap().body["reason"].as_str(), reason, "{digits}");
        assert_eq!(world.status(&reference).await.as_deref(), Some(truth), "{digits}");
    }
    let (_, heard) = world.get("/handsets/%2B33799999900").await;
    assert_eq!(heard["messages"][0]["call"], json!({ "language": "fr", "seconds": 2 }));
    // Nobody texts back to a machine that has called.
    let (status, refused) = {
        let answer = world.post("/handsets/%2B33799999905/replies", &json!({ "text": "Hello?" })).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<serde_json::Value>().await.unwrap())
    };
    assert_eq!((status, refused["code"].as_str()), (404, Some("unknown_handset")));
    // A text to the same numbers lives the ordinary life.
    for digits in [23, 24] {
        let reference = format!("m{digits}");
        world.send(&reference, &magic(digits)).await.unwrap();
        assert_eq!(world.statuses(&reference, 2).await, ["delivered_operator", "received"], "{digits}");
    }
    let mut wrong = world.message("long", &magic(0));
    wrong["kind"] = json!("voice");
    wrong["language"] = json!("x".repeat(36));
    assert_eq!(world.post("/messages", &wrong).send().await.unwrap().status(), 400);
}
