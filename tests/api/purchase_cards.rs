//! Purchases by card at the test bank: credited once the bank says so, refunded by the bank or, where it cannot, by hand.

use openapi::purchases::{AdminPurchase, Purchase, PurchaseStatus, RefundStatus};
use openapi::{Credits, ProblemCode, PurchaseId};
use reqwest::Method;
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::{Client, Database, Platform};

use crate::purchases_admin::euros;

tests::on_both!(
    a_card_is_credited_and_given_back,
    what_the_bank_cannot_give_back_is_paid_by_hand,
    a_cancelled_purchase_is_paid_all_the_same
);

async fn buy(client: &Client, key: &str) -> Purchase {
    let body = json!({ "pack": 100, "method": "card" });
    let request = client.request(Method::POST, "/purchases").header("Idempotency-Key", key).json(&body);
    client.send_request(request).await.unwrap()
}

/// Pays on the bank's page, as a browser without JavaScript does.
async fn pay(purchase: &Purchase, card: &str) {
    let browser = reqwest::Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    let form = browser.post(purchase.pay_url.as_ref().unwrap());
    let form = form.header("content-type", "application/x-www-form-urlencoded").body(format!("card={card}"));
    assert_eq!(form.send().await.unwrap().status(), 303);
}

async fn wait_for(client: &Client, id: PurchaseId, arrived: impl Fn(&Purchase) -> bool) -> Purchase {
    let look = async || {
        let purchase: Purchase = client.get(&format!("/purchases/{id}")).await.unwrap();
        if arrived(&purchase) { Ok(purchase) } else { Err(purchase) }
    };
    client.wait("the purchase to move", look).await
}

async fn a_card_is_credited_and_given_back(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, "one").await;
    assert_eq!((bought.status, bought.instructions.clone()), (PurchaseStatus::Pending, None));
    assert!(bought.pay_url.is_some() && bought.expires_at.is_some());
    assert_eq!(buy(&bakery, "one").await, bought, "the same key has the same page");
    let confirm = format!("/admin/purchases/{}/confirm", bought.id);
    let refused = operator.post::<Value>(&confirm, &json!({ "received": "9.36" })).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::Conflict, "a card follows the bank's word alone");

    pay(&bought, "plain").await;
    let paid = wait_for(&bakery, bought.id, |purchase| purchase.status == PurchaseStatus::Paid).await;
    assert_eq!((paid.credited, paid.received), (Credits::whole(100), euros("9.36")));
    assert!(paid.pay_url.is_none() && paid.expires_at.is_none() && paid.invoices.len() == 1);
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 1).await;
    assert!(letter.text.contains(&paid.invoices[0].number), "{}", letter.text);

    let path = format!("/admin/purchases/{}/refunds", bought.id);
    for credits in ["40", "60"] {
        let body = json!({ "credits": credits, "reason": "As agreed" });
        let _: AdminPurchase = operator.post(&path, &body).await.unwrap();
    }
    let done = |purchase: &Purchase| purchase.refunds.iter().all(|refund| refund.status == RefundStatus::Done);
    let back = wait_for(&bakery, bought.id, done).await;
    assert_eq!((back.status, back.refunds.len()), (PurchaseStatus::Refunded, 2));
    assert_eq!(bakery.balance().await, Credits::ZERO);
    platform.verify_ledger();
}

async fn what_the_bank_cannot_give_back_is_paid_by_hand(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, "one").await;
    pay(&bought, "closing").await;
    wait_for(&bakery, bought.id, |purchase| purchase.status == PurchaseStatus::Paid).await;
    let path = format!("/admin/purchases/{}/refunds", bought.id);
    let _: AdminPurchase = operator.post(&path, &json!({ "reason": "As agreed" })).await.unwrap();
    let failed = wait_for(&bakery, bought.id, |purchase| purchase.refunds[0].status == RefundStatus::Failed).await;
    let settle = format!("/admin/purchases/{}/refunds/{}/settle", bought.id, failed.refunds[0].id);
    let settled: AdminPurchase = operator.act(&settle).await.unwrap();
    assert_eq!(settled.purchase.refunds[0].status, RefundStatus::Done);
    platform.verify_ledger();
}

async fn a_cancelled_purchase_is_paid_all_the_same(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let bought = buy(&bakery, "one").await;
    let cancelled: Purchase = bakery.act(&format!("/purchases/{}/cancel", bought.id)).await.unwrap();
    assert_eq!((cancelled.status, cancelled.pay_url), (PurchaseStatus::Cancelled, None));
    pay(&bought, "plain").await;
    let paid = wait_for(&bakery, bought.id, |purchase| purchase.status == PurchaseStatus::Paid).await;
    assert_eq!((paid.credited, paid.invoices.len()), (Credits::whole(100), 1));
    // A second card at the same page, and the old word of the bank, change nothing.
    assert_eq!(bakery.balance().await, Credits::whole(100));
    platform.verify_ledger();
}
