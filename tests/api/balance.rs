//! A balance is never overdrawn, however many ask at once.

use openapi::messages::MessageStatus;
use openapi::{Credits, ProblemCode};
use tests::{Database, Platform};

tests::on_both!(fifty_at_once_on_ten_credits, a_refusal_is_refunded, a_campaign_waits_for_credit);

async fn fifty_at_once_on_ten_credits(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..50 {
        let bakery = bakery.clone();
        calls.spawn(async move { bakery.send(&format!("+336123456{number:02}"), "One of fifty").await });
    }
    let answers = calls.join_all().await;
    let (accepted, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((accepted.len(), refused.len()), (10, 40));
    for refusal in refused {
        let refusal = refusal.unwrap_err();
        assert_eq!((refusal.status.as_u16(), refusal.code()), (402, ProblemCode::InsufficientCredit));
    }
    for message in accepted {
        bakery.wait_for_message(message.unwrap().id, MessageStatus::Received).await;
    }
    let stats = platform.sandbox().stats().await;
    assert_eq!((stats.requests, stats.distinct), (10, 10), "exactly ten left");
    assert_eq!(bakery.balance().await, Credits::ZERO);
    platform.verify_ledger();
}

async fn a_refusal_is_refunded(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    // The sandbox refuses this number for good.
    let message = bakery.send("+33799999908", "Nobody home").await.unwrap();
    bakery.wait_for_message(message.id, MessageStatus::Failed).await;
    assert_eq!(bakery.balance().await, Credits::whole(10));
    platform.verify_ledger();
}

async fn a_campaign_waits_for_credit(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 3).await;
    let numbers = (0..5).map(|number| format!("+3361234560{number}"));
    let campaign = bakery.create_campaign(&tests::client::to_numbers(numbers, "Five for three")).await.unwrap();
    let stalled = bakery
        .wait_for_campaign(campaign.id, |campaign| campaign.status == openapi::campaigns::CampaignStatus::NoCredit)
        .await;
    assert_eq!(stalled.totals.recipients, 5);
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received == 3).await;
    assert_eq!(bakery.balance().await, Credits::ZERO);
    // It goes on by itself only where its owner has said so.
    platform.chappe(&["admin", "credit", "bakery", "1"]);
    assert_eq!(bakery.campaign(campaign.id).await.status, openapi::campaigns::CampaignStatus::NoCredit);
    let body = serde_json::json!({ "resume_when_credited": true });
    let account: openapi::accounts::Account = bakery.patch("/account", &body).await.unwrap();
    assert!(account.resume_when_credited);
    platform.chappe(&["admin", "credit", "bakery", "9"]);
    let campaign = bakery.wait_until_finished(campaign.id).await;
    assert_eq!((campaign.totals.received, campaign.credits.charged), (5, Credits::whole(5)));
    platform.verify_ledger();
}
