//! What should have left long ago waits for its owner's word: nobody is woken at night because a machine was down.

use std::time::Duration;

use openapi::campaigns::{Campaign, CampaignStatus, Held, NewCampaign};
use openapi::notices::{NoticeKind, NoticePage};
use openapi::{CampaignId, Time};
use tests::client::to_numbers;
use tests::{Client, Database, Platform, Sandbox};

tests::on_both!(
    what_an_outage_broke_off_waits_for_a_word,
    a_launch_that_an_outage_broke_off_goes_on_where_it_stood,
    what_a_disabled_account_programmed_waits_for_it
);

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
    // An id is milliseconds and 22 bits.
    let past = (2 * HOUR) << 22;
    platform.database.sql(&format!("UPDATE campaign SET sent_id = sent_id - {past} WHERE id = {id}"));
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

async fn what_a_disabled_account_programmed_waits_for_it(database: Database) {
    let (platform, _sandbox) = slow(database).await;
    let bakery = platform.account("bakery", MESSAGES * 2).await;
    let (operator, _) = platform.operator().await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_millis()).unwrap();
    let program = async |number: &str, at: i64| {
        let later = NewCampaign { send_at: Some(Time::from_millis(at)), ..to_numbers([number], "In the afternoon") };
        bakery.create_campaign(&later).await.unwrap().id
    };
    let tomorrow = now + 24 * HOUR;
    let [late, due, ahead] = [
        program("+33612345601", tomorrow).await,
        program("+33612345602", tomorrow).await,
        program("+33612345603", tomorrow).await,
    ];
    let running = bakery.create_campaign(&to_numbers(numbers(MESSAGES), "This afternoon")).await.unwrap().id;
    bakery.wait_for_campaign(running, |campaign| campaign.totals.received > 0).await;
    // Two hours pass.
    platform.database.sql(&format!("UPDATE account SET disabled_at = {} WHERE public_id = 'bakery'", now - 2 * HOUR));
    age(&platform, running);
    for (id, at) in [(late, now - 2 * HOUR), (due, now - HOUR / 2)] {
        platform.database.sql(&format!("UPDATE campaign SET send_at = {at} WHERE id = {id}"));
        platform.database.sql(&format!("UPDATE job SET due_at = {at} WHERE subject_id = {id}"));
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let programmed = "SELECT COUNT(*) FROM campaign WHERE status = 'programmed'";
    assert_eq!(platform.database.sql(programmed), "3", "none is launched meanwhile");
    let _: serde_json::Value = operator.act("/admin/accounts/bakery/enable").await.unwrap();
    wait_until_held(&bakery, late).await;
    wait_until_held(&bakery, running).await;
    assert_eq!(bakery.wait_until_finished(due).await.totals.received, 1);
    assert_eq!(bakery.campaign(ahead).await.status, CampaignStatus::Programmed);
    bakery.resume(running).await.unwrap();
    assert_eq!(bakery.wait_until_finished(running).await.totals.received, MESSAGES);
    platform.verify_ledger();
    platform.verify_counters();
}
