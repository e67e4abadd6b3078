//! `chappe ledger verify`: what is right is proven, beside a running server too, and what is wrong is named.

use serde_json::{Value, json};
use tests::client::to_numbers;
use tests::{Database, Platform};

tests::on_both!(each_fault_is_named, no_false_fault_while_it_moves, it_is_verified_by_itself);

/// Runs it; what it says, and whether it found the ledger right.
fn verify(platform: &Platform, arguments: &[&str]) -> (String, bool) {
    let output = platform.run(&[&["ledger", "verify"], arguments].concat());
    (String::from_utf8_lossy(&output.stdout).trim().to_owned(), output.status.success())
}

async fn each_fault_is_named(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 20).await;
    platform.account("florist", 0).await;
    bakery.send("+33612345601", "One by itself").await.unwrap();
    let numbers = (10..13).map(|at| format!("+336123456{at}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Three at once")).await.unwrap();
    bakery.wait_until_finished(campaign.id).await;
    let _: Value = bakery.post("/transfers", &json!({ "to": "florist", "credits": "5" })).await.unwrap();
    assert_eq!(verify(&platform, &[]), ("the ledger is right".to_owned(), true));
    assert_eq!(verify(&platform, &["--since", "2020-01-01"]), ("the ledger is right".to_owned(), true));

    let last = "(SELECT MAX(id) FROM movement)";
    let of_bakery = "(SELECT id FROM account WHERE public_id = 'bakery')";
    // What is done, how it is undone, and what is said of it.
    for (wrong, right, words) in [
        (
            format!("UPDATE posting SET amount = amount + 1 WHERE movement_id = {last} AND amount > 0"),
            format!("UPDATE posting SET amount = amount - 1 WHERE movement_id = {last} AND amount > 0"),
            "postings sum to 0.0001, not to zero",
        ),
        (
            "UPDATE account SET balance = balance + 10000 WHERE public_id = 'florist'".to_owned(),
            "UPDATE account SET balance = balance - 10000 WHERE public_id = 'florist'".to_owned(),
            "balance is off what its last posting says by 1",
        ),
        (
            format!("UPDATE posting SET balance_after = balance_after + 1 WHERE holder = {of_bakery} AND seq = 2"),
            format!("UPDATE posting SET balance_after = balance_after - 1 WHERE holder = {of_bakery} AND seq = 2"),
            "does not go on where the one before ended",
        ),
        (
            format!("UPDATE movement SET kind = 'refund' WHERE id = {last}"),
            format!("UPDATE movement SET kind = 'transfer' WHERE id = {last}"),
            "credits do not go the way of its kind (refund)",
        ),
        (
            format!("UPDATE campaign SET charged = charged - 10000 WHERE id = {}", campaign.id),
            format!("UPDATE campaign SET charged = charged + 10000 WHERE id = {}", campaign.id),
            "charged is off its postings by -1",
        ),
        (
            format!("UPDATE campaign_charge SET net = net - 10000 WHERE campaign_id = {}", campaign.id),
            format!("UPDATE campaign_charge SET net = net + 10000 WHERE campaign_id = {}", campaign.id),
            "off its line in the list of movements by -1",
        ),
        (
            "UPDATE message SET refunded = TRUE WHERE campaign_id IS NULL".to_owned(),
            "UPDATE message SET refunded = FALSE WHERE campaign_id IS NULL".to_owned(),
            "postings do not match it",
        ),
    ] {
        platform.database.sql(&format!("{wrong} RETURNING 1"));
        for arguments in [&[][..], &["--since", "2020-01-01"]] {
            let (said, proven) = verify(&platform, arguments);
            assert!(!proven && said.contains(words), "{wrong} {arguments:?}: {said}");
            assert!(said.starts_with("the ledger is wrong: "), "{said}");
        }
        platform.database.sql(&format!("{right} RETURNING 1"));
        platform.verify_ledger();
    }
    what_lies_before_is_taken_on_its_word(&platform);
}

fn what_lies_before_is_taken_on_its_word(platform: &Platform) {
    let of_bakery = "(SELECT id FROM account WHERE public_id = 'bakery')";
    platform.database.sql(&format!(
        "UPDATE posting SET balance_after = balance_after + 1 WHERE holder = {of_bakery} AND seq = 1 RETURNING 1"
    ));
    assert!(!verify(platform, &[]).1);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = openapi::Time::from_millis(i64::try_from(now.as_millis()).unwrap()).to_string();
    assert!(verify(platform, &["--since", &now]).1);
    assert!(!verify(platform, &["--since", "2100-01-01"]).1);
    assert!(!verify(platform, &["--since", "yesterday"]).1);
}

async fn no_false_fault_while_it_moves(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 2_000).await;
    let florist = platform.account("florist", 100).await;
    let numbers = (0..1_500).map(|at| format!("+336123{at:05}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "On its way")).await.unwrap();
    let mut calls = tokio::task::JoinSet::new();
    for at in 0..60 {
        let (bakery, florist) = (bakery.clone(), florist.clone());
        calls.spawn(async move {
            florist.send(&format!("+336222222{at:02}"), "Meanwhile").await.unwrap();
            let _: Value = florist.post("/transfers", &json!({ "to": "bakery", "credits": "0.5" })).await.unwrap();
            bakery.balance().await
        });
    }
    for _ in 0..5 {
        assert_eq!(verify(&platform, &[]), ("the ledger is right".to_owned(), true));
    }
    calls.join_all().await;
    bakery.wait_until_finished(campaign.id).await;
    platform.verify_ledger();
}

/// A node verifies within the minute after its start what was never verified, or is due.
async fn it_is_verified_by_itself(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 20).await;
    platform.database.sql("UPDATE account SET balance = balance + 10000 WHERE public_id = 'bakery' RETURNING 1");
    let client = platform.stranger();
    let figure = async |name: &str| {
        let text = client.request(reqwest::Method::GET, "/metrics").send().await.unwrap().text().await.unwrap();
        text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok())
    };
    // It does its chores once a minute.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(180);
    while figure("chappe_ledger_faults ").await.is_none() && std::time::Instant::now() < end {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    assert!(figure("chappe_ledger_faults ").await.is_some_and(|faults| faults >= 1.0));
    assert!(figure("chappe_ledger_verified_timestamp_seconds ").await.is_some_and(|at| at > 1_700_000_000.0));
    assert!(platform.server.log().contains("the ledger is wrong"));
    let due = platform
        .database
        .sql("SELECT due_at > verified_at, faults > 0 FROM ledger_check WHERE first_fault LIKE 'account %'");
    assert!(matches!(due.as_str(), "1|1" | "t|t" | "true|true"), "{due}");
}
