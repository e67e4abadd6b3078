//! The ordinary life of messages: taken, answered, receipts, look-up, handsets, replies.

use std::net::TcpListener;
use std::time::Duration;

use crate::support::{World, quick};
use sandbox::{Fault, Options, Receipts};
use serde_json::{Value, json};

const PHONE: &str = "+33612345678";
const PHONE_PATH: &str = "/handsets/%2B33612345678";

#[tokio::test]
async fn a_message_is_taken_and_its_receipts_come_in_order() {
    let world = World::new(quick()).await;
    let answer = world.send("r1", PHONE).await.unwrap();
    assert_eq!(answer.status(), 201);
    let id = answer.json::<Value>().await.unwrap()["id"].clone();

    assert_eq!(world.statuses("r1", 2).await, ["delivered_operator", "received"]);
    for receipt in world.receipts("r1", 2).await {
        assert_eq!(receipt.body["id"], id);
        assert_eq!(receipt.body["reference"], "r1");
        assert!(receipt.body["at"].as_str().unwrap().ends_with('Z'));
    }

    let (status, found) = world.get("/messages?reference=r1").await;
    assert_eq!(status, 200);
    let expected = json!({"id": id, "reference": "r1", "to": PHONE, "status": "received", "times": 1});
    assert_eq!(found, expected);

    let (_, handset) = world.get(PHONE_PATH).await;
    assert_eq!(handset["number"], PHONE);
    assert_eq!(handset["messages"][0]["from"], "Chappe");
    assert_eq!(handset["messages"][0]["text"], "Bonjour \"à\" tous");
    let (_, recent) = world.get("/handsets").await;
    assert_eq!(recent["items"][0], handset);

    let stats = world.stats().await;
    assert_eq!(stats["requests"], 1);
    assert_eq!(stats["accepted"], 1);
    assert_eq!(stats["distinct"], 1);
    assert_eq!(stats["duplicates"], 0);
    assert_eq!(stats["receipts_sent"], 2);
    assert_eq!(stats["receipts_waiting"], 0);
    world.sandbox.stop();
}

#[tokio::test]
async fn a_repeated_reference_is_taken_again_and_counted() {
    let world = World::new(quick()).await;
    for _ in 0..3 {
        assert_eq!(world.send("again", PHONE).await.unwrap().status(), 201);
    }
    assert_eq!(world.statuses("again", 6).await.len(), 6);
    let stats = world.stats().await;
    assert_eq!((&stats["accepted"], &stats["distinct"]), (&json!(3), &json!(1)));
    assert_eq!(stats["duplicates"], 2);
    assert_eq!(world.get("/messages?reference=again").await.1["times"], 3);
    let (_, handset) = world.get(PHONE_PATH).await;
    assert_eq!(handset["messages"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn look_up_tells_unknown_from_silent() {
    let world = World::new(quick()).await;
    let (status, problem) = world.get("/messages?reference=never").await;
    assert_eq!((status, &problem["code"]), (404, &json!("unknown_reference")));
    assert_eq!(world.get("/messages").await.0, 400);

    let mute = World::new(Options { no_lookup: true, ..quick() }).await;
    mute.send("r1", PHONE).await.unwrap();
    let (status, problem) = mute.get("/messages?reference=r1").await;
    assert_eq!((status, &problem["code"]), (501, &json!("no_lookup")));
}

#[tokio::test]
async fn a_receipt_is_posted_again_until_it_is_taken() {
    let world = World::new(Options { receipts: Receipts::Final, ..quick() }).await;
    world.receiver.refuse(2);
    world.send("r1", PHONE).await.unwrap();
    let posted = world.receipts("r1", 3).await;
    assert_eq!(posted.len(), 3);
    for pair in posted.windows(2) {
        assert_eq!(pair[0].body, pair[1].body);
        assert!(pair[1].at - pair[0].at >= Duration::from_millis(900));
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let stats = world.stats().await;
    assert_eq!((&stats["receipts_sent"], &stats["receipts_retried"]), (&json!(1), &json!(2)));
}

#[tokio::test]
async fn receipts_wait_for_a_receiver_that_is_down() {
    let world = World::new(quick()).await;
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut message = world.message("r1", PHONE);
    message["receipt_url"] = json!(format!("http://{port}/receipts?id=r1"));
    world.post("/messages", &message).send().await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(world.stats().await["receipts_waiting"], 1);

    let mut late = World::new(quick()).await;
    let listener = tokio::net::TcpListener::bind(port).await.unwrap();
    late.receiver_url = format!("http://{port}");
    tokio::spawn(late.receiver.clone().serve(listener));
    assert_eq!(late.statuses("r1", 2).await, ["delivered_operator", "received"]);
}

#[tokio::test]
async fn a_phone_replies_to_its_last_message() {
    let world = World::new(quick()).await;
    let path = format!("{PHONE_PATH}/replies");
    let early = world.post(&path, &json!({"text": "Oui"})).send().await.unwrap();
    assert_eq!(early.status(), 404);

    world.send("r1", PHONE).await.unwrap();
    world.send("r2", PHONE).await.unwrap();
    world.statuses("r2", 2).await;
    world.receiver.refuse(1);
    let answer = world.post(&path, &json!({"text": "Oui"})).send().await.unwrap();
    assert_eq!(answer.status(), 202);
    let id = answer.json::<Value>().await.unwrap()["id"].clone();
    // Refused once, so it comes twice.
    let replies = world.replies(2).await;
    assert_eq!(replies[0], replies[1]);
    assert_eq!(replies[0]["id"], id);
    assert_eq!(replies[0]["from"], PHONE);
    assert_eq!(replies[0]["to"], "Chappe");
    assert_eq!(replies[0]["text"], "Oui");
    assert_eq!(replies[0]["reference"], "r2");
    tokio::time::sleep(Duration::from_millis(50)).await;
    let (_, handset) = world.get(PHONE_PATH).await;
    assert_eq!(handset["replies"][0]["taken"], true);

    let empty = world.post(&path, &json!({"text": " "})).send().await.unwrap();
    assert_eq!(empty.status(), 400);
}

#[tokio::test]
async fn bad_input_is_refused_and_named() {
    let world = World::new(quick()).await;
    let good = world.message("r1", PHONE);
    let bad = [
        ("to", json!("0612345678")),
        ("to", json!("+33 6 12")),
        ("to", json!("+336123O5678")),
        ("reference", json!("")),
        ("reference", json!("r".repeat(201))),
        ("receipt_url", json!("nowhere")),
        ("receipt_url", json!("https://example.org/receipts")),
        ("reply_url", json!("ftp://example.org")),
    ];
    for (field, value) in bad {
        let mut message = good.clone();
        message[field] = value;
        let answer = world.post("/messages", &message).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{message}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let problem = answer.json::<Value>().await.unwrap();
        assert_eq!(problem["errors"][0]["field"], field);
    }
    for field in ["reference", "to", "text"] {
        let mut message = good.clone();
        message.as_object_mut().unwrap().remove(field);
        let answer = world.post("/messages", &message).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        let problem = answer.json::<Value>().await.unwrap();
        assert!(problem["detail"].as_str().unwrap().contains(field), "{problem}");
    }
    let mut long = good.clone();
    long["text"] = json!("x".repeat(70_000));
    assert_eq!(world.post("/messages", &long).send().await.unwrap().status(), 413);
    let stats = world.stats().await;
    assert_eq!((&stats["requests"], &stats["accepted"]), (&json!(12), &json!(0)));
    assert_eq!(stats["refused"], 12);
    assert_eq!(world.get("/handsets/abc").await.0, 400);
    assert_eq!(world.get("/nowhere").await.0, 404);
    assert_eq!(world.post("/stats", &json!({})).send().await.unwrap().status(), 405);

    let mut bare = good;
    for field in ["from", "receipt_url", "reply_url", "kind"] {
        bare[field] = Value::Null;
    }
    assert_eq!(world.post("/messages", &bare).send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn latency_delays_the_answer_and_the_receipts() {
    let world = World::new(Options { latency_ms: 200, receipt_delay_ms: 0, ..quick() }).await;
    let start = std::time::Instant::now();
    world.send("r1", PHONE).await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(200));
    assert_eq!(world.statuses("r1", 2).await, ["delivered_operator", "received"]);
    assert!(world.receipts("r1", 1).await[0].at - start >= Duration::from_millis(200));
}

#[tokio::test]
async fn rates_give_fates_to_ordinary_messages() {
    let options = Options {
        receipt_delay_ms: 0,
        receipts: Receipts::Final,
        error_rate: 0.2,
        silent_rate: 0.2,
        faults: vec![Fault::new("refused", 0.2).unwrap()],
        ..Options::default()
    };
    let world = World::new(options).await;
    let mut refused = 0;
    for n in 0..500 {
        let status = world.send(&format!("r{n}"), PHONE).await.unwrap().status();
        refused += usize::from(status == 422);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let posted = world.receiver.posted();
    let failed = posted.iter().filter(|posted| posted.body["status"] == "failed").count();
    let silent = 500 - refused - posted.len();
    for count in [refused, failed, silent] {
        assert!((60..=140).contains(&count), "{refused} {failed} {silent}");
    }

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let too_much = Options { error_rate: 0.6, silent_rate: 0.6, ..Options::default() };
    assert!(sandbox::start(listener, too_much).await.is_err());
}

#[tokio::test]
async fn beyond_its_rate_it_answers_429() {
    let world = World::new(Options { max_rate: Some(20), ..quick() }).await;
    let mut statuses = Vec::new();
    for n in 0..10 {
        let answer = world.send(&format!("r{n}"), PHONE).await.unwrap();
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses[0], 201);
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[tokio::test]
async fn stopping_frees_the_address() {
    let world = World::new(quick()).await;
    world.send("r1", PHONE).await.unwrap();
    let address = world.sandbox.address();
    world.sandbox.stop();
    assert!(TcpListener::bind(address).is_ok());
}
