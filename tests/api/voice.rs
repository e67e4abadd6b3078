//! Voice messages: read aloud, to fixed lines too, in a language; listened to, or not.

use openapi::campaigns::{Campaign, CampaignStatus, Kind, Language, NewCampaign};
use openapi::messages::{MessageStatus, NewMessage};
use openapi::{Credits, ProblemCode};
use serde_json::{Value, json};
use tests::client::{new_message, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(a_voice_campaign_is_listened_to_or_not, a_single_voice_message, what_is_too_long_to_listen_to);

fn voice(numbers: &[&str], text: &str) -> NewCampaign {
    NewCampaign { kind: Kind::Voice, ..to_numbers(numbers.iter().copied(), text) }
}

async fn calls(platform: &Platform, number: &str) -> Vec<Value> {
    let url = format!("{}/handsets/%2B{}", platform.sandbox().address, &number[1..]);
    let handset: Value = reqwest::get(url).await.unwrap().json().await.unwrap();
    handset["messages"].as_array().unwrap().clone()
}

async fn a_voice_campaign_is_listened_to_or_not(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 20).await;
    platform.withdraw("GB", Kind::Voice).await;
    let numbers = ["+33612345601", "+33142685301", "+33799999923", "+33799999924", "+447400123402"];
    let text = "La fournée de samedi coûte 5 €. Rappelez le 01 42 68 53 00.";
    let campaign = NewCampaign { stop_mention: true, ..voice(&numbers, text) };
    let estimate = client.estimate(&campaign).await.unwrap();
    assert_eq!(estimate.outcomes.get("no_rate"), Some(&1), "nobody reads aloud there");
    assert_eq!(estimate.credits.to_string(), "5.64");
    let sent = client.create_campaign(&campaign).await.unwrap();
    let ended = client.wait_until_finished(sent.id).await;
    assert_eq!((ended.totals.received, ended.totals.failed, ended.totals.skipped), (2, 2, 1));
    // The call was made: nobody to listen is no refusal.
    assert_eq!(ended.credits.charged, estimate.credits);
    let mut reasons: Vec<_> =
        client.campaign_messages(sent.id).await.into_iter().filter_map(|one| one.reason).collect();
    reasons.sort();
    assert_eq!(reasons, ["line_busy", "no_rate", "not_answered"]);
    let heard = calls(&platform, "+33142685301").await;
    assert_eq!(heard.len(), 1);
    // The euro stays one, nobody is told to text STOP, and a French account speaks French.
    assert_eq!((&heard[0]["text"], &heard[0]["call"]["language"]), (&json!(text), &json!("fr")));
    assert_eq!(heard[0]["call"]["seconds"], 4);

    let english = NewCampaign { language: Some(Language::En), draft: true, ..voice(&numbers[..1], "Hello") };
    let english = client.create_campaign(&english).await.unwrap();
    assert_eq!(english.language, Some(Language::En));
    client.launch(english.id).await.unwrap();
    client.wait_until_finished(english.id).await;
    assert_eq!(calls(&platform, numbers[0]).await[1]["call"]["language"], "en");
    // The same fates are none of a text's.
    let text = client.create_campaign(&to_numbers(["+33799999923", "+33799999924"], "Hello")).await.unwrap();
    assert_eq!(client.wait_until_finished(text.id).await.totals.received, 2);
    platform.verify_ledger();
}

async fn a_single_voice_message(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 2).await;
    let spoken =
        |to: &str| NewMessage {
            kind: Kind::Voice, language: Some(Language::De), ..new_message(to, "Guten Tag, 5 €")
        };
    let sent = client.post_message(&spoken("+33142685301")).await.unwrap();
    assert_eq!((sent.parts, sent.credits.to_string().as_str()), (1, "1.41"));
    client.wait_for_message(sent.id, MessageStatus::Received).await;
    let heard = calls(&platform, "+33142685301").await;
    assert_eq!((&heard[0]["text"], &heard[0]["call"]["language"]), (&json!("Guten Tag, 5 €"), &json!("de")));
    assert_eq!(client.post_message(&spoken("+33142685301")).await.unwrap_err().code(), ProblemCode::InsufficientCredit);
    assert_eq!(client.balance().await, Credits::from_ten_thousandths(5_900));
}

async fn refused(client: &Client, campaign: &NewCampaign) -> String {
    let refused = client.create_campaign(campaign).await.unwrap_err();
    assert_eq!(refused.fields(), ["text"]);
    refused.problem.errors[0].code.clone()
}

async fn what_is_too_long_to_listen_to(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 20).await;
    let number = ["+33612345601"];
    assert_eq!(refused(&client, &voice(&number, &"é".repeat(481))).await, "too_long");
    let most = voice(&number, &"é".repeat(480));
    assert_eq!(client.estimate(&most).await.unwrap().credits.to_string(), "4.23");
    // As a draft it is kept, and refused when it is to leave.
    let draft = NewCampaign { draft: true, ..voice(&number, &"é".repeat(500)) };
    let draft = client.create_campaign(&draft).await.unwrap();
    assert_eq!(client.launch(draft.id).await.unwrap_err().fields(), ["text"]);
    let path = format!("/campaigns/{}", draft.id);
    let shown: Campaign = client.patch(&path, &json!({ "kind": "pro" })).await.unwrap();
    assert_eq!((shown.kind, shown.version, shown.status), (Kind::Pro, 2, CampaignStatus::Draft));
    assert!(client.launch(draft.id).await.is_ok());
}
