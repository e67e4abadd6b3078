//! The main job from end to end: open an account, import contacts, write to them, see each message arrive.

use openapi::campaigns::{CampaignPage, CampaignStatus, NewCampaign, Recipients};
use openapi::credits::{MovementKind, MovementPage};
use openapi::imports::ImportResult;
use openapi::jobs::JobStatus;
use openapi::messages::MessageStatus;
use openapi::replies::ReplyPage;
use openapi::{CampaignId, Credits};
use serde_json::json;
use tests::client::new_campaign;
use tests::letters::Letters;
use tests::{Client, Database, Platform};

tests::on_both!(
    from_the_sign_up_to_the_phones,
    a_single_message,
    a_reply_finds_its_message,
    stop_is_obeyed_at_once,
    campaigns_are_in_three_lists
);

const PASSWORD: &str = "boulangerie du coin";
const CSV: &str = "Nom;Prénom;Mobile\nMartin;Zoé;06 12 34 56 01\nDurand;Émile;0612345602\nPetit;Anaïs;+33612345603\n";

async fn from_the_sign_up_to_the_phones(database: Database) {
    let platform = Platform::start(database);
    let mut bakery = platform.stranger();
    bakery.sign_up("bakery", PASSWORD).await.unwrap();
    let welcome = Letters::of(&platform.database).wait_for("bakery@example.org", 1).await;
    bakery.post::<()>("/accounts/confirmations", &json!({ "token": welcome.token() })).await.unwrap();
    bakery.sign_in("bakery", PASSWORD).await.unwrap();
    assert_eq!(bakery.balance().await, Credits::ZERO);
    platform.chappe(&["admin", "credit", "bakery", "100"]);
    assert_eq!(bakery.balance().await, Credits::whole(100));

    let job = bakery.import_csv(CSV, "Regulars").await;
    assert_eq!(job.status, JobStatus::Done);
    let result: ImportResult = serde_json::from_value(job.result.unwrap()).unwrap();
    assert_eq!((result.rows, result.new, result.invalid), (3, 3, 0));
    let group = bakery.groups().await.remove(0);
    assert_eq!((group.name.as_str(), group.contacts), ("Regulars", 3));

    // Somebody of the group is typed as well: served once, charged once.
    let recipients = Recipients {
        numbers: vec!["06 12 34 56 01".to_owned(), "+33612345699".to_owned()],
        groups: vec![group.id],
        ..Recipients::default()
    };
    let campaign = new_campaign(recipients, "Bonjour $prenom, à samedi !");
    let estimate = bakery.estimate(&campaign).await.unwrap();
    assert_eq!(estimate.credits, Credits::whole(4));
    assert_eq!(estimate.missing, Credits::ZERO);
    assert_eq!(estimate.balance_after, Credits::whole(96));

    let launched = bakery.create_campaign(&campaign).await.unwrap();
    let campaign = bakery.wait_until_finished(launched.id).await;
    let totals = campaign.totals;
    assert_eq!((totals.received, totals.queued, totals.uncertain, totals.failed), (4, 0, 0, 0), "{totals:?}");
    assert_eq!(totals.recipients, 4 + totals.skipped);
    assert_eq!(campaign.status, CampaignStatus::Finished);
    assert_eq!(campaign.credits.charged, Credits::whole(4));
    assert_eq!(campaign.credits.estimated, Credits::whole(4));

    let phone = platform.sandbox().handset("+33612345601".parse().unwrap()).await;
    let texts: Vec<&str> = phone.messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, ["Bonjour Zoé, à samedi !"]);
    for message in bakery.campaign_messages(campaign.id).await {
        if message.status == MessageStatus::Received {
            assert!(message.sent_at.is_some() && message.received_at.is_some(), "{message:?}");
        }
    }
    the_books_are_right(&platform, &bakery).await;
}

async fn the_books_are_right(platform: &Platform, bakery: &Client) {
    assert_eq!(bakery.balance().await, Credits::whole(96));
    let movements: MovementPage = bakery.get("/movements").await.unwrap();
    let kinds: Vec<MovementKind> = movements.items.iter().map(|movement| movement.kind).collect();
    assert!(kinds.contains(&MovementKind::Grant) && kinds.contains(&MovementKind::Sending), "{kinds:?}");
    let sum: Credits = movements.items.iter().map(|movement| movement.credits).sum();
    assert_eq!(sum, Credits::whole(96));
    platform.verify_ledger();
}

async fn a_single_message(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let accepted = bakery.send("06 12 34 56 78", "Your code is 481516").await.unwrap();
    assert_eq!(accepted.to.to_string(), "+33612345678");
    assert_eq!((accepted.parts, accepted.credits), (1, Credits::whole(1)));
    bakery.wait_for_message(accepted.id, MessageStatus::Received).await;
    assert_eq!(bakery.balance().await, Credits::whole(9));
    assert_eq!(bakery.messages().await.len(), 1);
    platform.verify_ledger();
}

async fn a_reply_finds_its_message(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let message = bakery.send("+33612345678", "A table for two?").await.unwrap();
    bakery.wait_for_message(message.id, MessageStatus::Received).await;
    platform.sandbox().reply(message.to, "Yes, at eight").await;
    let reply = bakery
        .wait("the reply", async || {
            let page: ReplyPage = bakery.get("/replies").await.unwrap();
            page.items.into_iter().next().ok_or("no reply")
        })
        .await;
    assert_eq!((reply.from, reply.text.as_str()), (message.to, "Yes, at eight"));
    assert_eq!(reply.message_id, Some(message.id));
    assert!(!reply.stop);
}

async fn stop_is_obeyed_at_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let phone = "+33612345678";
    let message = bakery.send(phone, "Fresh bread!").await.unwrap();
    bakery.wait_for_message(message.id, MessageStatus::Received).await;
    platform.sandbox().reply(message.to, " stop ").await;
    bakery
        .wait("the STOP", async || {
            let page: ReplyPage = bakery.get("/replies").await.unwrap();
            page.items.into_iter().find(|reply| reply.stop).ok_or("no STOP")
        })
        .await;
    let campaign = bakery.create_campaign(&tests::client::to_numbers([phone], "More bread!")).await.unwrap();
    let campaign = bakery.wait_until_finished(campaign.id).await;
    assert_eq!(campaign.totals.skipped, 1);
    assert_eq!(campaign.skipped_reasons.get("blacklisted"), Some(&1));
    assert_eq!(campaign.credits.charged, Credits::ZERO);
    assert_eq!(platform.sandbox().handset(message.to).await.messages.len(), 1, "nothing followed the STOP");
}

async fn campaigns_are_in_three_lists(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let write = || tests::client::to_numbers(["+33612345678"], "Hello");
    let draft = bakery.create_campaign(&NewCampaign { draft: true, ..write() }).await.unwrap();
    let christmas = Some("2035-12-24T08:00:00Z".parse().unwrap());
    let programmed = bakery.create_campaign(&NewCampaign { send_at: christmas, ..write() }).await.unwrap();
    let sent = bakery.create_campaign(&write()).await.unwrap();
    bakery.wait_until_finished(sent.id).await;
    for (state, id) in [("draft", draft.id), ("programmed", programmed.id), ("sent", sent.id)] {
        let page: CampaignPage = bakery.get(&format!("/campaigns?state={state}")).await.unwrap();
        let ids: Vec<CampaignId> = page.items.iter().map(|campaign| campaign.id).collect();
        assert_eq!(ids, [id], "{state}");
    }
    let all: CampaignPage = bakery.get("/campaigns").await.unwrap();
    assert_eq!(all.items.len(), 3);
}
