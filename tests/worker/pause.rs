//! A campaign is held, goes on, is called off; and never stands in another's way.

use openapi::Credits;
use openapi::campaigns::CampaignStatus;
use openapi::messages::MessageStatus;
use tests::client::to_numbers;
use tests::{Database, Platform, Sandbox};

tests::on_both!(a_pause_holds_everything, what_is_cancelled_costs_nothing, a_single_message_passes_a_campaign);

const MESSAGES: i64 = 2_000;

fn numbers() -> impl Iterator<Item = String> {
    (0..MESSAGES).map(|number| format!("+336{:08}", number + 10_000_000))
}

/// Slow enough to be caught in the middle: about 300 messages a second.
async fn slow(database: Database) -> (Platform, Sandbox) {
    let sandbox = Sandbox::start(&["--latency-ms", "50"]);
    let platform = Platform::with(database, &[("CHAPPE_SANDBOX_URL", &sandbox.address), ("CHAPPE_IN_FLIGHT", "16")]);
    (platform, sandbox)
}

async fn a_pause_holds_everything(database: Database) {
    let (platform, sandbox) = slow(database).await;
    let bakery = platform.account("bakery", MESSAGES).await;
    let campaign = bakery.create_campaign(&to_numbers(numbers(), "Wait for it")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.sent > 0).await;
    bakery.pause(campaign.id).await.unwrap();
    let held = bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.sending == 0).await;
    assert_eq!(held.status, CampaignStatus::Paused);
    assert!(held.totals.queued > 0, "{:?}", held.totals);
    let before = sandbox.stats().await.requests;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(sandbox.stats().await.requests, before, "nothing leaves while it is paused");
    bakery.resume(campaign.id).await.unwrap();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!(finished.totals.received, MESSAGES);
    let stats = sandbox.stats().await;
    assert_eq!((stats.duplicates, stats.distinct), (0, MESSAGES.unsigned_abs()));
    platform.verify_ledger();
}

async fn what_is_cancelled_costs_nothing(database: Database) {
    let (platform, sandbox) = slow(database).await;
    let bakery = platform.account("bakery", MESSAGES).await;
    let campaign = bakery.create_campaign(&to_numbers(numbers(), "Never mind")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;
    bakery.cancel(campaign.id).await.unwrap();
    let over = |campaign: &openapi::campaigns::Campaign| {
        let totals = campaign.totals;
        campaign.status == CampaignStatus::Cancelled && totals.received + totals.cancelled == totals.recipients
    };
    let cancelled = bakery.wait_for_campaign(campaign.id, over).await;
    let totals = cancelled.totals;
    assert!(totals.cancelled > 0, "{totals:?}");
    assert_eq!(cancelled.credits.charged, Credits::whole(totals.received));
    assert_eq!(bakery.balance().await, Credits::whole(MESSAGES - totals.received));
    assert_eq!(sandbox.stats().await.distinct, totals.received.unsigned_abs());
    platform.verify_ledger();
}

async fn a_single_message_passes_a_campaign(database: Database) {
    let (platform, _sandbox) = slow(database).await;
    let bakery = platform.account("bakery", MESSAGES).await;
    let florist = platform.account("florist", 1).await;
    let campaign = bakery.create_campaign(&to_numbers(numbers(), "To everybody")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;
    let message = florist.send("+33698765432", "Your code is 481516").await.unwrap();
    florist.wait_for_message(message.id, MessageStatus::Received).await;
    let totals = bakery.campaign(campaign.id).await.totals;
    assert!(totals.queued > MESSAGES / 4, "the campaign was to be under way still: {totals:?}");
}
