//! What is cancelled never leaves, wherever it waits, and is refunded at once.

use std::time::Duration;

use openapi::campaigns::{Campaign, CampaignStatus};
use openapi::messages::Resolved;
use openapi::{Credits, ProblemCode};
use serde_json::json;
use tests::client::to_numbers;
use tests::provider::{Answer, Asked};
use tests::{Client, Database, Platform, Provider};

tests::on_both!(
    a_retry_is_cancelled_at_once,
    what_was_on_its_way_is_not_tried_again,
    what_never_arrived_is_refunded,
    a_provider_that_is_down_delays_no_refund
);

const NUMBERS: [&str; 3] = ["+33612345601", "+33612345602", "+33612345603"];
const ALL: i64 = NUMBERS.len() as i64;

async fn platform(database: Database, provider: &Provider) -> (Platform, Client) {
    let settings = [("CHAPPE_SANDBOX_URL", provider.address.as_str()), ("CHAPPE_PROVIDER_TIMEOUT_MS", "2000")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 10).await;
    (platform, bakery)
}

/// Everything of it is cancelled and refunded.
async fn over(platform: &Platform, bakery: &Client, campaign: &Campaign) {
    let all = |campaign: &Campaign| campaign.totals.cancelled == ALL;
    let ended = bakery.wait_for_campaign(campaign.id, all).await;
    let totals = ended.totals;
    assert_eq!((ended.status, totals.queued, totals.sending, totals.uncertain), (CampaignStatus::Cancelled, 0, 0, 0));
    assert_eq!((ended.credits.charged, bakery.balance().await), (Credits::ZERO, Credits::whole(10)));
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM outbox"), "0");
    platform.verify_ledger();
    platform.verify_counters();
}

async fn a_retry_is_cancelled_at_once(database: Database) {
    // So long that only the cancelling can end the wait.
    let provider = Provider::start(|asked| match asked {
        Asked::Take { time: 1, .. } => Answer::busy(600),
        _ => Answer::of(201),
    })
    .await;
    let (platform, bakery) = platform(database, &provider).await;
    let campaign = bakery.create_campaign(&to_numbers(NUMBERS, "Never mind")).await.unwrap();
    let waiting = "SELECT COUNT(*) FROM outbox WHERE lease_until IS NULL";
    bakery
        .wait("the retries", async || match platform.database.sql(waiting).as_str() {
            "3" => Ok(()),
            other => Err(other.to_owned()),
        })
        .await;
    bakery.cancel(campaign.id).await.unwrap();
    over(&platform, &bakery, &campaign).await;
    assert!(provider.taken().values().all(|&times| times == 1), "{:?}", provider.asked());
}

async fn what_was_on_its_way_is_not_tried_again(database: Database) {
    let slow = Duration::from_millis(1_500);
    let provider = Provider::start(move |asked| match asked {
        Asked::Take { time: 1, .. } => Answer::busy(0).after(slow),
        _ => Answer::of(201),
    })
    .await;
    let (platform, bakery) = platform(database, &provider).await;
    let campaign = bakery.create_campaign(&to_numbers(NUMBERS, "Never mind")).await.unwrap();
    let asked = async || if provider.asked().len() == NUMBERS.len() { Ok(()) } else { Err("not yet".to_owned()) };
    bakery.wait("the first try", asked).await;
    bakery.cancel(campaign.id).await.unwrap();
    over(&platform, &bakery, &campaign).await;
    assert!(provider.taken().values().all(|&times| times == 1), "{:?}", provider.asked());
}

async fn what_never_arrived_is_refunded(database: Database) {
    // In doubt; and then they are not there.
    let provider = Provider::start(|asked| match asked {
        Asked::Take { time: 1, .. } => Answer::of(500),
        Asked::Take { .. } => Answer::of(201),
        Asked::Tell { .. } => Answer::of(404),
    })
    .await;
    let (platform, bakery) = platform(database, &provider).await;
    let campaign = bakery.create_campaign(&to_numbers(NUMBERS, "Never mind")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.uncertain == ALL).await;
    bakery.cancel(campaign.id).await.unwrap();
    let again = json!({ "campaign": campaign.id, "as": "resend" });
    let refused = bakery.post::<Resolved>("/messages/resolutions", &again).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::Conflict);
    assert!(refused.problem.detail.unwrap().contains("cancelled"));
    over(&platform, &bakery, &campaign).await;
    assert!(provider.taken().values().all(|&times| times == 1), "{:?}", provider.asked());
}

async fn a_provider_that_is_down_delays_no_refund(database: Database) {
    // Nobody listens there.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let platform = Platform::with(database, &[("CHAPPE_SANDBOX_URL", &url)]);
    let bakery = platform.account("bakery", 10).await;
    let campaign = bakery.create_campaign(&to_numbers(NUMBERS, "Never mind")).await.unwrap();
    let tried = "SELECT COUNT(*) FROM outbox WHERE lease_until IS NULL";
    bakery
        .wait("the first try", async || match platform.database.sql(tried).as_str() {
            "3" => Ok(()),
            other => Err(other.to_owned()),
        })
        .await;
    bakery.cancel(campaign.id).await.unwrap();
    over(&platform, &bakery, &campaign).await;
}
