//! The dashboard: figures that are kept as messages move, and what is committed.

use openapi::campaigns::{CampaignStatus, NewCampaign};
use openapi::dashboard::{Dashboard, Figures};
use openapi::messages::{MessageStatus, Resolved};
use openapi::{Credits, Time};
use serde_json::{Value, json};
use tests::client::to_numbers;
use tests::{Client, Database, Platform, Sandbox};

tests::on_both!(
    figures_follow_the_messages,
    verdicts_and_refunds_are_counted,
    programmed_campaigns_are_committed,
    a_paused_campaign_needs_what_is_left,
);

async fn dashboard(client: &Client) -> Dashboard {
    client.get("/dashboard").await.unwrap()
}

/// A day from now.
fn tomorrow() -> Time {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Time::from_millis(i64::try_from(now.as_millis()).unwrap() + 24 * 3600 * 1000)
}

async fn figures_follow_the_messages(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 20).await, platform.account("florist", 0).await];
    let nothing = dashboard(&bakery).await;
    assert_eq!((nothing.this_month, nothing.delivery_rate, nothing.daily.len()), (Figures::default(), None, 30));
    let received = bakery.send("+33612345601", "Received").await.unwrap();
    // The sandbox refuses the first of these for good; the phone of the second is off.
    let refused = bakery.send("+33799999908", "Refused").await.unwrap();
    let failed = bakery.send("+33799999901", "Failed").await.unwrap();
    bakery.wait_for_message(received.id, MessageStatus::Received).await;
    for message in [refused.id, failed.id] {
        bakery.wait_for_message(message, MessageStatus::Failed).await;
    }
    let numbers = ["+33612345602", "+33612345603"];
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Hello")).await.unwrap();
    bakery.wait_until_finished(campaign.id).await;
    platform.sandbox().reply("+33612345602".parse().unwrap(), "Hello yourself").await;
    let shown = bakery
        .wait("the reply", async || {
            let shown = dashboard(&bakery).await;
            if shown.unread_replies == 1 { Ok(shown) } else { Err(shown) }
        })
        .await;
    // In this second or in the month before, when it strikes midnight.
    let sum = |pick: fn(&Figures) -> i64| pick(&shown.this_month) + pick(&shown.last_month);
    assert_eq!((sum(|of| of.sent), sum(|of| of.received), sum(|of| of.failed)), (5, 3, 2));
    assert_eq!(shown.this_month.credits + shown.last_month.credits, Credits::whole(4), "the refused one is refunded");
    assert_eq!(shown.daily.iter().map(|day| day.sent).sum::<i64>(), 5);
    assert_eq!((shown.balance, shown.free, shown.unread_notices), (Credits::whole(16), Credits::whole(16), 1));
    assert!(shown.delivery_rate.is_none_or(|rate| (rate - 0.6).abs() < 0.001), "{:?}", shown.delivery_rate);
    assert_eq!(dashboard(&florist).await.this_month, Figures::default());
    platform.verify_counters();
    platform.verify_ledger();
}

async fn verdicts_and_refunds_are_counted(database: Database) {
    // To this number it answers nothing, and nobody can ask it afterwards.
    let sandbox = Sandbox::start(&["--no-lookup"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_PROVIDER_TIMEOUT_MS", "500")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 10).await;
    let in_doubt = async |text: &str| {
        let message = bakery.send("+33799999907", text).await.unwrap();
        bakery.wait_for_message(message.id, MessageStatus::Uncertain).await.id
    };
    for (verdict, status) in [("not_sent", MessageStatus::Failed), ("sent", MessageStatus::Sent)] {
        let id = in_doubt(verdict).await;
        platform.verify_counters();
        let body = json!({ "ids": [id], "as": verdict });
        assert_eq!(bakery.post::<Resolved>("/messages/resolutions", &body).await.unwrap().resolved, 1);
        assert_eq!(bakery.message(id).await.status, status);
        platform.verify_counters();
    }
    let campaign = bakery.create_campaign(&to_numbers(["+33799999907"], "Again")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.uncertain == 1).await;
    let body = json!({ "campaign": campaign.id, "as": "not_sent" });
    assert_eq!(bakery.post::<Resolved>("/messages/resolutions", &body).await.unwrap().resolved, 1);
    platform.verify_counters();
    let shown = dashboard(&bakery).await;
    assert_eq!(shown.this_month.credits + shown.last_month.credits, Credits::whole(1));
    platform.verify_ledger();
}

async fn wait_for_committed(client: &Client, credits: i64) {
    client
        .wait("what is committed", async || {
            let account = client.account().await;
            if account.committed == Credits::whole(credits) { Ok(()) } else { Err(account) }
        })
        .await;
}

async fn programmed_campaigns_are_committed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let asked = NewCampaign { send_at: Some(tomorrow()), ..to_numbers(["+33612345601", "+33612345602"], "Tomorrow") };
    let campaign = bakery.create_campaign(&asked).await.unwrap();
    assert_eq!(campaign.status, CampaignStatus::Programmed);
    wait_for_committed(&bakery, 2).await;
    let more = json!({ "recipients": { "numbers": ["+33612345601", "+33612345602", "+33612345603"] } });
    let _: Value = bakery.patch(&format!("/campaigns/{}", campaign.id), &more).await.unwrap();
    wait_for_committed(&bakery, 3).await;
    let many = (10..22).map(|number| format!("+336123456{number}"));
    let other =
        bakery.create_campaign(&NewCampaign { send_at: Some(tomorrow()), ..to_numbers(many, "All") }).await.unwrap();
    wait_for_committed(&bakery, 15).await;
    let shown = dashboard(&bakery).await;
    assert_eq!((shown.committed, shown.free), (Credits::whole(15), Credits::ZERO));
    assert_eq!(shown.next.iter().map(|next| next.id).collect::<Vec<_>>(), [campaign.id, other.id]);
    bakery.delete(&format!("/campaigns/{}", other.id)).await.unwrap();
    wait_for_committed(&bakery, 3).await;
    assert_eq!(bakery.account().await.free, Credits::whole(7));
    platform.verify_counters();
}

async fn a_paused_campaign_needs_what_is_left(database: Database) {
    let sandbox = Sandbox::start(&["--latency-ms", "100"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", "4")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 500).await;
    let numbers = (100..500).map(|number| format!("+33612345{number}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Slowly")).await.unwrap().id;
    bakery.wait_for_campaign(campaign, |campaign| campaign.totals.received > 0).await;
    bakery.pause(campaign).await.unwrap();
    platform.verify_counters();
    let account = bakery.account().await;
    // What was claimed is paid, the rest is committed: together it is what the campaign costs.
    assert_eq!(account.committed + (Credits::whole(500) - account.balance), Credits::whole(400));
    assert!(account.committed > Credits::ZERO);
    assert_eq!(dashboard(&bakery).await.running.len(), 1);
    bakery.cancel(campaign).await.unwrap();
    assert_eq!(bakery.account().await.committed, Credits::ZERO);
    platform.verify_counters();
}
