//! Packs: public, and the operator's to set.

use openapi::audit::{AuditKind, AuditPage};
use openapi::packs::PackList;
use openapi::{Euros, ProblemCode};
use serde_json::{Value, json};
use tests::{Database, Platform};

tests::on_both!(packs_are_public, the_operator_sets_them, what_cannot_be_sold_is_refused);

async fn packs_are_public(database: Database) {
    let platform = Platform::start(database);
    let packs: PackList = platform.stranger().get("/packs").await.unwrap();
    let sizes: Vec<i64> = packs.items.iter().map(|pack| pack.credits).collect();
    assert_eq!(sizes, [50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000]);
    assert!(packs.items.windows(2).all(|pair| pair[1].unit_price < pair[0].unit_price), "unit prices fall");
    for pack in &packs.items {
        let price = Euros::from_ten_thousandths(pack.unit_price.ten_thousandths() * pack.credits);
        assert!(pack.price == price && price.cents().is_some(), "{pack:?}");
    }
    let thousand = serde_json::to_value(packs.items[3]).unwrap();
    assert_eq!(thousand, json!({ "credits": 1000, "unit_price": "0.065", "price": "65.00", "currency": "EUR" }));
}

async fn the_operator_sets_them(database: Database) {
    let platform = Platform::start(database);
    let (operator, _) = platform.operator().await;
    let packs =
        json!({ "items": [{ "credits": 2000, "unit_price": "0.05" }, { "credits": 20, "unit_price": "0.10" }] });
    let set: PackList = operator.put("/admin/packs", &packs).await.unwrap();
    let shown: PackList = platform.stranger().get("/packs").await.unwrap();
    assert_eq!(set, shown);
    let told: Vec<_> = shown.items.iter().map(|pack| (pack.credits, pack.price.to_string())).collect();
    assert_eq!(told, [(20, "2.00".to_owned()), (2000, "100.00".to_owned())]);
    let audit: AuditPage = operator.get("/audit").await.unwrap();
    let event = audit.items.iter().find(|event| event.what == AuditKind::PacksChanged).unwrap();
    assert_eq!(event.by.as_deref(), Some("operator"));
    assert_eq!(event.detail.as_deref(), Some("20 at 0.10 €, 2000 at 0.05 €"));
}

async fn what_cannot_be_sold_is_refused(database: Database) {
    let platform = Platform::start(database);
    let (operator, _) = platform.operator().await;
    let before: PackList = operator.get("/packs").await.unwrap();
    let pack = |credits: i64, price: &str| json!({ "credits": credits, "unit_price": price });
    for (items, field, code) in [
        (vec![], "items", "out_of_range"),
        (vec![pack(0, "0.08")], "items[0].credits", "out_of_range"),
        (vec![pack(50, "0")], "items[0].unit_price", "out_of_range"),
        (vec![pack(50, "0.08"), pack(100, "0.09")], "items[1].unit_price", "not_falling"),
        (vec![pack(50, "0.08"), pack(50, "0.07")], "items[1].credits", "duplicate"),
        (vec![pack(33, "0.0801")], "items[0].unit_price", "not_whole_cents"),
    ] {
        let refused = operator.put::<Value>("/admin/packs", &json!({ "items": items })).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec![field]));
        assert_eq!(refused.problem.errors[0].code, code);
    }
    let unread = operator.put::<Value>("/admin/packs", &json!({ "items": [pack(50, "0.08001")] })).await.unwrap_err();
    assert_eq!(unread.status, 400);
    let bakery = platform.account("bakery", 0).await;
    for client in [&bakery, &platform.stranger()] {
        let refused = client.put::<Value>("/admin/packs", &json!({ "items": [pack(1, "0.01")] })).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::NotFound);
    }
    assert_eq!(operator.get::<PackList>("/packs").await.unwrap(), before);
}
