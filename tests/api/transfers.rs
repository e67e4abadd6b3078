//! Transfers of credits: refused each for its own reason, and exact however many there are at once.

use openapi::credits::{Movement, MovementPage};
use openapi::{Credits, ProblemCode};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

tests::on_both!(each_refusal_has_its_own_code, both_sides_see_it, a_ring_keeps_the_total, two_that_pay_each_other);

/// Accounts in the ring, and transfers around it.
const RING: usize = 8;
const TRANSFERS: usize = 200;

async fn transfer(client: &Client, to: &str, credits: &str) -> Result<Movement, tests::Refused> {
    client.post("/transfers", &json!({ "to": to, "credits": credits })).await
}

async fn each_refusal_has_its_own_code(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    platform.account("florist", 0).await;
    platform.account("closed", 0).await;
    platform.database.sql("UPDATE account SET disabled_at = 1 WHERE public_id = 'closed'");
    for (to, credits, status, code, field) in [
        ("bakery", "1", 422, ProblemCode::OwnAccount, "to"),
        ("BAKERY", "1", 422, ProblemCode::OwnAccount, "to"),
        ("nobody", "1", 422, ProblemCode::UnknownAccount, "to"),
        ("no account's name", "1", 422, ProblemCode::UnknownAccount, "to"),
        ("closed", "1", 422, ProblemCode::DisabledAccount, "to"),
        ("florist", "0", 422, ProblemCode::ZeroAmount, "credits"),
        ("florist", "0.0000", 422, ProblemCode::ZeroAmount, "credits"),
        ("florist", "-1", 422, ProblemCode::NegativeAmount, "credits"),
        ("florist", "0.00001", 422, ProblemCode::TooPrecise, "credits"),
        // More decimals than a decimal number can hold: they are not rounded away.
        ("florist", "1.00000000000000000000000000000000001", 422, ProblemCode::TooPrecise, "credits"),
        ("florist", "10.0001", 402, ProblemCode::InsufficientCredit, "credits"),
        ("florist", "100000000001", 402, ProblemCode::InsufficientCredit, "credits"),
        ("florist", "many", 400, ProblemCode::MalformedRequest, "credits"),
    ] {
        let refused = transfer(&bakery, to, credits).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (status, code), "{to} {credits}");
        assert_eq!(refused.fields(), [field], "{to} {credits}");
        let expected = if code == ProblemCode::MalformedRequest { "malformed".to_owned() } else { code.word() };
        assert_eq!(refused.problem.errors[0].code, expected);
    }
    assert_eq!(bakery.balance().await, Credits::whole(10));
    let page: MovementPage = bakery.get("/movements").await.unwrap();
    assert_eq!(page.items.len(), 1, "nothing but what it was given");
    platform.verify_ledger();
}

async fn both_sides_see_it(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 10).await, platform.account("florist", 1).await];
    let body = json!({ "to": "Florist", "credits": "2.5", "reference": "For the roses" });
    let sent: Movement = bakery.post("/transfers", &body).await.unwrap();
    let told = |movement: &Movement| {
        (movement.credits, movement.balance_after, movement.counterparty.clone(), movement.reference.clone())
    };
    let roses = Some("For the roses".to_owned());
    let credits = |text: &str| text.parse::<Credits>().unwrap();
    assert_eq!(told(&sent), (credits("-2.5"), credits("7.5"), Some("florist".to_owned()), roses.clone()));
    let bakerys: MovementPage = bakery.get("/movements?kind=transfer").await.unwrap();
    assert_eq!(told(&bakerys.items[0]), told(&sent));
    let florists: MovementPage = florist.get("/movements?kind=transfer").await.unwrap();
    assert_eq!(told(&florists.items[0]), (credits("2.5"), credits("3.5"), Some("bakery".to_owned()), roses));
    assert_eq!(florists.items[0].id, sent.id, "one movement, seen from both sides");
}

async fn a_ring_keeps_the_total(database: Database) {
    let platform = Platform::start(database);
    let mut ring = Vec::new();
    for at in 0..RING {
        ring.push(platform.account(&format!("ring{at}"), 3).await);
    }
    let mut calls = tokio::task::JoinSet::new();
    for at in 0..TRANSFERS {
        let (client, to) = (ring[at % RING].clone(), format!("ring{}", (at + 1) % RING));
        // Uneven amounts: some accounts run dry and are refused.
        let credits = format!("0.{:04}", 1_000 + at * 43);
        calls.spawn(async move { transfer(&client, &to, &credits).await.map(|movement| -movement.credits) });
    }
    let answers = calls.join_all().await;
    let refused: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
    assert!(refused.iter().all(|refused| refused.code() == ProblemCode::InsufficientCredit), "{refused:?}");
    let made = answers.len() - refused.len();
    assert!(made > TRANSFERS / 2, "only {made} of {TRANSFERS}");
    let mut total = Credits::ZERO;
    for client in &ring {
        total = total + client.balance().await;
    }
    assert_eq!(total, Credits::whole(3 * i64::try_from(RING).unwrap()), "to the unit");
    let kept = platform.database.sql("SELECT COUNT(*) FROM movement WHERE kind = 'transfer'");
    assert_eq!(kept, made.to_string(), "as many as were answered");
    platform.verify_ledger();
}

async fn two_that_pay_each_other(database: Database) {
    let platform = Platform::start(database);
    let pair = [platform.account("bakery", 50).await, platform.account("florist", 50).await];
    let mut calls = tokio::task::JoinSet::new();
    for at in 0..100 {
        let client = pair[at % 2].clone();
        let to = ["florist", "bakery"][at % 2];
        calls.spawn(async move { transfer(&client, to, "1").await });
    }
    // Each has enough for all of its own: whoever is refused met a dead end.
    for answer in calls.join_all().await {
        answer.unwrap();
    }
    assert_eq!((pair[0].balance().await, pair[1].balance().await), (Credits::whole(50), Credits::whole(50)));
    let seen: Value = pair[0].get("/movements?limit=200").await.unwrap();
    assert_eq!(seen["items"].as_array().unwrap().len(), 101);
    platform.verify_ledger();
}
