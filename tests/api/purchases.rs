//! Purchases as a buyer meets them: prices and their VAT, what is offered, what is refused, what is whose.

use openapi::accounts::Account;
use openapi::api_keys::{KeyMode, Scope};
use openapi::packs::PackList;
use openapi::platform::Platform as Facts;
use openapi::purchases::{PaymentMethod, Purchase, PurchasePage, PurchaseStatus, Vat, VatRule};
use openapi::{Credits, Euros, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    prices_follow_the_buyer,
    a_price_stays_as_it_was,
    a_purchase_waits_with_its_instructions,
    the_same_key_buys_once,
    what_is_not_offered_is_refused,
    purchases_that_wait_are_counted,
    strangers_and_the_unconfirmed_buy_nothing,
    a_purchase_is_cancelled,
    a_bank_that_is_away_sells_nothing
);

fn euros(text: &str) -> Euros {
    text.parse().unwrap()
}

async fn buy(client: &Client, pack: i64, method: &str) -> Result<Purchase, Refused> {
    client.post("/purchases", &json!({ "pack": pack, "method": method })).await
}

async fn bills(client: &Client, country: &str, vat_number: &str) {
    let body = json!({ "billing": { "country": country, "vat_number": vat_number } });
    let _: Account = client.patch("/account", &body).await.unwrap();
}

async fn prices_follow_the_buyer(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (country, number, rate, vat, total, rule) in [
        ("", "", "20", "13.00", "78.00", VatRule::Domestic),
        ("FR", "FR40303265045", "20", "13.00", "78.00", VatRule::Domestic),
        ("RE", "", "8.5", "5.53", "70.53", VatRule::Domestic),
        ("GF", "", "0", "0.00", "65.00", VatRule::Outside),
        ("DE", "DE136695976", "0", "0.00", "65.00", VatRule::ReverseCharge),
        // Well-formed, and of another country.
        ("DE", "FR40303265045", "20", "13.00", "78.00", VatRule::Domestic),
        ("GR", "EL094259216", "0", "0.00", "65.00", VatRule::ReverseCharge),
        ("DE", "", "20", "13.00", "78.00", VatRule::Domestic),
        ("GB", "", "0", "0.00", "65.00", VatRule::Outside),
        ("US", "", "0", "0.00", "65.00", VatRule::Outside),
    ] {
        bills(&bakery, country, number).await;
        let today: Vat = bakery.get("/purchases/vat").await.unwrap();
        assert_eq!((today.rate.to_string().as_str(), today.rule), (rate, rule), "{country} {number}");
        let price = buy(&bakery, 1_000, "transfer").await.unwrap().price;
        assert_eq!(
            (price.net, price.vat, price.total),
            (euros("65.00"), euros(vat), euros(total)),
            "{country} {number}"
        );
        assert_eq!((price.unit_price, price.vat_rate, price.vat_rule), (euros("0.065"), today.rate, rule));
    }
}

async fn a_price_stays_as_it_was(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let bought = buy(&bakery, 1_000, "transfer").await.unwrap();
    let (operator, _) = platform.operator().await;
    let packs =
        json!({ "items": [{ "credits": 500, "unit_price": "0.09" }, { "credits": 1000, "unit_price": "0.08" }] });
    let _: PackList = operator.put("/admin/packs", &packs).await.unwrap();
    bills(&bakery, "US", "").await;
    let shown: Purchase = bakery.get(&format!("/purchases/{}", bought.id)).await.unwrap();
    assert_eq!(shown, bought, "packs and particulars of today change nothing");
    let dearer = buy(&bakery, 1_000, "transfer").await.unwrap();
    assert_eq!(dearer.price.total, euros("80.00"));
}

async fn a_purchase_waits_with_its_instructions(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let transfer = buy(&bakery, 50, "transfer").await.unwrap();
    assert_eq!((transfer.status, transfer.credited), (PurchaseStatus::Pending, Credits::ZERO));
    assert!(transfer.invoices.is_empty() && transfer.refunds.is_empty() && transfer.pay_url.is_none());
    let how = transfer.instructions.clone().unwrap();
    assert_eq!((how.amount, how.reference.as_str()), (euros("4.80"), transfer.reference.as_str()));
    assert!(how.iban.is_some() && how.address.is_none());
    let cheque = buy(&bakery, 50, "cheque").await.unwrap();
    let how = cheque.instructions.unwrap();
    assert!(how.iban.is_none() && how.address.unwrap().contains("Paris"));
    assert_ne!(cheque.reference, transfer.reference);

    let letters = Letters::of(&platform.database);
    letters.wait_for("bakery@example.org", 2).await;
    let told = letters.to("bakery@example.org");
    let of = |reference: &str| told.iter().find(|letter| letter.subject.contains(reference)).unwrap();
    assert!(of(&transfer.reference).text.contains("FR76 3000"), "{}", of(&transfer.reference).text);
    assert!(of(&transfer.reference).text.contains(&format!("/credits/purchases/{}", transfer.id)));
    assert!(of(&cheque.reference).subject.contains("chèque"), "{}", of(&cheque.reference).subject);

    let all: PurchasePage = bakery.get("/purchases").await.unwrap();
    assert_eq!(all.items.iter().map(|item| item.id).collect::<Vec<_>>(), [cheque.id, transfer.id]);
    let first: PurchasePage = bakery.get("/purchases?limit=1&status=pending").await.unwrap();
    let rest: PurchasePage =
        bakery.get(&format!("/purchases?limit=1&status=pending&after={}", first.next.unwrap())).await.unwrap();
    assert_eq!((rest.items[0].id, rest.next), (transfer.id, None));
    let paid: PurchasePage = bakery.get("/purchases?status=paid").await.unwrap();
    assert!(paid.items.is_empty());
    assert_eq!(bakery.balance().await, Credits::ZERO);
}

async fn the_same_key_buys_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let body = json!({ "pack": 100, "method": "transfer" });
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (bakery, body) = (bakery.clone(), body.clone());
        calls.spawn(async move {
            let request = bakery.request(Method::POST, "/purchases").header("Idempotency-Key", "once").json(&body);
            bakery.send_request::<Purchase>(request).await.unwrap()
        });
    }
    let answers = calls.join_all().await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let all: PurchasePage = bakery.get("/purchases").await.unwrap();
    assert_eq!(all.items.len(), 1);
    let other = json!({ "pack": 500, "method": "transfer" });
    let request = bakery.request(Method::POST, "/purchases").header("Idempotency-Key", "once").json(&other);
    let refused = bakery.send_request::<Purchase>(request).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::IdempotencyKeyReused);
}

async fn what_is_not_offered_is_refused(database: Database) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seller.toml");
    let seller = "name = \"Lilas\"\naddress = \"1 rue des Lilas\"\npostal_code = \"69001\"\ncity = \"Lyon\"\n\
        country = \"FR\"\ncheque_payee = \"Lilas\"\n[vat]\nexempt = true\n";
    std::fs::write(&file, seller).unwrap();
    let platform = Platform::with(database, &[("CHAPPE_SELLER", file.to_str().unwrap())]);
    let facts: Facts = platform.stranger().get("/platform").await.unwrap();
    assert!(facts.payment_methods.contains(&PaymentMethod::Cheque));
    assert!(!facts.payment_methods.contains(&PaymentMethod::Transfer));
    let bakery = platform.account("bakery", 0).await;
    let refused = buy(&bakery, 100, "transfer").await.unwrap_err();
    assert_eq!((refused.code(), refused.fields()), (ProblemCode::InvalidField, vec!["method"]));
    assert_eq!(refused.problem.errors[0].code, "not_offered");
    let bought = buy(&bakery, 100, "cheque").await.unwrap();
    assert_eq!((bought.price.vat_rule, bought.price.total), (VatRule::SellerExempt, euros("7.80")));
    for pack in [1, 99, 1_000_000_000] {
        let refused = buy(&bakery, pack, "cheque").await.unwrap_err();
        assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["pack"], "unknown"));
    }
    std::fs::write(&file, seller.replace("Lyon", "")).unwrap();
    let wrong = platform.run(&["serve", "--seller", file.to_str().unwrap()]);
    assert!(!wrong.status.success());
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned() + &String::from_utf8_lossy(&wrong.stdout);
    assert!(said.contains("`city` is empty"), "{said}");
}

async fn purchases_that_wait_are_counted(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let bakery = bakery.clone();
        calls.spawn(async move { buy(&bakery, 50, "transfer").await });
    }
    let (made, refused): (Vec<_>, Vec<_>) = calls.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (20, 10));
    for refusal in refused {
        let refusal = refusal.unwrap_err();
        assert_eq!((refusal.status.as_u16(), refusal.code()), (409, ProblemCode::TooManyPending));
    }
    buy(&florist, 50, "transfer").await.unwrap();
    let one = made[0].as_ref().unwrap().id;
    let _: Purchase = bakery.act(&format!("/purchases/{one}/cancel")).await.unwrap();
    buy(&bakery, 50, "transfer").await.unwrap();
    assert_eq!(buy(&bakery, 50, "cheque").await.unwrap_err().code(), ProblemCode::TooManyPending);
}

async fn strangers_and_the_unconfirmed_buy_nothing(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let bought = buy(&bakery, 50, "transfer").await.unwrap();
    let path = format!("/purchases/{}", bought.id);
    assert_eq!(florist.get::<Purchase>(&path).await.unwrap_err().code(), ProblemCode::NotFound);
    let refused = florist.act::<Purchase>(&format!("{path}/cancel")).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
    assert!(florist.get::<PurchasePage>("/purchases").await.unwrap().items.is_empty());
    let newcomer = platform.newcomer("newcomer").await;
    assert_eq!(buy(&newcomer, 50, "transfer").await.unwrap_err().code(), ProblemCode::Unconfirmed);
    assert_eq!(platform.stranger().get::<Value>("/purchases").await.unwrap_err().code(), ProblemCode::Unauthorized);
    for (scope, mode) in [(Scope::Send, KeyMode::Live), (Scope::Billing, KeyMode::Test)] {
        let key = bakery.with_key(&bakery.make_key(&[scope], mode).await.secret);
        assert_eq!(buy(&key, 50, "transfer").await.unwrap_err().code(), ProblemCode::MissingScope);
        let given_up = key.act::<Purchase>(&format!("{path}/cancel")).await;
        assert_eq!(given_up.unwrap_err().code(), ProblemCode::MissingScope);
    }
    let key = bakery.with_key(&bakery.make_key(&[Scope::Billing], KeyMode::Live).await.secret);
    buy(&key, 50, "transfer").await.unwrap();
    let shown: Purchase = key.get(&path).await.unwrap();
    assert_eq!(shown, bought);
}

async fn a_purchase_is_cancelled(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let bought = buy(&bakery, 50, "transfer").await.unwrap();
    let cancel = format!("/purchases/{}/cancel", bought.id);
    let cancelled: Purchase = bakery.act(&cancel).await.unwrap();
    assert_eq!((cancelled.status, cancelled.instructions), (PurchaseStatus::Cancelled, None));
    let again: Purchase = bakery.act(&cancel).await.unwrap();
    assert_eq!(again.status, PurchaseStatus::Cancelled, "said twice, it is the same");
}

async fn a_bank_that_is_away_sells_nothing(database: Database) {
    // Nobody listens on port 1.
    let away = [
        ("CHAPPE_STRIPE_KEY", "sk_test_0123456789"),
        ("CHAPPE_STRIPE_WEBHOOK_SECRET", "whsec_0123456789"),
        ("CHAPPE_STRIPE_URL", "http://127.0.0.1:1"),
    ];
    let platform = Platform::with(database, &away);
    let facts: Facts = platform.stranger().get("/platform").await.unwrap();
    assert!(facts.payment_methods.contains(&PaymentMethod::Card) && !facts.test_bank);
    let bakery = platform.account("bakery", 0).await;
    let body = json!({ "pack": 100, "method": "card" });
    for tries in 1..=2 {
        let request = bakery.request(Method::POST, "/purchases").header("Idempotency-Key", "card").json(&body);
        let refused = bakery.send_request::<Purchase>(request).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (502, ProblemCode::PaymentUnavailable));
        let all: PurchasePage = bakery.get("/purchases").await.unwrap();
        assert_eq!(all.items.len(), tries, "the same key tries anew");
        assert!(all.items.iter().all(|item| item.status == PurchaseStatus::Cancelled && item.pay_url.is_none()));
    }
}
