//! Notices: one a change, in the app and, where it was asked for, by e-mail.

use openapi::accounts::{Account, Locale};
use openapi::api_keys::{KeyMode, Scope};
use openapi::campaigns::CampaignStatus;
use openapi::notices::{Notice, NoticeKind, NoticePage, NoticesChanged};
use openapi::{CampaignId, Credits, MessageId};
use serde_json::{Value, json};
use tests::client::to_numbers;
use tests::letters::Letters;
use tests::{Client, Database, Platform};

tests::on_both!(
    a_finished_campaign_is_told_with_its_figures,
    a_halt_for_want_of_credit_is_told_each_time,
    a_late_receipt_is_no_news,
    a_late_campaign_waits_for_a_word,
    a_late_campaign_is_changed_or_deleted,
    what_was_only_tried_is_no_news,
);

async fn notices(client: &Client) -> Vec<Notice> {
    client.get::<NoticePage>("/notices").await.unwrap().items
}

async fn wait_for_notices(client: &Client, count: usize) -> Vec<Notice> {
    client
        .wait("the notices", async || {
            let found = notices(client).await;
            if found.len() == count { Ok(found) } else { Err(found) }
        })
        .await
}

async fn choose(client: &Client, settings: Value) -> Account {
    client.patch("/account", &settings).await.unwrap()
}

async fn a_finished_campaign_is_told_with_its_figures(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 10).await, platform.account("florist", 0).await];
    let account = bakery.account().await;
    let halts = [NoticeKind::Paused, NoticeKind::Asleep, NoticeKind::NoCredit, NoticeKind::Late];
    assert_eq!(account.notices.mail, halts, "what is finished is not mailed unasked");
    let account = choose(&bakery, json!({ "notices": { "mail": ["finished", "finished"] }, "locale": "en" })).await;
    assert_eq!((account.notices.mail.as_slice(), account.locale), (&[NoticeKind::Finished][..], Locale::En));

    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33612345603"] })).await.unwrap();
    // The sandbox refuses this number for good.
    let numbers = ["+33612345601", "+33612345602", "+33612345603", "+33799999908"];
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Saturday market")).await.unwrap();
    bakery.wait_until_finished(campaign.id).await;
    let notice = wait_for_notices(&bakery, 1).await.remove(0);
    assert_eq!((notice.kind, notice.campaign_id, notice.read), (NoticeKind::Finished, campaign.id, false));
    assert_eq!((notice.name.as_str(), notice.credits), ("Saturday market", Credits::whole(2)));
    let totals = notice.totals;
    assert_eq!((totals.recipients, totals.received, totals.failed, totals.skipped), (4, 2, 1, 1));
    let letters = Letters::of(&platform.database);
    let letter = letters.wait_for("bakery@example.org", 1).await;
    assert_eq!((letter.subject.as_str(), letter.language.as_str()), ("Finished: Saturday market", "en"));
    assert!(letter.text.contains("Received: 2") && letter.text.contains("2\u{a0}credits"), "{}", letter.text);
    assert!(letter.text.contains(&format!("/campaigns/{}", campaign.id)), "{}", letter.text);

    let body = json!({ "ids": [notice.id] });
    assert_eq!(florist.post::<NoticesChanged>("/notices/read", &body).await.unwrap().changed, 0);
    assert_eq!(bakery.get::<NoticePage>("/notices?unread=true").await.unwrap().items.len(), 1);
    assert_eq!(bakery.post::<NoticesChanged>("/notices/read", &body).await.unwrap().changed, 1);
    assert!(bakery.get::<NoticePage>("/notices?unread=true").await.unwrap().items.is_empty());
    assert!(notices(&bakery).await[0].read && notices(&florist).await.is_empty());
    assert_eq!(bakery.post::<NoticesChanged>("/notices/read", &json!({ "all": true })).await.unwrap().changed, 0);
    assert_eq!(bakery.post::<Value>("/notices/read", &json!({})).await.unwrap_err().fields(), ["ids"]);

    // Nobody to write to: it is finished at once, in the app only.
    choose(&bakery, json!({ "notices": { "mail": [] } })).await;
    let empty = bakery.create_campaign(&to_numbers(["+33612345603"], "To nobody")).await.unwrap();
    bakery.wait_until_finished(empty.id).await;
    assert_eq!(wait_for_notices(&bakery, 2).await[0].totals.skipped, 1);
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM mail"), "0");
}

async fn a_halt_for_want_of_credit_is_told_each_time(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 2).await;
    let numbers = (0..6).map(|number| format!("+3361234560{number}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Six for two")).await.unwrap().id;
    let short = async || {
        bakery.wait_for_campaign(campaign, |campaign| campaign.status == CampaignStatus::NoCredit).await;
    };
    short().await;
    let notice = wait_for_notices(&bakery, 1).await.remove(0);
    assert_eq!((notice.kind, notice.credits, notice.totals.recipients), (NoticeKind::NoCredit, Credits::whole(2), 6));
    let letters = Letters::of(&platform.database);
    let letter = letters.wait_for("bakery@example.org", 1).await;
    assert_eq!(letter.subject, "Crédit insuffisant\u{a0}: Six for two");
    assert_eq!(bakery.account().await.committed, Credits::whole(4));

    // Looking again in vain is a change and back.
    bakery.resume(campaign).await.unwrap();
    wait_for_notices(&bakery, 2).await;
    short().await;
    choose(&bakery, json!({ "resume_when_credited": true })).await;
    platform.chappe(&["admin", "credit", "bakery", "1"]);
    wait_for_notices(&bakery, 3).await;
    platform.chappe(&["admin", "credit", "bakery", "9"]);
    bakery.wait_until_finished(campaign).await;
    let all = wait_for_notices(&bakery, 4).await;
    assert_eq!((all[0].kind, all[0].totals.received), (NoticeKind::Finished, 6));
    letters.wait_for("bakery@example.org", 3).await;
    let account = bakery.account().await;
    assert_eq!(
        (account.committed, account.free, account.balance),
        (Credits::ZERO, Credits::whole(6), Credits::whole(6))
    );
    platform.verify_counters();
    platform.verify_ledger();
}

/// What the provider says of a message.
async fn receipt(platform: &Platform, message: MessageId, campaign: CampaignId, status: &str) {
    let secret = platform.database.sql("SELECT secret FROM provider WHERE name = 'sandbox'");
    let address = &platform.server.address;
    let url = format!("{address}/api/v1/providers/sandbox/{secret}/receipts?attempt=1&campaign={campaign}");
    let body = json!({ "reference": message.to_string(), "status": status });
    let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 204, "{}", answer.text().await.unwrap());
}

async fn a_late_receipt_is_no_news(database: Database) {
    // Nothing is waited for.
    let platform = Platform::with(database, &[("CHAPPE_RECEIPT_HOURS", "0")]);
    let bakery = platform.account("bakery", 10).await;
    // The sandbox sends no receipt for this number.
    let campaign = bakery.create_campaign(&to_numbers(["+33799999921"], "Silence")).await.unwrap().id;
    let finished = bakery.wait_until_finished(campaign).await;
    assert_eq!((finished.totals.sent, wait_for_notices(&bakery, 1).await.len()), (1, 1));
    platform.verify_counters();
    let message = bakery.campaign_messages(campaign).await.remove(0).id;
    receipt(&platform, message, campaign, "received").await;
    let heard = bakery.campaign(campaign).await;
    assert_eq!((heard.status, heard.totals.received), (CampaignStatus::Finished, 1));
    platform.verify_counters();
    assert_eq!(notices(&bakery).await.len(), 1, "it was told once");
}

async fn a_late_campaign_waits_for_a_word(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_millis()).unwrap();
    let tomorrow = Some(openapi::Time::from_millis(now + 24 * 3600 * 1000));
    let program = async |number: &str| {
        let asked = openapi::campaigns::NewCampaign { send_at: tomorrow, ..to_numbers([number], "In the afternoon") };
        bakery.create_campaign(&asked).await.unwrap().id
    };
    let (late, in_time) = (program("+33612345601").await, program("+33612345602").await);
    // The platform is down while their hours pass.
    platform.server.kill();
    for (id, minutes) in [(late, 61), (in_time, 59)] {
        let at = now - minutes * 60_000;
        platform.database.sql(&format!("UPDATE campaign SET send_at = {at} WHERE id = {id}"));
        platform.database.sql(&format!("UPDATE job SET due_at = {at} WHERE subject_id = {id}"));
    }
    platform.server.start_again();
    bakery.wait_until_finished(in_time).await;
    let held = bakery.wait_for_campaign(late, |campaign| campaign.status == CampaignStatus::Paused).await;
    assert_eq!((held.held, held.totals.recipients), (Some(openapi::campaigns::Held::Late), 0));
    let told = wait_for_notices(&bakery, 2).await;
    assert!(told.iter().any(|notice| (notice.kind, notice.campaign_id) == (NoticeKind::Late, late)), "{told:?}");
    bakery.resume(late).await.unwrap();
    let finished = bakery.wait_until_finished(late).await;
    assert_eq!((finished.held, finished.totals.received), (None, 1));
    platform.verify_ledger();
}

/// Campaigns of these numbers, held since their hour passed two hours ago.
async fn held<const COUNT: usize>(platform: &Platform, client: &Client, numbers: [&str; COUNT]) -> [CampaignId; COUNT] {
    let mut held = Vec::new();
    for number in numbers {
        let send_at = Some("2099-01-01T10:00:00Z".parse().unwrap());
        let asked = openapi::campaigns::NewCampaign { send_at, ..to_numbers([number], "In the afternoon") };
        held.push(client.create_campaign(&asked).await.unwrap().id);
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let past = i64::try_from(now.as_millis()).unwrap() - 2 * 3600 * 1000;
    platform.database.sql(&format!("UPDATE campaign SET send_at = {past}"));
    platform.database.sql(&format!("UPDATE job SET due_at = {past}"));
    for id in &held {
        client.wait_for_campaign(*id, |campaign| campaign.status == CampaignStatus::Paused).await;
    }
    held.try_into().unwrap()
}

async fn a_late_campaign_is_changed_or_deleted(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let [moved, deleted, sent] = held(&platform, &bakery, ["+33612345601", "+33612345602", "+33612345603"]).await;
    let path = |id: CampaignId| format!("/campaigns/{id}");
    let shown = bakery.campaign(moved).await;
    assert_eq!(shown.recipients.unwrap().numbers, ["+33612345601"], "whom it would go to is shown");
    let estimate: openapi::campaigns::Estimate = bakery.act(&format!("/campaigns/{moved}/estimate")).await.unwrap();
    assert_eq!((estimate.recipients, estimate.credits), (1, Credits::whole(1)));
    // Changed, it is still held; only another date programs it again.
    let change = json!({ "text": "Tomorrow then", "recipients": { "numbers": ["+33612345604"] } });
    let changed: openapi::campaigns::Campaign = bakery.patch(&path(moved), &change).await.unwrap();
    assert_eq!((changed.status, changed.text.as_str()), (CampaignStatus::Paused, "Tomorrow then"));
    for date in [json!(null), json!("2020-01-01T10:00:00Z")] {
        let refused = bakery.patch::<Value>(&path(moved), &json!({ "send_at": date })).await.unwrap_err();
        assert_eq!(refused.fields(), ["send_at"]);
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let soon = openapi::Time::from_millis(i64::try_from(now.as_millis()).unwrap() + 2_000);
    let again: openapi::campaigns::Campaign = bakery.patch(&path(moved), &json!({ "send_at": soon })).await.unwrap();
    assert_eq!((again.status, again.held, again.launched_at), (CampaignStatus::Programmed, None, None));
    let finished = bakery.wait_until_finished(moved).await;
    assert_eq!(finished.totals.received, 1);
    let messages = bakery.campaign_messages(moved).await;
    assert_eq!(messages[0].to.to_string(), "+33612345604");

    bakery.delete(&path(deleted)).await.unwrap();
    assert_eq!(bakery.get::<Value>(&path(deleted)).await.unwrap_err().status, 404);
    // One that has messages is under way.
    bakery.resume(sent).await.unwrap();
    bakery.wait_until_finished(sent).await;
    assert_eq!(bakery.patch::<Value>(&path(sent), &json!({ "text": "Late" })).await.unwrap_err().status, 409);
    assert_eq!(bakery.messages().await.len(), 2);
    platform.verify_ledger();
    platform.verify_counters();
}

async fn what_was_only_tried_is_no_news(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let key = bakery.make_key(&[Scope::Read, Scope::Send], KeyMode::Test).await;
    let tester = bakery.with_key(&key.secret);
    let campaign = tester.create_campaign(&to_numbers(["+33612345601"], "Only a trial")).await.unwrap();
    tester.wait_until_finished(campaign.id).await;
    tester.send("+33612345602", "Only a trial").await.unwrap();
    assert!(notices(&bakery).await.is_empty());
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM sending_quarter"), "0");
    platform.verify_counters();
}
