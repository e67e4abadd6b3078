//! The credit alert: one e-mail when the balance falls to the threshold, and not again before it rose above.

use openapi::accounts::Account;
use serde_json::json;
use tests::letters::Letters;
use tests::{Client, Database, Platform};

tests::on_both!(one_letter_a_crossing, parallel_debits_write_one_letter, a_threshold_is_checked);

async fn threshold(client: &Client, credits: &str) {
    let changed: Account = client.patch("/account", &json!({ "credit_alert": credits })).await.unwrap();
    assert_eq!(changed.credit_alert, credits.parse().unwrap());
}

async fn one_letter_a_crossing(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 5).await;
    let letters = Letters::of(&platform.database);
    threshold(&bakery, "3").await;
    bakery.send("+33612345601", "To 4").await.unwrap();
    bakery.send("+33612345602", "To 3").await.unwrap();
    let told = letters.wait_for("bakery@example.org", 1).await;
    assert!(told.text.contains('3') && told.token().is_none(), "{}", told.text);
    bakery.send("+33612345603", "To 2: told already").await.unwrap();
    platform.chappe(&["admin", "credit", "bakery", "2"]);
    bakery.send("+33612345604", "To 3: it rose above").await.unwrap();
    letters.wait_for("bakery@example.org", 2).await;
    threshold(&bakery, "0").await;
    platform.chappe(&["admin", "credit", "bakery", "2"]);
    for at in 5..10 {
        bakery.send(&format!("+3361234560{at}"), "To nothing").await.unwrap();
    }
    // Whatever was queued has been sent.
    bakery
        .wait("the queue to be empty", async || match platform.database.sql("SELECT COUNT(*) FROM mail").as_str() {
            "0" => Ok(()),
            count => Err(count.to_owned()),
        })
        .await;
    assert_eq!(letters.to("bakery@example.org").len(), 2);
}

async fn parallel_debits_write_one_letter(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 40).await;
    threshold(&bakery, "20").await;
    let sent = (0..40).map(|at| {
        let client = bakery.clone();
        tokio::spawn(async move { client.send(&format!("+336123456{at:02}"), "At once").await.is_ok() })
    });
    for one in sent.collect::<Vec<_>>() {
        assert!(one.await.unwrap());
    }
    let letters = Letters::of(&platform.database);
    letters.wait_for("bakery@example.org", 1).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(letters.to("bakery@example.org").len(), 1);
    // A campaign crosses it too.
    platform.chappe(&["admin", "credit", "bakery", "30"]);
    let numbers = (0..30).map(|at| format!("+336123457{at:02}"));
    let campaign = bakery.create_campaign(&tests::client::to_numbers(numbers, "To many")).await.unwrap();
    bakery.wait_until_finished(campaign.id).await;
    letters.wait_for("bakery@example.org", 2).await;
}

async fn a_threshold_is_checked(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (threshold, status) in [("-1", 422), ("1.00001", 400), ("many", 400)] {
        let refused = bakery.patch::<Account>("/account", &json!({ "credit_alert": threshold })).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (status, vec!["credit_alert"]), "{threshold}");
    }
}
