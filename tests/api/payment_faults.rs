//! Cards through Stripe when the server dies between two steps, and money that goes back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use openapi::Credits;
use openapi::purchases::{Purchase, PurchaseStatus, RefundStatus};
use reqwest::Method;
use serde_json::{Value, json};
use tests::stripe::{Answer, event, notify, session};
use tests::{Client, Database, Platform, Stripe};

tests::on_both!(
    a_server_killed_before_the_page_was_opened_opens_it_once,
    a_server_killed_before_its_answer_credits_once,
    a_server_killed_at_any_moment_credits_once,
    refunds_are_done_and_fail,
);

const CENTS: i64 = 7_800;

async fn buy(client: &Client) -> Purchase {
    client.post("/purchases", &json!({ "pack": 1000, "method": "card" })).await.unwrap()
}

fn paid(id: &str, purchase: &Purchase) -> String {
    event(id, "checkout.session.completed", &session(purchase.id, "paid", CENTS, "eur"))
}

async fn show(client: &Client, purchase: &Purchase) -> Purchase {
    client.get(&format!("/purchases/{}", purchase.id)).await.unwrap()
}

async fn a_server_killed_before_the_page_was_opened_opens_it_once(database: Database) {
    let hangs = Arc::new(AtomicBool::new(true));
    let mood = hangs.clone();
    let stripe = Stripe::start(move |asked| {
        let after = if mood.load(Ordering::SeqCst) { Duration::from_secs(30) } else { Duration::ZERO };
        Answer { after, ..Answer::opened(asked) }
    })
    .await;
    let mut platform = Platform::with(database, &stripe.settings());
    let bakery = platform.account("bakery", 0).await;
    let buy = |client: &Client| {
        let body = json!({ "pack": 1000, "method": "card" });
        client.request(Method::POST, "/purchases").header("idempotency-key", "the-first").json(&body)
    };
    let broken_off = tokio::spawn(buy(&bakery).send());
    bakery
        .wait("Stripe to be asked", async || match stripe.asked("POST").len() {
            0 => Err(()),
            _ => Ok(()),
        })
        .await;
    platform.server.kill();
    assert!(broken_off.await.unwrap().is_err());
    hangs.store(false, Ordering::SeqCst);
    platform.server.start_again();
    let mut bakery = platform.stranger();
    bakery.sign_in("bakery", tests::platform::PASSWORD).await.unwrap();
    // The same key again, as a careful client does.
    let purchase: Purchase = bakery.send_request(buy(&bakery)).await.unwrap();
    assert!(purchase.pay_url.is_some());
    let page: Value = bakery.get("/purchases").await.unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 1, "one purchase");
    let asked = stripe.asked("POST");
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0], asked[1], "the same call with the same key: Stripe opens one page");
    assert_eq!(notify(&platform.server.address, &paid("evt_1", &purchase)).await, Some(200));
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    platform.verify_ledger();
}

async fn a_server_killed_before_its_answer_credits_once(database: Database) {
    let stripe = Stripe::start(Answer::opened).await;
    let mut platform = Platform::with(database, &stripe.settings());
    let bakery = platform.account("bakery", 0).await;
    let purchase = buy(&bakery).await;
    // Whoever posts this never reads its answer.
    let (server, told) = (platform.server.address.clone(), paid("evt_1", &purchase));
    let posting = tokio::spawn(async move { notify(&server, &told).await });
    bakery
        .wait("the commit", async || match show(&bakery, &purchase).await.status {
            PurchaseStatus::Paid => Ok(()),
            other => Err(other),
        })
        .await;
    posting.abort();
    platform.server.kill();
    platform.server.start_again();
    assert_eq!(notify(&platform.server.address, &paid("evt_1", &purchase)).await, Some(200));
    let mut bakery = platform.stranger();
    bakery.sign_in("bakery", tests::platform::PASSWORD).await.unwrap();
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    assert_eq!(show(&bakery, &purchase).await.invoices.len(), 1);
    platform.verify_ledger();
}

async fn a_server_killed_at_any_moment_credits_once(database: Database) {
    let stripe = Stripe::start(Answer::opened).await;
    let mut platform = Platform::with(database, &stripe.settings());
    let mut bakery = platform.account("bakery", 0).await;
    for (round, millis) in [0, 2, 5, 10, 20].into_iter().enumerate() {
        let purchase = buy(&bakery).await;
        let (server, told) = (platform.server.address.clone(), paid(&format!("evt_{round}"), &purchase));
        let posting = tokio::spawn({
            let told = told.clone();
            async move { notify(&server, &told).await }
        });
        tokio::time::sleep(Duration::from_millis(millis)).await;
        platform.server.kill();
        // Answered or not: it may say so again.
        let answered = posting.await.unwrap();
        platform.server.start_again();
        bakery = platform.stranger();
        bakery.sign_in("bakery", tests::platform::PASSWORD).await.unwrap();
        if answered == Some(200) {
            assert_eq!(show(&bakery, &purchase).await.status, PurchaseStatus::Paid, "what is answered is durable");
        }
        assert_eq!(notify(&platform.server.address, &told).await, Some(200));
        let credits = i64::try_from(round + 1).unwrap() * 1_000;
        assert_eq!(bakery.balance().await, Credits::whole(credits), "after {millis} ms");
    }
    platform.verify_ledger();
}

async fn refunds_are_done_and_fail(database: Database) {
    // What Stripe says of each refund in turn; a repeated key is told the same.
    let told: Arc<Mutex<Vec<Value>>> = Arc::default();
    let memory = told.clone();
    let stripe = Stripe::start(move |asked| {
        let mut told = memory.lock().unwrap();
        if let Some(purchase) = asked.what.strip_prefix("GET /v1/checkout/sessions/cs_") {
            return Answer::of(200, session(purchase, "paid", CENTS, "eur"));
        }
        if asked.what.starts_with("GET /v1/refunds") {
            return Answer::of(200, json!({ "object": "list", "data": *told }));
        }
        if asked.what != "POST /v1/refunds" {
            return Answer::opened(asked);
        }
        let status = ["succeeded", "pending", "failed"][told.len()];
        let metadata =
            json!({ "refund": asked.form["metadata[refund]"], "purchase": asked.form["metadata[purchase]"] });
        told.push(json!({ "object": "refund", "status": status, "metadata": metadata }));
        Answer::of(200, told.last().unwrap().clone())
    })
    .await;
    let platform = Platform::with(database, &stripe.settings());
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let purchase = buy(&bakery).await;
    assert_eq!(notify(&platform.server.address, &paid("evt_1", &purchase)).await, Some(200));
    for (at, status) in [RefundStatus::Done, RefundStatus::Pending, RefundStatus::Failed].into_iter().enumerate() {
        let order = json!({ "credits": "100", "reason": "as agreed" });
        let _: Value = operator.post(&format!("/admin/purchases/{}/refunds", purchase.id), &order).await.unwrap();
        bakery
            .wait("Stripe's answer", async || {
                let refund = show(&bakery, &purchase).await.refunds[at].clone();
                let asked = stripe.asked("POST /v1/refunds").len() == at + 1;
                if asked && refund.status == status { Ok(()) } else { Err(refund) }
            })
            .await;
    }
    let asked = stripe.asked("POST /v1/refunds");
    let refunds = show(&bakery, &purchase).await.refunds;
    for (asked, refund) in asked.iter().zip(&refunds) {
        assert_eq!(asked.idempotency_key, format!("refund-{}", refund.id));
        assert_eq!(
            (asked.form["payment_intent"].as_str(), asked.form["amount"].as_str()),
            (&*format!("pi_{}", purchase.id), "780")
        );
    }
    // The pending one comes through; the done one comes back from a card that was closed.
    let about = |id: &str, kind: &str, at: usize, status: &str| {
        let metadata = json!({ "refund": refunds[at].id, "purchase": purchase.id });
        event(id, kind, &json!({ "object": "refund", "status": status, "metadata": metadata }))
    };
    for told in [
        about("evt_2", "refund.updated", 1, "succeeded"),
        about("evt_3", "charge.refund.updated", 1, "succeeded"),
        about("evt_4", "refund.failed", 0, "failed"),
        about("evt_5", "charge.refund.updated", 0, "failed"),
    ] {
        assert_eq!(notify(&platform.server.address, &told).await, Some(200), "{told}");
    }
    let states: Vec<RefundStatus> = show(&bakery, &purchase).await.refunds.iter().map(|refund| refund.status).collect();
    assert_eq!(states, [RefundStatus::Failed, RefundStatus::Done, RefundStatus::Failed]);
    assert_eq!(bakery.balance().await, Credits::whole(700));
    platform.verify_ledger();
}
