//! What should have left long ago waits for its owner's word: nobody is woken at night because a machine was down.

use std::time::Duration;

use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignStatus, Held};
use openapi::notices::{NoticeKind, NoticePage};
use tests::client::to_numbers;
use tests::{Client, Database, Platform, Sandbox};

tests::on_both!(what_an_outage_broke_off_waits_for_a_word, a_launch_that_an_outage_broke_off_goes_on_where_it_stood);

const MESSAGES: i64 = 1_000;

/// Milliseconds.
const HOUR: i64 = 3_600_000;

fn numbers(count: i64) -> impl Iterator<Item = String> {
    (0..count).map(|number| format!("+336{:08}", number + 10_000_000))
}

/// About 300 messages a second.
async fn slow(database: Database) -> (Platform, Sandbox) {
    let sandbox = Sandbox::start(&["--latency-ms", "50"]);
    let settings = [
        ("CHAPPE_SANDBOX_URL", sandbox.address.as_str()),
        ("CHAPPE_IN_FLIGHT", "16"),
        ("CHAPPE_PROVIDER_TIMEOUT_MS", "2000"),
    ];
    (Platform::with(database, &settings), sandbox)
}

/// The campaign was launched two hours earlier than it was.
fn age(platform: &Platform, id: CampaignId) {
    let past = 2 * HOUR;
    // An id is milliseconds and 22 bits.
    platform.database.sql(&format!("UPDATE campaign SET sent_id = sent_id - {past} * 4194304 WHERE id = {id}"));
}

/// The platform was down for two hours.
fn outage(platform: &mut Platform, id: CampaignId) {
    platform.server.kill();
    age(platform, id);
    platform.database.sql(&format!("UPDATE dispatch_life SET at = at - {}", 2 * HOUR));
    platform.server.start_again();
}

async fn wait_until_held(client: &Client, id: CampaignId) -> Campaign {
    let held = client.wait_for_campaign(id, |campaign| campaign.status == CampaignStatus::Paused).await;
    assert_eq!(held.held, Some(Held::Late));
    let told: NoticePage = client.get("/notices").await.unwrap();
    assert!(told.items.iter().any(|notice| (notice.kind, notice.campaign_id) == (NoticeKind::Late, id)), "{told:?}");
    held
}

async fn what_an_outage_broke_off_waits_for_a_word(database: Database) {
    let (mut platform, sandbox) = slow(database).await;
    let bakery = platform.account("bakery", MESSAGES).await;
    let campaign = bakery.create_campaign(&to_numbers(numbers(MESSAGES), "This afternoon")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;
    outage(&mut platform, campaign.id);
    let held = wait_until_held(&bakery, campaign.id).await;
    assert!(held.totals.queued > 0, "{:?}", held.totals);
    let before = sandbox.stats().await.requests;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(sandbox.stats().await.requests, before, "nothing leaves without a word");
    bakery.resume(campaign.id).await.unwrap();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!((finished.held, finished.totals.received), (None, MESSAGES));
    let stats = sandbox.stats().await;
    assert_eq!((stats.duplicates, stats.distinct), (0, MESSAGES.unsigned_abs()));
    platform.verify_ledger();
    platform.verify_counters();
}

async fn a_launch_that_an_outage_broke_off_goes_on_where_it_stood(database: Database) {
    /// A score of slices.
    const RECIPIENTS: i64 = 40_000;
    let (mut platform, sandbox) = slow(database).await;
    let bakery = platform.account("bakery", 10).await;
    let campaign = bakery.create_campaign(&to_numbers(numbers(RECIPIENTS), "This afternoon")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.recipients > 0).await;
    outage(&mut platform, campaign.id);
    let held = wait_until_held(&bakery, campaign.id).await;
    let totals = held.totals;
    assert!(totals.recipients < RECIPIENTS, "it was to be broken off in the middle: {totals:?}");
    assert_eq!(sandbox.stats().await.requests, 0);
    bakery.resume(campaign.id).await.unwrap();
    let launched = bakery.wait_for_campaign(campaign.id, |campaign| campaign.status == CampaignStatus::NoCredit).await;
    assert_eq!((launched.totals.recipients, launched.totals.skipped), (RECIPIENTS, 0), "each once");
    platform.verify_counters();
}
