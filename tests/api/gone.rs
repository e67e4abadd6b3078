//! What is deleted under a campaign, or with it, while it is written, priced and launched.

use openapi::ContactId;
use openapi::campaigns::{CampaignStatus, Estimate, EstimateWarning, NewCampaign, Recipients};
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{new_campaign, to_numbers};
use tests::{Database, Platform};

tests::on_both!(an_estimate_and_a_launch_know_who_is_gone, one_that_is_deleted_has_no_estimate);

async fn an_estimate_and_a_launch_know_who_is_gone(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let [stays, goes] = [client.add_group("Stays").await.unwrap().id, client.add_group("Goes").await.unwrap().id];
    let zoe = client.add_contact("+33612345601", "Zoé").await.unwrap().id;
    let draft = async |recipients: Recipients| {
        let draft = NewCampaign { draft: true, ..new_campaign(recipients, "Hello, call 01 42 68 53 00") };
        client.create_campaign(&draft).await.unwrap().id
    };
    let gone = async |id| {
        let estimate: Estimate = client.act(&format!("/campaigns/{id}/estimate")).await.unwrap();
        estimate.warnings.contains(&EstimateWarning::GoneRecipients)
    };
    let some = draft(Recipients { groups: vec![goes, stays], ..Recipients::default() }).await;
    let typed =
        draft(Recipients { numbers: vec!["+33612345602".to_owned()], groups: vec![goes], ..Recipients::default() })
            .await;
    let all = draft(Recipients { contacts: vec![zoe], groups: vec![goes], ..Recipients::default() }).await;
    let empty = draft(Recipients { groups: vec![stays], ..Recipients::default() }).await;
    for id in [some, typed, all, empty] {
        assert!(!gone(id).await);
    }
    client.delete(&format!("/groups/{goes}")).await.unwrap();
    assert!(gone(some).await && gone(typed).await && gone(all).await && !gone(empty).await);
    client.delete(&format!("/contacts/{zoe}")).await.unwrap();
    let refused = client.launch(all).await.unwrap_err();
    assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["recipients"], "gone"));
    assert_eq!(client.campaign(all).await.status, CampaignStatus::Draft);
    for (id, recipients) in [(some, 0), (typed, 1), (empty, 0)] {
        client.launch(id).await.unwrap();
        assert_eq!(client.wait_until_finished(id).await.totals.recipients, recipients);
    }
    // Many of one kind share a row: all of them are looked at.
    let numbers = (0..3).map(|n| format!("061234561{n}")).collect::<Vec<_>>().join("\n");
    client.import_csv(&format!("mobile\n{numbers}\n"), "Many").await;
    let people: Vec<ContactId> = client.contacts().await.into_iter().map(|contact| contact.id).collect();
    assert_eq!(people.len(), 3);
    let [left, none] = [draft(Recipients { contacts: people.clone(), ..Recipients::default() }).await, all];
    for id in &people[..2] {
        client.delete(&format!("/contacts/{id}")).await.unwrap();
    }
    assert!(gone(left).await && gone(none).await);
    client.launch(left).await.unwrap();
    assert_eq!(client.wait_until_finished(left).await.totals.recipients, 1);
}

async fn one_that_is_deleted_has_no_estimate(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let numbers: Vec<String> = (0..50_000).map(|n| format!("+33612{n:06}")).collect();
    let asked = NewCampaign { draft: true, ..to_numbers(numbers, "Hello") };
    // Twenty-four slices are priced behind the first word of progress, and one row deleted; where the machine does it in the
    // other order all the same, it is done again.
    for _ in 0..10 {
        let draft = client.create_campaign(&asked).await.unwrap().id;
        let path = format!("/campaigns/{draft}/estimate");
        let mut answer =
            client.request(Method::POST, &path).header("Accept", "text/event-stream").send().await.unwrap();
        let mut told = answer.chunk().await.unwrap().unwrap().to_vec();
        client.delete(&format!("/campaigns/{draft}")).await.unwrap();
        while let Some(more) = answer.chunk().await.unwrap() {
            told.extend(more);
        }
        let told = String::from_utf8(told).unwrap();
        let (name, data) = told.trim_end().rsplit_once("event: ").unwrap().1.split_once("\ndata: ").unwrap();
        let data: Value = serde_json::from_str(data).unwrap();
        if name == "problem" {
            assert_eq!((&data["status"], &data["code"]), (&json!(404), &json!("not_found")));
            return;
        }
        assert_eq!((name, &data["credits"]), ("estimate", &json!("50000")));
    }
    panic!("no estimate took longer than a deletion");
}
