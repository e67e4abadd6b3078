//! Purchases as the operator meets them: money that came in, exactly, in part, too much; refusals; refunds.

use openapi::audit::{AuditKind, AuditPage};
use openapi::credits::{MovementKind, MovementPage};
use openapi::invoices::InvoiceKind;
use openapi::purchases::{AdminPurchase, AdminPurchasePage, Purchase, PurchaseStatus, RefundStatus};
use openapi::{Credits, Euros, ProblemCode, PurchaseId};
use reqwest::Method;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    the_exact_amount_is_credited,
    less_waits_for_the_rest,
    less_buys_less,
    more_is_owed_back,
    amounts_that_are_none_are_refused,
    confirmed_ten_times_at_once_it_is_credited_once,
    refused_and_paid_all_the_same,
    cancelled_beside_confirmed,
    the_operator_finds_purchases
);

pub fn euros(text: &str) -> Euros {
    text.parse().unwrap()
}

pub async fn buy(client: &Client, pack: i64) -> Purchase {
    client.post("/purchases", &json!({ "pack": pack, "method": "transfer" })).await.unwrap()
}

async fn confirm(operator: &Client, id: PurchaseId, body: Value) -> Result<AdminPurchase, Refused> {
    operator.post(&format!("/admin/purchases/{id}/confirm"), &body).await
}

pub async fn movements(client: &Client) -> Vec<(MovementKind, Credits)> {
    let page: MovementPage = client.get("/movements").await.unwrap();
    page.items.iter().map(|movement| (movement.kind, movement.credits)).collect()
}

async fn the_exact_amount_is_credited(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 5).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 1_000).await;
    let done = confirm(&operator, bought.id, json!({ "received": "78" })).await.unwrap();
    assert_eq!((done.account_id.as_str(), done.purchase.status), ("bakery", PurchaseStatus::Paid));
    let paid: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
    assert_eq!(paid, done.purchase);
    assert_eq!((paid.credited, paid.received, paid.surplus), (Credits::whole(1_000), euros("78"), Euros::ZERO));
    assert!(paid.paid_at.is_some() && paid.instructions.is_none());
    let [invoice] = paid.invoices.as_slice() else { panic!("{:?}", paid.invoices) };
    assert_eq!((invoice.kind, invoice.net, invoice.vat), (InvoiceKind::Invoice, euros("65"), euros("13")));
    assert!(invoice.number.starts_with("FA-") && invoice.number.ends_with("-000001"), "{}", invoice.number);
    assert_eq!(bakery.balance().await, Credits::whole(1_005));
    let page: MovementPage = bakery.get("/movements").await.unwrap();
    assert_eq!((page.items[0].kind, page.items[0].purchase_id), (MovementKind::Purchase, Some(bought.id)));
    assert_eq!(page.items[0].reference.as_deref(), Some(bought.reference.as_str()));

    let again = confirm(&operator, bought.id, json!({ "received": "78" })).await.unwrap_err();
    assert_eq!((again.status.as_u16(), again.code()), (409, ProblemCode::Conflict));
    let late = bakery.act::<Purchase>(&format!("/purchases/{}/cancel", bought.id)).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict);
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 2).await;
    assert!(letter.text.contains(&invoice.number) && letter.subject.contains(&bought.reference), "{}", letter.text);
    let audit: AuditPage = bakery.get("/audit").await.unwrap();
    let told = audit.items.iter().find(|event| event.what == AuditKind::PaymentReceived).unwrap();
    assert_eq!(told.by.as_deref(), Some("operator"));
    assert_eq!(audit.items.iter().filter(|event| event.what == AuditKind::PaymentReceived).count(), 1);
    platform.verify_ledger();
}

async fn less_waits_for_the_rest(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 1_000).await;
    let unsaid = confirm(&operator, bought.id, json!({ "received": "50" })).await.unwrap_err();
    assert_eq!((unsaid.status.as_u16(), unsaid.code()), (409, ProblemCode::AmountDiffers));
    let body = json!({ "received": "50", "shortfall": "wait" });
    // The same key: what came in is counted once.
    for _ in 0..2 {
        let path = format!("/admin/purchases/{}/confirm", bought.id);
        let request = operator.request(Method::POST, &path).header("Idempotency-Key", "first").json(&body);
        let waits = operator.send_request::<AdminPurchase>(request).await.unwrap().purchase;
        assert_eq!((waits.status, waits.received), (PurchaseStatus::Pending, euros("50")));
        assert_eq!(waits.instructions.unwrap().amount, euros("28"));
    }
    assert_eq!(bakery.balance().await, Credits::ZERO);
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 2).await;
    assert!(letter.text.contains("28,00") && letter.text.contains("50,00"), "{}", letter.text);
    let cancel = bakery.act::<Purchase>(&format!("/purchases/{}/cancel", bought.id)).await.unwrap_err();
    assert_eq!(cancel.code(), ProblemCode::Conflict, "its money would be nobody's");
    let paid = confirm(&operator, bought.id, json!({ "received": "28" })).await.unwrap().purchase;
    assert_eq!((paid.status, paid.received, paid.surplus), (PurchaseStatus::Paid, euros("78"), Euros::ZERO));
    assert_eq!((paid.invoices.len(), paid.invoices[0].total), (1, euros("78")));
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    platform.verify_ledger();
}

async fn less_buys_less(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 1_000).await;
    confirm(&operator, bought.id, json!({ "received": "10", "shortfall": "wait" })).await.unwrap();
    let body = json!({ "received": "41.99", "shortfall": "credit" });
    let paid = confirm(&operator, bought.id, body).await.unwrap().purchase;
    // 1 000 × 51.99 / 78, rounded down.
    assert_eq!((paid.status, paid.credited), (PurchaseStatus::Paid, "666.5384".parse().unwrap()));
    let invoice = &paid.invoices[0];
    assert_eq!((invoice.net, invoice.vat, invoice.total), (euros("43.33"), euros("8.66"), euros("51.99")));
    assert_eq!((paid.received, paid.surplus), (euros("51.99"), Euros::ZERO));
    assert_eq!(bakery.balance().await, "666.5384".parse().unwrap());
    let rest = confirm(&operator, bought.id, json!({ "received": "26.01" })).await.unwrap_err();
    assert_eq!(rest.code(), ProblemCode::Conflict);
    platform.verify_ledger();
}

async fn more_is_owed_back(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 50).await;
    let paid = confirm(&operator, bought.id, json!({ "received": "48.05" })).await.unwrap().purchase;
    assert_eq!((paid.credited, paid.received, paid.surplus), (Credits::whole(50), euros("48.05"), euros("43.25")));
    assert_eq!(paid.invoices[0].total, euros("4.80"));
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 2).await;
    assert!(letter.text.contains("43,25"), "{}", letter.text);
    platform.verify_ledger();
}

async fn amounts_that_are_none_are_refused(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 50).await;
    for wrong in ["0", "-4.80", "4.8001", "999999999999"] {
        let refused = confirm(&operator, bought.id, json!({ "received": wrong })).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec!["received"]), "{wrong}");
    }
    let nobody = confirm(&operator, PurchaseId(1), json!({ "received": "4.80" })).await.unwrap_err();
    assert_eq!(nobody.code(), ProblemCode::NotFound);
    let shown: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
    assert_eq!(shown, bought);
}

async fn confirmed_ten_times_at_once_it_is_credited_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let bought = buy(&bakery, 100).await;
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let operator = operator.clone();
            calls.spawn(async move { confirm(&operator, bought.id, json!({ "received": "9.36" })).await });
        }
        let (paid, refused): (Vec<_>, Vec<_>) = calls.join_all().await.into_iter().partition(Result::is_ok);
        assert_eq!((paid.len(), refused.len()), (1, 9));
        assert!(refused.into_iter().all(|refusal| refusal.unwrap_err().code() == ProblemCode::Conflict));
        numbers.push(paid.into_iter().next().unwrap().unwrap().purchase.invoices[0].number.clone());
    }
    assert_eq!(bakery.balance().await, Credits::whole(300));
    let ends: Vec<&str> = numbers.iter().map(|number| &number[8..]).collect();
    assert_eq!(ends, ["000001", "000002", "000003"], "what was rolled back left no gap");
    platform.verify_ledger();
}

async fn refused_and_paid_all_the_same(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let bought = buy(&bakery, 50).await;
    let path = format!("/admin/purchases/{}/refuse", bought.id);
    for (reason, code) in [("  ", "required"), ("a\u{0}b", "malformed")] {
        let refused = operator.post::<Value>(&path, &json!({ "reason": reason })).await.unwrap_err();
        assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["reason"], code));
    }
    let refused: AdminPurchase = operator.post(&path, &json!({ "reason": "The cheque bounced" })).await.unwrap();
    assert_eq!(
        (refused.purchase.status, refused.purchase.reason.as_deref()),
        (PurchaseStatus::Refused, Some("The cheque bounced"))
    );
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 2).await;
    assert!(letter.text.contains("The cheque bounced"), "{}", letter.text);
    let twice = operator.post::<Value>(&path, &json!({ "reason": "Again" })).await.unwrap_err();
    assert_eq!(twice.code(), ProblemCode::Conflict);
    let paid = confirm(&operator, bought.id, json!({ "received": "4.80" })).await.unwrap().purchase;
    assert_eq!((paid.status, paid.reason), (PurchaseStatus::Paid, None));
    assert_eq!(
        operator.post::<Value>(&path, &json!({ "reason": "Late" })).await.unwrap_err().code(),
        ProblemCode::Conflict
    );
    assert_eq!(bakery.balance().await, Credits::whole(50));
    // Refused with money in hand: it is owed.
    let other = buy(&bakery, 50).await;
    confirm(&operator, other.id, json!({ "received": "3", "shortfall": "wait" })).await.unwrap();
    let path = format!("/admin/purchases/{}/refuse", other.id);
    let refused: AdminPurchase = operator.post(&path, &json!({ "reason": "Too long ago" })).await.unwrap();
    assert_eq!((refused.purchase.received, refused.purchase.surplus), (euros("3"), euros("3")));
    platform.verify_ledger();
}

async fn cancelled_beside_confirmed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    for round in 1..=5 {
        let bought = buy(&bakery, 50).await;
        let path = format!("/purchases/{}/cancel", bought.id);
        let (cancelled, confirmed) =
            tokio::join!(bakery.act::<Purchase>(&path), confirm(&operator, bought.id, json!({ "received": "4.80" })));
        confirmed.unwrap();
        if let Err(refused) = cancelled {
            assert_eq!(refused.code(), ProblemCode::Conflict);
        }
        let shown: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
        assert_eq!((shown.status, shown.invoices.len()), (PurchaseStatus::Paid, 1), "its money is there");
        assert_eq!(bakery.balance().await, Credits::whole(50 * round));
    }
    platform.verify_ledger();
}

async fn the_operator_finds_purchases(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let (operator, _) = platform.operator().await;
    let (one, two) = (buy(&bakery, 50).await, buy(&florist, 100).await);
    confirm(&operator, one.id, json!({ "received": "4.80" })).await.unwrap();
    let path = format!("/admin/purchases/{}/refunds", one.id);
    let refunded: AdminPurchase =
        operator.post(&path, &json!({ "credits": "1", "reason": "A gesture" })).await.unwrap();
    for (query, found) in [
        ("", vec![two.id, one.id]),
        ("?status=paid", vec![one.id]),
        ("?status=pending&method=transfer", vec![two.id]),
        ("?method=cheque", vec![]),
        ("?refund=pending", vec![one.id]),
        ("?refund=failed", vec![]),
        ("?q=florist%40", vec![two.id]),
        ("?q=BAKERY", vec![one.id]),
        (&format!("?q={}", two.reference.to_lowercase()), vec![two.id]),
        ("?q=%25", vec![]),
        ("?limit=1", vec![two.id]),
    ] {
        let page: AdminPurchasePage = operator.get(&format!("/admin/purchases{query}")).await.unwrap();
        assert_eq!(page.items.iter().map(|item| item.purchase.id).collect::<Vec<_>>(), found, "{query}");
    }
    // Paid by hand, it is found no more.
    let refund = &refunded.purchase.refunds[0];
    assert_eq!(refund.status, RefundStatus::Pending);
    let path = format!("/admin/purchases/{}/refunds/{}/settle", one.id, refund.id);
    for _ in 0..2 {
        let settled: AdminPurchase = operator.act(&path).await.unwrap();
        assert_eq!(settled.purchase.refunds[0].status, RefundStatus::Done);
    }
    let page: AdminPurchasePage = operator.get("/admin/purchases?refund=pending").await.unwrap();
    assert!(page.items.is_empty());
    let other = format!("/admin/purchases/{}/refunds/{}/settle", two.id, refund.id);
    assert_eq!(operator.act::<Value>(&other).await.unwrap_err().code(), ProblemCode::NotFound);
    assert_eq!(bakery.get::<Value>("/admin/purchases").await.unwrap_err().code(), ProblemCode::NotFound);
    let audit: AuditPage = bakery.get("/audit").await.unwrap();
    let told: Vec<AuditKind> = audit.items.iter().filter(|event| event.by.is_some()).map(|event| event.what).collect();
    assert_eq!(told, [AuditKind::RefundPaid, AuditKind::PurchaseRefunded, AuditKind::PaymentReceived]);
}
