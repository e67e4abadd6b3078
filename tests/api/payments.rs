//! Cards through Stripe: what its notifications do to a purchase, and what they never do.

use std::time::Duration;

use futures_util::future::join_all;
use openapi::purchases::{Purchase, PurchaseStatus};
use openapi::{Credits, Euros, ProblemCode};
use serde_json::{Value, json};
use tests::process;
use tests::stripe::{self, Answer, Asked, KEY, SECRET, event, notify, session};
use tests::{Client, Database, Platform, Refused, Stripe};

tests::on_both!(
    a_card_is_credited_by_the_notification_and_once,
    a_notification_twenty_times_at_once_credits_once,
    money_that_comes_late_credits_all_the_same,
    what_comes_out_of_order_ends_as_it_should,
    another_amount_or_currency_credits_nothing,
    what_is_not_signed_changes_nothing,
    a_service_that_fails_sells_nothing,
    a_lost_notification_is_asked_for,
    half_of_the_settings_starts_nothing,
);

/// What a pack of 1,000 costs with the VAT of France.
const CENTS: i64 = 7_800;

/// A Stripe that opens what it is asked to.
fn opens(asked: &Asked) -> Answer {
    Answer::opened(asked)
}

async fn shop(database: Database, stripe: &Stripe) -> (Platform, Client) {
    let platform = Platform::with(database, &stripe.settings());
    let bakery = platform.account("bakery", 0).await;
    (platform, bakery)
}

async fn buy(client: &Client) -> Result<Purchase, Refused> {
    client.post("/purchases", &json!({ "pack": 1000, "method": "card" })).await
}

async fn status(client: &Client, purchase: &Purchase) -> PurchaseStatus {
    client.get::<Purchase>(&format!("/purchases/{}", purchase.id)).await.unwrap().status
}

fn paid(id: &str, purchase: &Purchase) -> String {
    event(id, "checkout.session.completed", &session(purchase.id, "paid", CENTS, "eur"))
}

fn asynchronous(id: &str, what: &str, purchase: &Purchase) -> String {
    let payment_status = if what == "async_payment_succeeded" { "paid" } else { "unpaid" };
    event(id, &format!("checkout.session.{what}"), &session(purchase.id, payment_status, CENTS, "eur"))
}

async fn a_card_is_credited_by_the_notification_and_once(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    let purchase = buy(&bakery).await.unwrap();
    let url = format!("https://checkout.stripe.example/cs_{}", purchase.id);
    assert_eq!((purchase.status, purchase.pay_url.as_deref()), (PurchaseStatus::Pending, Some(url.as_str())));
    let asked = stripe.asked("POST /v1/checkout/sessions");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].authorization, format!("Bearer {KEY}"));
    let form = |name: &str| asked[0].form[name].as_str();
    assert_eq!(form("line_items[0][price_data][unit_amount]"), CENTS.to_string());
    assert_eq!(
        (form("payment_intent_data[description]"), form("customer_email")),
        (&*purchase.reference, "bakery@example.org")
    );
    assert!(form("success_url").ends_with(&format!("/credits/purchases/{}", purchase.id)), "{}", form("success_url"));
    // The browser comes back, and nothing has been told yet.
    assert_eq!((status(&bakery, &purchase).await, bakery.balance().await), (PurchaseStatus::Pending, Credits::ZERO));
    for event in ["evt_1", "evt_1", "evt_2"] {
        assert_eq!(notify(server, &paid(event, &purchase)).await, Some(200));
        let shown: Purchase = bakery.get(&format!("/purchases/{}", purchase.id)).await.unwrap();
        assert_eq!((shown.status, shown.credited), (PurchaseStatus::Paid, Credits::whole(1_000)));
        assert_eq!((shown.invoices.len(), shown.received), (1, Euros::from_cents(CENTS)));
        assert_eq!(bakery.balance().await, Credits::whole(1_000));
    }
    platform.verify_ledger();
}

async fn a_notification_twenty_times_at_once_credits_once(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    let (one, other) = (buy(&bakery).await.unwrap(), buy(&bakery).await.unwrap());
    // One event twenty times, and twenty events that say the same.
    let events: Vec<String> =
        (0..20).flat_map(|at| [paid("evt_1", &one), paid(&format!("evt_2_{at}"), &other)]).collect();
    let answers = join_all(events.iter().map(|event| notify(server, event))).await;
    assert!(answers.iter().all(|answer| *answer == Some(200)), "{answers:?}");
    assert_eq!(bakery.balance().await, Credits::whole(2_000));
    platform.verify_ledger();
}

async fn money_that_comes_late_credits_all_the_same(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    let cancelled = buy(&bakery).await.unwrap();
    let _: Purchase = bakery.act(&format!("/purchases/{}/cancel", cancelled.id)).await.unwrap();
    assert_eq!(status(&bakery, &cancelled).await, PurchaseStatus::Cancelled);
    assert_eq!(notify(server, &paid("evt_1", &cancelled)).await, Some(200));
    assert_eq!(status(&bakery, &cancelled).await, PurchaseStatus::Paid);
    let expired = buy(&bakery).await.unwrap();
    assert_eq!(notify(server, &asynchronous("evt_2", "expired", &expired)).await, Some(200));
    assert_eq!(status(&bakery, &expired).await, PurchaseStatus::Expired);
    assert_eq!(notify(server, &paid("evt_3", &expired)).await, Some(200));
    assert_eq!(
        (status(&bakery, &expired).await, bakery.balance().await),
        (PurchaseStatus::Paid, Credits::whole(2_000))
    );
    platform.verify_ledger();
}

async fn what_comes_out_of_order_ends_as_it_should(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    // A direct debit: the page is done with, the money comes days later.
    let debit = buy(&bakery).await.unwrap();
    let waits = event("evt_1", "checkout.session.completed", &session(debit.id, "unpaid", CENTS, "eur"));
    for (event, expected) in [
        (waits, PurchaseStatus::Pending),
        (asynchronous("evt_2", "async_payment_failed", &debit), PurchaseStatus::Refused),
        (asynchronous("evt_3", "async_payment_succeeded", &debit), PurchaseStatus::Paid),
        (asynchronous("evt_4", "async_payment_failed", &debit), PurchaseStatus::Paid),
        (asynchronous("evt_5", "expired", &debit), PurchaseStatus::Paid),
    ] {
        assert_eq!(notify(server, &event).await, Some(200), "{event}");
        assert_eq!(status(&bakery, &debit).await, expected, "{event}");
    }
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    platform.verify_ledger();
}

async fn another_amount_or_currency_credits_nothing(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    let purchase = buy(&bakery).await.unwrap();
    for (id, cents, currency) in
        [("1", CENTS - 1, "eur"), ("2", CENTS + 1, "eur"), ("3", CENTS, "usd"), ("4", 0, "eur")]
    {
        let told = event(id, "checkout.session.completed", &session(purchase.id, "paid", cents, currency));
        assert_eq!(notify(server, &told).await, Some(200), "{told}");
        let shown: Purchase = bakery.get(&format!("/purchases/{}", purchase.id)).await.unwrap();
        assert_eq!(
            (shown.status, shown.reason.as_deref()),
            (PurchaseStatus::Pending, Some("amount_differs")),
            "{told}"
        );
    }
    assert_eq!(bakery.balance().await, Credits::ZERO);
    assert!(platform.server.log().contains("another amount"), "the operator is told");
    assert_eq!(notify(server, &paid("5", &purchase)).await, Some(200));
    assert_eq!(
        (status(&bakery, &purchase).await, bakery.balance().await),
        (PurchaseStatus::Paid, Credits::whole(1_000))
    );
}

async fn what_is_not_signed_changes_nothing(database: Database) {
    let stripe = Stripe::start(opens).await;
    let (platform, bakery) = shop(database, &stripe).await;
    let server = &platform.server.address;
    let purchase = buy(&bakery).await.unwrap();
    let (body, now) = (paid("evt_1", &purchase), stripe::now());
    let signed = |secret: &str, seconds: i64| format!("t={seconds},v1={}", stripe::digest(secret, seconds, &body));
    let right = signed(SECRET, now);
    for (signature, body) in [
        (signed("whsec_of_another", now), body.clone()),
        (signed(SECRET, now - 400), body.clone()),
        (signed(SECRET, now + 400), body.clone()),
        (right.clone(), format!("{body} ")),
        (right.clone(), body.replace("1000", "9000").replace(&CENTS.to_string(), "1")),
        (right.replace("v1=", "v0="), body.clone()),
        (String::new(), body.clone()),
        // Signed, and not what Stripe says.
        (format!("t={now},v1={}", stripe::digest(SECRET, now, "{}")), "{}".to_owned()),
    ] {
        let answer = raw(server, "stripe", &signature, &body).await;
        assert_eq!(answer, (400, String::new()), "{signature} {body}");
    }
    assert_eq!(raw(server, "bank", &right, &body).await.0, 404, "the test bank has no word here");
    assert_eq!((status(&bakery, &purchase).await, bakery.balance().await), (PurchaseStatus::Pending, Credits::ZERO));
    // Of another shop, or about other things: taken, and nothing more.
    for event in [
        event("evt_2", "checkout.session.completed", &session("999", "paid", CENTS, "eur")),
        event("evt_3", "checkout.session.completed", &session("cart-7", "paid", CENTS, "eur")),
        event("evt_4", "customer.created", &json!({ "id": "cus_1" })),
    ] {
        assert_eq!(notify(server, &event).await, Some(200), "{event}");
    }
    assert_eq!(bakery.balance().await, Credits::ZERO);
    // While the secret is changed, Stripe signs with both.
    let both =
        format!("t={now},v1={},v1={}", stripe::digest("whsec_old", now, &body), stripe::digest(SECRET, now, &body));
    assert_eq!(raw(server, "stripe", &both, &body).await.0, 200);
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
}

async fn raw(server: &str, service: &str, signature: &str, body: &str) -> (u16, String) {
    let url = format!("{server}/api/v1/payments/{service}/notifications");
    let request = reqwest::Client::new().post(url).header("stripe-signature", signature).body(body.to_owned());
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn a_service_that_fails_sells_nothing(database: Database) {
    // Its mood is the pack's.
    let elsewhere = Stripe::start(opens).await;
    let lure = format!("{}/v1/checkout/sessions", elsewhere.address);
    let stripe =
        Stripe::start(move |asked| match asked.form["line_items[0][price_data][product_data][name]"].as_str() {
            "50 credits" => Answer { after: Duration::from_secs(20), ..Answer::opened(asked) },
            "100 credits" => Answer::of(500, json!({})),
            "500 credits" => Answer { location: Some(lure.clone()), ..Answer::of(307, json!({})) },
            "5,000 credits" => Answer::of(400, json!({ "error": { "type": "invalid_request_error" } })),
            "10,000 credits" => Answer::of(200, json!("what?")),
            _ => Answer::opened(asked),
        })
        .await;
    let settings = [stripe.settings().as_slice(), &[("CHAPPE_PAYMENT_TIMEOUT_MS", "1000")]].concat();
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 0).await;
    let _: Value = bakery.patch("/account", &json!({ "locale": "en" })).await.unwrap();
    for pack in [50, 100, 500, 5_000, 10_000] {
        let refused =
            bakery.post::<Purchase>("/purchases", &json!({ "pack": pack, "method": "card" })).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::PaymentUnavailable, "{pack}");
    }
    assert_eq!(elsewhere.asked("POST").len(), 0, "no redirect is followed");
    let page: Value = bakery.get("/purchases?status=cancelled").await.unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 5);
    let purchase = buy(&bakery).await.unwrap();
    assert!(purchase.pay_url.is_some());
    // Whoever has the address of a page that came too late can still pay.
    let late: Purchase = serde_json::from_value(page["items"][4].clone()).unwrap();
    let paid = event(
        "evt_1",
        "checkout.session.completed",
        &session(late.id, "paid", late.price.total.cents().unwrap(), "eur"),
    );
    assert_eq!(notify(&platform.server.address, &paid).await, Some(200));
    assert_eq!(bakery.balance().await, Credits::whole(50));
}

async fn a_lost_notification_is_asked_for(database: Database) {
    // What became of a session is in the session's id, so to speak: the first of a test is paid.
    let stripe = Stripe::start(|asked| match asked.what.strip_prefix("GET /v1/checkout/sessions/cs_") {
        Some(purchase) => Answer::of(200, session(purchase, "paid", CENTS, "eur")),
        None => Answer::opened(asked),
    })
    .await;
    let (platform, bakery) = shop(database, &stripe).await;
    let purchase = buy(&bakery).await.unwrap();
    // Five minutes pass.
    platform.database.sql("UPDATE payment SET ask_at = 0");
    bakery
        .wait("the purchase to be paid", async || match status(&bakery, &purchase).await {
            PurchaseStatus::Paid => Ok(()),
            other => Err(other),
        })
        .await;
    // It comes after all.
    assert_eq!(notify(&platform.server.address, &paid("evt_1", &purchase)).await, Some(200));
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM payment WHERE ask_at IS NOT NULL"), "0");
    platform.verify_ledger();
}

async fn half_of_the_settings_starts_nothing(database: Database) {
    for settings in [
        [("CHAPPE_STRIPE_KEY", KEY)].as_slice(),
        &[("CHAPPE_STRIPE_WEBHOOK_SECRET", SECRET)],
        // Anybody could sign with nothing.
        &[("CHAPPE_STRIPE_KEY", KEY), ("CHAPPE_STRIPE_WEBHOOK_SECRET", "")],
        &[("CHAPPE_STRIPE_KEY", KEY), ("CHAPPE_STRIPE_WEBHOOK_SECRET", "whsec_1,")],
        &[("CHAPPE_STRIPE_KEY", "sk\ntest"), ("CHAPPE_STRIPE_WEBHOOK_SECRET", SECRET)],
        &[
            ("CHAPPE_STRIPE_KEY", KEY),
            ("CHAPPE_STRIPE_WEBHOOK_SECRET", SECRET),
            ("CHAPPE_STRIPE_URL", "api.stripe.com"),
        ],
    ] {
        let ports = [("CHAPPE_LISTEN", "127.0.0.1:0"), ("CHAPPE_SANDBOX_LISTEN", "127.0.0.1:0")];
        let told = ports.iter().chain(settings).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let all: Vec<(String, String)> = database.settings().into_iter().chain(told).collect();
        let output = process::command(&process::chappe(), &all).arg("serve").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.to_lowercase().contains("stripe"), "{settings:?}: {said}");
        assert!(!said.contains(KEY), "{said}");
    }
}
