//! Refunds: whole and in parts, never more than the purchase has left, never more than the account has.

use openapi::credits::{Movement, MovementKind};
use openapi::invoices::InvoiceKind;
use openapi::purchases::{AdminPurchase, Purchase, PurchaseStatus, RefundStatus};
use openapi::{Credits, Euros, ProblemCode, PurchaseId};
use reqwest::Method;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::{Client, Database, Platform, Refused};

use crate::purchases_admin::{buy, euros, movements};

tests::on_both!(
    the_whole_is_given_back,
    parts_add_up_to_the_cent,
    never_more_than_there_is,
    the_same_key_gives_back_once,
    beside_sending_and_transfers_nothing_falls_below_zero
);

async fn paid(client: &Client, operator: &Client, pack: i64) -> Purchase {
    let bought = buy(client, pack).await;
    let path = format!("/admin/purchases/{}/confirm", bought.id);
    operator.post::<AdminPurchase>(&path, &json!({ "received": bought.price.total })).await.unwrap().purchase
}

async fn refund(operator: &Client, id: PurchaseId, credits: Option<&str>) -> Result<Purchase, Refused> {
    let body = match credits {
        Some(credits) => json!({ "credits": credits, "reason": "As agreed" }),
        None => json!({ "reason": "As agreed" }),
    };
    let answer = operator.post::<AdminPurchase>(&format!("/admin/purchases/{id}/refunds"), &body).await;
    answer.map(|answer| answer.purchase)
}

async fn the_whole_is_given_back(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 7).await;
    let (operator, _) = platform.operator().await;
    let bought = paid(&bakery, &operator, 1_000).await;
    let back = refund(&operator, bought.id, None).await.unwrap();
    assert_eq!((back.status, back.credited), (PurchaseStatus::Refunded, Credits::whole(1_000)));
    let [refunded] = back.refunds.as_slice() else { panic!("{:?}", back.refunds) };
    assert_eq!(
        (refunded.status, refunded.credits, refunded.amount),
        (RefundStatus::Pending, Credits::whole(1_000), euros("78"))
    );
    let [invoice, note] = back.invoices.as_slice() else { panic!("{:?}", back.invoices) };
    assert_eq!((note.kind, note.of, note.total), (InvoiceKind::CreditNote, Some(invoice.id), euros("78")));
    assert!(note.number.starts_with("AV-") && note.number.ends_with("-000001"), "{}", note.number);
    assert_eq!(bakery.balance().await, Credits::whole(7));
    assert_eq!(movements(&bakery).await[0], (MovementKind::PurchaseRefund, -Credits::whole(1_000)));
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 3).await;
    assert!(letter.text.contains(&note.number) && letter.text.contains("As agreed"), "{}", letter.text);
    let twice = refund(&operator, bought.id, None).await.unwrap_err();
    assert_eq!((twice.status.as_u16(), twice.code()), (409, ProblemCode::Conflict));
    let confirmed = operator
        .post::<Value>(&format!("/admin/purchases/{}/confirm", bought.id), &json!({ "received": "78" }))
        .await
        .unwrap_err();
    assert_eq!(confirmed.code(), ProblemCode::Conflict);
    platform.verify_ledger();
}

async fn parts_add_up_to_the_cent(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = paid(&bakery, &operator, 50).await;
    let mut last = bought.clone();
    for credits in [Some("16.6667"), Some("16.6667"), Some("0.3"), None] {
        last = refund(&operator, bought.id, credits).await.unwrap();
    }
    assert_eq!((last.status, last.refunds.len()), (PurchaseStatus::Refunded, 4));
    assert_eq!(last.refunds.iter().map(|refund| refund.amount).sum::<Euros>(), bought.price.total);
    assert_eq!(last.refunds.iter().map(|refund| refund.credits).sum::<Credits>(), Credits::whole(50));
    let notes = || last.invoices.iter().filter(|document| document.kind == InvoiceKind::CreditNote);
    assert_eq!(notes().map(|note| note.net).sum::<Euros>(), bought.price.net);
    assert_eq!(notes().map(|note| note.vat).sum::<Euros>(), bought.price.vat);
    assert_eq!(bakery.balance().await, Credits::ZERO);
    platform.verify_ledger();
}

async fn never_more_than_there_is(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let (operator, _) = platform.operator().await;
    let unpaid = buy(&bakery, 50).await;
    assert_eq!(refund(&operator, unpaid.id, None).await.unwrap_err().code(), ProblemCode::Conflict);
    let bought = paid(&bakery, &operator, 100).await;
    for (credits, code) in
        [("100.0001", "more_than_left"), ("0", "out_of_range"), ("-1", "out_of_range"), ("0.0001", "worthless")]
    {
        let refused = refund(&operator, bought.id, Some(credits)).await.unwrap_err();
        assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["credits"], code), "{credits}");
    }
    refund(&operator, bought.id, Some("60")).await.unwrap();
    let left = refund(&operator, bought.id, Some("40.0001")).await.unwrap_err();
    assert_eq!(left.problem.errors[0].code, "more_than_left");
    let gift = json!({ "to": "florist", "credits": "30" });
    let _: Movement = bakery.post("/transfers", &gift).await.unwrap();
    let poor = refund(&operator, bought.id, None).await.unwrap_err();
    assert_eq!((poor.status.as_u16(), poor.code()), (402, ProblemCode::InsufficientCredit));
    let shown: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
    assert_eq!((shown.refunds.len(), shown.invoices.len()), (1, 2), "nothing of it stayed");
    refund(&operator, bought.id, Some("10")).await.unwrap();
    assert_eq!((bakery.balance().await, florist.balance().await), (Credits::ZERO, Credits::whole(30)));
    platform.verify_ledger();
}

async fn the_same_key_gives_back_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = paid(&bakery, &operator, 100).await;
    let path = format!("/admin/purchases/{}/refunds", bought.id);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let (operator, path) = (operator.clone(), path.clone());
        calls.spawn(async move {
            let body = json!({ "credits": "10", "reason": "Once" });
            let request = operator.request(Method::POST, &path).header("Idempotency-Key", "back").json(&body);
            operator.send_request::<AdminPurchase>(request).await.unwrap()
        });
    }
    let answers = calls.join_all().await;
    assert!(answers.iter().all(|answer| answer.purchase.refunds.len() == 1));
    assert_eq!(bakery.balance().await, Credits::whole(90));
    platform.verify_ledger();
}

/// Who comes first gets the credits; the rest is refused, and the sum is right.
async fn beside_sending_and_transfers_nothing_falls_below_zero(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = paid(&bakery, &operator, 50).await;
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..20 {
        let (bakery, operator) = (bakery.clone(), operator.clone());
        calls.spawn(async move {
            match number % 4 {
                0 => refund(&operator, bought.id, Some("7")).await.map(|_| 7).map_err(|refused| refused.code()),
                1 => {
                    let gift = json!({ "to": "florist", "credits": "5", "eats_committed": true });
                    bakery.post::<Movement>("/transfers", &gift).await.map(|_| 5).map_err(|refused| refused.code())
                }
                2 => bakery.send(&format!("+336123456{number:02}"), "Bonjour").await.map(|_| 1).map_err(|r| r.code()),
                _ => refund(&operator, bought.id, None).await.map(|back| left(&back)).map_err(|refused| refused.code()),
            }
        });
    }
    let mut spent = 0;
    for answer in calls.join_all().await {
        match answer {
            Ok(credits) => spent += credits,
            Err(code) => assert!(
                matches!(code, ProblemCode::InsufficientCredit | ProblemCode::InvalidField | ProblemCode::Conflict),
                "{code:?}"
            ),
        }
    }
    let rest = bakery.balance().await;
    assert_eq!(rest + Credits::whole(spent), Credits::whole(50));
    assert!(florist.balance().await >= Credits::ZERO);
    let shown: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
    let notes = shown.invoices.iter().filter(|document| document.kind == InvoiceKind::CreditNote);
    assert_eq!(notes.map(|note| note.total).sum::<Euros>(), shown.refunds.iter().map(|refund| refund.amount).sum());
    platform.verify_ledger();
}

/// What the last refund of a purchase took, in whole credits.
fn left(back: &Purchase) -> i64 {
    back.refunds.last().unwrap().credits.ten_thousandths() / Credits::SCALE
}
