//! kill -9 in the middle of a campaign, again and again.
//!
//! `CHAPPE_KILLS` and `CHAPPE_KILL_MESSAGES` set how often and how many; `make soak` takes ten and 20 000.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use openapi::campaigns::Campaign;
use openapi::messages::Resolved;
use openapi::{CampaignId, Credits};
use serde_json::json;
use tests::client::to_numbers;
use tests::{Client, Database, Platform, Sandbox};

const KILLS: i64 = 3;
const MESSAGES: i64 = 3_000;

tests::on_both!(kill_and_ask_the_provider, kill_without_look_up);

/// So slow that a kill hits messages on their way.
const LATENCY: &str = "50";
const IN_FLIGHT: i64 = 64;
/// In doubt after one kill, at most: what was in flight and what was claimed ahead, 0.2 s of 64 messages every 50 ms.
const DOUBT: i64 = IN_FLIGHT + 256;

fn setting(name: &str, default: i64) -> i64 {
    std::env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

async fn kill_and_ask_the_provider(database: Database) {
    let (messages, platform, sandbox, bakery) = prepare(database, &[]).await;
    let campaign = send_under_kills(messages, platform, &bakery).await;
    let finished = bakery.wait_until_finished(campaign.id).await;
    let totals = finished.totals;
    assert_eq!((totals.recipients, totals.uncertain, totals.received), (messages, 0, messages), "{totals:?}");
    let told = campaign.platform.database.sql("SELECT COUNT(*) FROM notice WHERE kind = 'finished'");
    assert_eq!(told, "1", "told once");
    let stats = sandbox.stats().await;
    assert_eq!((stats.duplicates, stats.distinct), (0, messages.unsigned_abs()), "nobody twice, nobody lost");
    assert_eq!(finished.credits.charged, Credits::whole(messages));
    assert_eq!(bakery.balance().await, Credits::ZERO);
}

async fn kill_without_look_up(database: Database) {
    let (messages, platform, sandbox, bakery) = prepare(database, &["--no-lookup"]).await;
    let campaign = send_under_kills(messages, platform, &bakery).await;
    let nothing_moves = |campaign: &Campaign| {
        let totals = campaign.totals;
        totals.received + totals.uncertain == totals.recipients
    };
    let settled = bakery.wait_for_campaign(campaign.id, nothing_moves).await;
    let doubt = settled.totals.uncertain;
    assert!(doubt <= setting("CHAPPE_KILLS", KILLS) * DOUBT, "{doubt} in doubt");
    assert_eq!(sandbox.stats().await.duplicates, 0, "what is in doubt is not sent again by itself");
    let resolved: Resolved =
        bakery.post("/messages/resolutions", &json!({ "campaign": campaign.id, "as": "not_sent" })).await.unwrap();
    assert_eq!(resolved.resolved, doubt);
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!(finished.credits.charged, Credits::whole(messages - doubt), "what was not sent is refunded");
    assert_eq!(bakery.balance().await, Credits::whole(doubt));
}

async fn prepare(database: Database, flags: &[&str]) -> (i64, Platform, Sandbox, Client) {
    let messages = setting("CHAPPE_KILL_MESSAGES", MESSAGES);
    let sandbox = Sandbox::start(&[&["--latency-ms", LATENCY], flags].concat());
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", &IN_FLIGHT.to_string())];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", messages).await;
    (messages, platform, sandbox, bakery)
}

/// The server that is left stays up until the test ends.
struct Survivor {
    id: CampaignId,
    platform: Platform,
}

impl Drop for Survivor {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.platform.verify_ledger();
            self.platform.verify_counters();
        }
    }
}

async fn send_under_kills(messages: i64, mut platform: Platform, bakery: &Client) -> Survivor {
    let numbers = (0..messages).map(|number| format!("+336{:08}", number + 10_000_000));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Still here")).await.unwrap();
    for round in 1..=setting("CHAPPE_KILLS", KILLS) {
        let pause = Duration::from_millis(100 + RandomState::new().hash_one(round) % 700);
        tokio::time::sleep(pause).await;
        let before = bakery.campaign(campaign.id).await.totals;
        platform.server.kill();
        println!("kill {round} after {pause:?}: {before:?}");
        platform.verify_counters();
        platform.server.start_again();
    }
    Survivor { id: campaign.id, platform }
}
