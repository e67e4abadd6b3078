//! Drafts: they save themselves, in two tabs at once, whatever is pasted into them; and are launched once.

use std::time::Instant;

use openapi::campaigns::{Campaign, CampaignStatus, Estimate, Kind, Language, NewCampaign, Purpose, Recipients};
use openapi::messages::{Message, MessageStatus};
use openapi::platform::Platform as About;
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{new_campaign, to_group, to_numbers};
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    every_field_is_changed_and_cleared,
    two_tabs_write_one_draft,
    two_tabs_launch_once,
    a_programmed_one_is_edited_until_it_leaves,
    the_words_on_how_to_stop_are_counted,
    without_words_on_how_to_stop_none_are_added,
    a_test_goes_to_ones_own_mobile,
    a_file_of_numbers_is_sent_to_in_one_go,
    a_hundred_thousand_numbers_are_pasted,
    hard_texts_arrive_as_they_were_written,
    what_changes_between_estimate_and_launch,
    an_account_that_is_disabled_sends_nothing,
);

fn draft(numbers: &[&str], text: &str) -> NewCampaign {
    NewCampaign { draft: true, ..to_numbers(numbers.iter().copied(), text) }
}

async fn change(client: &Client, campaign: &Campaign, change: Value) -> Result<Campaign, Refused> {
    client.patch(&format!("/campaigns/{}", campaign.id), &change).await
}

async fn launch_version(client: &Client, campaign: &Campaign, version: i64) -> Result<Campaign, Refused> {
    client.post(&format!("/campaigns/{}/launch", campaign.id), &json!({ "version": version })).await
}

async fn every_field_is_changed_and_cleared(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let group = client.add_group("Clients").await.unwrap();
    let new = client.create_campaign(&draft(&[], "")).await.unwrap();
    assert_eq!((new.version, new.status, new.name.as_str()), (1, CampaignStatus::Draft, ""));
    let date = "2099-12-24T08:00:00.000Z";
    let all = json!({
        "kind": "voice", "purpose": "transactional", "text": "Bonjour $prenom", "sender": "FOURNIL", "stop_mention": true,
        "language": "en", "recipients": { "numbers": ["06 12 34 56 01"], "groups": [group.id] }, "send_at": date, "version": 1,
    });
    let full = change(&client, &new, all.clone()).await.unwrap();
    assert_eq!((full.version, full.kind, full.purpose), (2, Kind::Voice, Purpose::Transactional));
    assert_eq!((full.sender.as_deref(), full.stop_mention, full.language), (Some("FOURNIL"), true, Some(Language::En)));
    assert_eq!((full.name.as_str(), full.send_at.unwrap().to_string().as_str()), ("Bonjour $prenom", date));
    let recipients = full.recipients.clone().unwrap();
    assert_eq!((recipients.numbers, recipients.groups), (vec!["+33612345601".to_owned()], vec![group.id]));
    // The same once more is nothing new; without a version nobody is asked for it.
    let mut same = all;
    same["version"] = json!(2);
    assert_eq!(change(&client, &new, same).await.unwrap().version, 2);
    assert_eq!(change(&client, &new, json!({})).await.unwrap().version, 2);
    // A name that was made of the text follows it; one's own stays.
    assert_eq!(change(&client, &new, json!({ "text": "Bonsoir" })).await.unwrap().name, "Bonsoir");
    assert_eq!(change(&client, &new, json!({ "name": "Noël" })).await.unwrap().name, "Noël");
    assert_eq!(change(&client, &new, json!({ "text": "Salut" })).await.unwrap().name, "Noël");
    let clear = json!({ "sender": null, "language": null, "send_at": null, "name": "", "stop_mention": false, "recipients": {}, "text": "" });
    let empty = change(&client, &new, clear).await.unwrap();
    assert_eq!((empty.sender, empty.language, empty.send_at, empty.stop_mention), (None, None, None, false));
    assert_eq!((empty.name.as_str(), empty.text.as_str(), empty.version), ("", "", 6));
    assert_eq!(empty.recipients, Some(Recipients::default()));
    for (wrong, field) in [
        (json!({ "sender": "12345" }), "sender"),
        (json!({ "text": "\0" }), "text"),
        (json!({ "text": "x".repeat(1_601) }), "text"),
        (json!({ "send_at": "2020-01-01T00:00:00Z" }), "send_at"),
        (json!({ "name": "x".repeat(101) }), "name"),
        (json!({ "recipients": { "numbers": ["12"] } }), "recipients.numbers[0]"),
        (json!({ "recipients": { "groups": ["4711"] } }), "recipients.groups[0]"),
        (json!({ "language": "tlh" }), "language"),
        (json!({ "launched_at": null }), "launched_at"),
    ] {
        assert_eq!(change(&client, &new, wrong).await.unwrap_err().fields(), [field]);
    }
    assert_eq!(client.launch(new.id).await.unwrap_err().fields(), ["text"]);
    change(&client, &new, json!({ "text": "Bonjour" })).await.unwrap();
    assert_eq!(client.launch(new.id).await.unwrap_err().fields(), ["recipients"]);
    // A copy has it all, and a life of its own.
    let voice = json!({ "kind": "voice", "language": "it", "stop_mention": true });
    change(&client, &new, voice).await.unwrap();
    let copy: Campaign = client.act(&format!("/campaigns/{}/copy", new.id)).await.unwrap();
    assert_eq!((copy.kind, copy.language, copy.stop_mention, copy.version), (Kind::Voice, Some(Language::It), true, 1));
}

async fn two_tabs_write_one_draft(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let new = client.create_campaign(&draft(&["+33612345601"], "One")).await.unwrap();
    let first = change(&client, &new, json!({ "text": "Two", "version": 1 })).await.unwrap();
    let late = change(&client, &new, json!({ "text": "Three", "version": 1 })).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict);
    assert!(late.problem.detail.unwrap().contains("changed elsewhere"));
    assert_eq!(launch_version(&client, &new, 1).await.unwrap_err().code(), ProblemCode::Conflict);
    assert_eq!(client.campaign(new.id).await.text, "Two");
    // Of many at once, each with the version it has read, one is right.
    let tries = (0..8).map(|n| {
        let (client, campaign) = (client.clone(), new.clone());
        tokio::spawn(
            async move { change(&client, &campaign, json!({ "text": format!("Tab {n}"), "version": 2 })).await },
        )
    });
    let mut won = Vec::new();
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            Ok(campaign) => won.push(campaign.text),
            Err(refused) => assert_eq!(refused.code(), ProblemCode::Conflict),
        }
    }
    assert_eq!(won, [client.campaign(new.id).await.text], "{first:?}");
    assert!(launch_version(&client, &new, 3).await.is_ok());
}

async fn two_tabs_launch_once(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let new = client.create_campaign(&draft(&["+33612345601", "+33612345602"], "Once")).await.unwrap();
    let tries = (0..6).map(|_| {
        let (client, id) = (client.clone(), new.id);
        tokio::spawn(async move { client.launch(id).await })
    });
    let mut won = 0;
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            Ok(_) => won += 1,
            Err(refused) => {
                assert_eq!(refused.code(), ProblemCode::Conflict);
                assert!(refused.problem.detail.unwrap().contains("launched"));
            }
        }
    }
    let ended = client.wait_until_finished(new.id).await;
    assert_eq!((won, ended.totals.recipients, client.messages().await.len()), (1, 2, 2));
    assert_eq!(client.balance().await, Credits::whole(8));
    assert_eq!(change(&client, &new, json!({ "text": "Late" })).await.unwrap_err().code(), ProblemCode::Conflict);
}

async fn a_programmed_one_is_edited_until_it_leaves(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let later =
        NewCampaign { send_at: Some("2099-01-01T10:00:00Z".parse().unwrap()), ..to_numbers(["+33612345601"], "Soon") };
    let later = client.create_campaign(&later).await.unwrap();
    assert_eq!(later.status, CampaignStatus::Programmed);
    for (wrong, field) in [
        (json!({ "send_at": null }), "send_at"),
        (json!({ "text": " " }), "text"),
        (json!({ "recipients": {} }), "recipients"),
    ] {
        assert_eq!(change(&client, &later, wrong).await.unwrap_err().fields(), [field]);
    }
    let changed = json!({ "text": "Sooner", "sender": "FOURNIL", "recipients": { "numbers": ["+33612345602"] } });
    assert_eq!(change(&client, &later, changed).await.unwrap().sender.as_deref(), Some("FOURNIL"));
    // Its launch is under way, though it does not say so yet: whoever moves the date now is told.
    let hold =
        format!("UPDATE job SET status = 'running', lease_until = 9000000000000 WHERE subject_id = {}", later.id);
    platform.database.sql(&hold);
    let moved = change(&client, &later, json!({ "send_at": "2099-02-01T10:00:00Z" })).await.unwrap_err();
    assert_eq!(moved.code(), ProblemCode::Conflict);
    assert_eq!(client.campaign(later.id).await.send_at, later.send_at);
    platform
        .database
        .sql(&format!("UPDATE job SET status = 'queued', lease_until = 0 WHERE subject_id = {}", later.id));
    let soon = openapi::Time::from_millis(now() + 1_500);
    change(&client, &later, json!({ "send_at": soon })).await.unwrap();
    client.wait_until_finished(later.id).await;
    let messages = client.campaign_messages(later.id).await;
    assert_eq!(messages.iter().map(|one| one.to.to_string()).collect::<Vec<_>>(), ["+33612345602"]);
    assert_eq!(client.message(messages[0].id).await.text.as_deref(), Some("Sooner"));
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

async fn the_words_on_how_to_stop_are_counted(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let mention = client.get::<About>("/platform").await.unwrap().stop_mention.unwrap();
    let text = "x".repeat(155);
    let one = NewCampaign { sender: Some("FOURNIL".to_owned()), ..draft(&["+33612345601"], &text) };
    assert_eq!(client.estimate(&one).await.unwrap().credits, Credits::whole(1));
    let told = NewCampaign { stop_mention: true, ..one };
    let estimate = client.estimate(&told).await.unwrap();
    assert_eq!(estimate.credits, Credits::whole(2), "eleven characters more make two parts");
    let sent = client.create_campaign(&told).await.unwrap();
    client.launch(sent.id).await.unwrap();
    let ended = client.wait_until_finished(sent.id).await;
    assert_eq!(
        (ended.credits.charged, ended.text.as_str(), ended.stop_mention),
        (estimate.credits, text.as_str(), true)
    );
    let message = client.message(client.campaign_messages(sent.id).await[0].id).await;
    assert_eq!(message.text.as_deref(), Some(format!("{text}\n{mention}").as_str()));
    assert_eq!(message.text, Some(sms::with_stop_mention(&text, &mention)), "what the browser shows");
}

async fn without_words_on_how_to_stop_none_are_added(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_STOP_MENTION", "")]);
    let client = platform.account("bakery", 10).await;
    assert_eq!(client.get::<About>("/platform").await.unwrap().stop_mention, None);
    let asked = NewCampaign { stop_mention: true, ..draft(&["+33612345601"], "Hello") };
    assert_eq!(client.create_campaign(&asked).await.unwrap_err().fields(), ["stop_mention"]);
    assert_eq!(client.estimate(&asked).await.unwrap_err().problem.errors[0].code, "not_offered");
    let new = client.create_campaign(&NewCampaign { stop_mention: false, ..asked }).await.unwrap();
    assert_eq!(change(&client, &new, json!({ "stop_mention": true })).await.unwrap_err().fields(), ["stop_mention"]);
}

async fn a_test_goes_to_ones_own_mobile(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 2).await;
    let contact = client.add_contact("+33612345699", "Zoé").await.unwrap();
    let body = json!({ "text": "Bonjour $prenom, 5 €", "contact": contact.id, "stop_mention": true });
    let send = async |body: &Value, key: &str| {
        let request = client.request(Method::POST, "/campaigns/test").header("Idempotency-Key", key).json(body);
        client.send_request::<Message>(request).await
    };
    assert_eq!(send(&body, "a").await.unwrap_err().code(), ProblemCode::Uncertified);
    platform
        .database
        .sql("UPDATE account SET mobile = 33612345601, mobile_certified_at = 1 WHERE public_id = 'bakery'");
    let sent = send(&body, "a").await.unwrap();
    let again = send(&body, "a").await.unwrap();
    assert_eq!((sent.id, sent.to.to_string().as_str(), sent.credits), (again.id, "+33612345601", Credits::whole(1)));
    let shown = client.wait_for_message(sent.id, MessageStatus::Received).await;
    assert_eq!(shown.text.as_deref(), Some("Bonjour Zoé, 5 €\nSTOP 36179"));
    let nobody = send(&json!({ "text": "Bonjour $prenom, à samedi" }), "b").await.unwrap();
    assert_eq!(nobody.text.as_deref(), Some("Bonjour, à samedi"));
    assert_eq!(send(&json!({ "text": "Hello" }), "c").await.unwrap_err().code(), ProblemCode::InsufficientCredit);
    for (wrong, field) in [
        (json!({ "text": "" }), "text"),
        (json!({ "text": "$prenom" }), "text"),
        (json!({ "text": "Hello", "sender": "1" }), "sender"),
        (json!({ "text": "Hello", "contact": "4711" }), "contact"),
        (json!({ "text": "Hello $stop" }), "text"),
    ] {
        assert_eq!(send(&wrong, "d").await.unwrap_err().fields(), [field], "{wrong}");
    }
    platform.verify_ledger();
}

/// What the page does: a file, its numbers into a group, a draft to that group, the launch.
async fn a_file_of_numbers_is_sent_to_in_one_go(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 1_000).await;
    let lines: String = (0..500).map(|n| format!("06123{n:05}\n")).collect();
    let job = client.import_csv(&format!("mobile\n{lines}0612300001\nnobody\n"), "Saturday").await;
    assert_eq!(job.status, openapi::jobs::JobStatus::Done);
    let group = client.groups().await.into_iter().find(|group| group.name == "Saturday").unwrap();
    let sent = client.create_campaign(&to_group(group.id, "À samedi")).await.unwrap();
    let ended = client.wait_until_finished(sent.id).await;
    assert_eq!((ended.totals.recipients, ended.totals.skipped, ended.credits.charged), (500, 0, Credits::whole(500)));
}

async fn a_hundred_thousand_numbers_are_pasted(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 1).await;
    let numbers: Vec<String> = (0..100_000).map(|n| format!("06 12 {n:06}")).collect();
    let many = |numbers: Vec<String>| new_campaign(Recipients { numbers, ..Recipients::default() }, "Hello");
    let began = Instant::now();
    let kept = client.create_campaign(&NewCampaign { draft: true, ..many(numbers.clone()) }).await.unwrap();
    let estimate: Estimate = client.act(&format!("/campaigns/{}/estimate", kept.id)).await.unwrap();
    println!("100 000 numbers kept and estimated in {:?}", began.elapsed());
    assert_eq!((estimate.recipients, estimate.missing), (100_000, Credits::whole(99_999)));
    // Saved again as it is, and with one line more.
    assert_eq!(change(&client, &kept, json!({ "recipients": { "numbers": numbers } })).await.unwrap().version, 1);
    let more: Vec<String> = numbers.iter().cloned().chain(["0712345678".to_owned()]).collect();
    let refused = change(&client, &kept, json!({ "recipients": { "numbers": more } })).await.unwrap_err();
    assert_eq!((refused.fields(), refused.problem.errors[0].code.as_str()), (vec!["recipients.numbers"], "too_many"));
    // A pasted column of names: a hundred of them are named, not all.
    let names: Vec<String> = (0..50_000).map(|n| format!("Zoé {n}")).collect();
    let refused = client.estimate(&many(names)).await.unwrap_err();
    assert_eq!((refused.problem.errors.len(), refused.problem.errors[99].code.as_str()), (100, "not_a_number"));
}

async fn hard_texts_arrive_as_they_were_written(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 100).await;
    for (n, text) in [
        "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇫🇷 1️⃣",
        "שלום עולם، مرحبا بالعالم \u{202b}RTL\u{202c}",
        "$$nom ${ $ {nom} $5 5$ ${|} ${nom",
        "e\u{301}te\u{301} 𝗴𝗿𝗮𝘀",
    ]
    .into_iter()
    .enumerate()
    {
        let number = format!("+3361234560{n}");
        let campaign = draft(&[&number], text);
        let kept = client.create_campaign(&campaign).await.unwrap();
        assert_eq!(client.campaign(kept.id).await.text, text, "a draft is kept to the letter");
        let estimate = client.estimate(&campaign).await.unwrap();
        client.launch(kept.id).await.unwrap();
        let ended = client.wait_until_finished(kept.id).await;
        assert_eq!((ended.totals.received, ended.credits.charged), (1, estimate.credits), "{text}");
        let composed = sms::compose(&sms::Template::parse(text), &sms::Fields::default());
        let handset = platform.sandbox().handset(number.parse().unwrap()).await;
        assert_eq!(handset.messages[0].text, composed, "what the browser showed is on the phone");
    }
    for text in ["\0", "Hello\0", &"😀".repeat(400)] {
        assert_eq!(client.create_campaign(&draft(&["+33612345601"], text)).await.unwrap_err().fields(), ["text"]);
    }
}

async fn what_changes_between_estimate_and_launch(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 100).await;
    let group = client.add_group("Clients").await.unwrap();
    let contact = client.add_contact("+33612345601", "Zoé").await.unwrap();
    let gone = client.add_contact("+33612345602", "Léo").await.unwrap();
    let ids = json!({ "ids": [contact.id, gone.id] });
    client.post::<Value>(&format!("/groups/{}/contacts", group.id), &ids).await.unwrap();
    let recipients = Recipients {
        numbers: vec!["+33612345609".to_owned()],
        contacts: vec![gone.id],
        groups: vec![group.id],
        campaign: None,
    };
    let new = NewCampaign { draft: true, ..new_campaign(recipients.clone(), "Bonjour $prenom") };
    let new = client.create_campaign(&new).await.unwrap();
    let estimate: Estimate = client.act(&format!("/campaigns/{}/estimate", new.id)).await.unwrap();
    assert_eq!(estimate.credits, Credits::whole(3));
    // One is edited, one deleted, one says stop: what is sent is what is true at the launch.
    client
        .patch::<Value>(&format!("/contacts/{}", contact.id), &json!({ "first_name": "😀".repeat(40) }))
        .await
        .unwrap();
    client.delete(&format!("/contacts/{}", gone.id)).await.unwrap();
    client.post::<Value>("/blacklist", &json!({ "numbers": ["+33612345609"] })).await.unwrap();
    client.launch(new.id).await.unwrap();
    let ended = client.wait_until_finished(new.id).await;
    assert_eq!((ended.totals.recipients, ended.totals.received, ended.totals.skipped), (2, 1, 1));
    assert_eq!((ended.credits.charged, ended.skipped_reasons.get("blacklisted")), (Credits::whole(2), Some(&1)));
    assert_eq!(ended.estimate.unwrap().estimate.credits, Credits::whole(3), "both are shown, and differ");
    // Its group is gone: it is not launched for nobody, and a change that still names it is told.
    let lost = NewCampaign { draft: true, ..to_group(group.id, "Bonjour") };
    let lost = client.create_campaign(&lost).await.unwrap();
    client.delete(&format!("/groups/{}", group.id)).await.unwrap();
    let estimate: Estimate = client.act(&format!("/campaigns/{}/estimate", lost.id)).await.unwrap();
    assert_eq!((estimate.recipients, estimate.credits), (0, Credits::ZERO));
    assert!(change(&client, &lost, json!({ "text": "Bonsoir" })).await.is_ok(), "the rest of it is saved");
    let again = change(&client, &lost, json!({ "recipients": recipients })).await.unwrap_err();
    // The group it holds already; the contact it does not.
    assert_eq!(again.fields(), ["recipients.contacts[0]"]);
    assert_eq!(again.problem.errors[0].message, "this contact was deleted");
    let same = client.campaign(lost.id).await.recipients.unwrap();
    assert_eq!(same.groups, [group.id]);
    let kept = json!({ "text": "Bonne nuit", "recipients": same });
    assert!(change(&client, &lost, kept).await.is_ok(), "what a page shows can be saved again");
    let fresh =
        client.create_campaign(&NewCampaign { draft: true, ..to_group(group.id, "Bonjour") }).await.unwrap_err();
    assert_eq!(
        (fresh.fields(), fresh.problem.errors[0].message.as_str()),
        (vec!["recipients.groups[0]"], "this group was deleted")
    );
    assert_eq!(client.launch(lost.id).await.unwrap_err().fields(), ["recipients"]);
    assert_eq!(client.campaign(lost.id).await.status, CampaignStatus::Draft);
    // The same of an earlier campaign that left the list.
    let once_more: Campaign =
        client.post(&format!("/campaigns/{}/resend", new.id), &json!({ "who": "silent" })).await.unwrap();
    client.delete(&format!("/campaigns/{}", new.id)).await.unwrap();
    let kept = json!({ "text": "Bonne nuit", "recipients": client.campaign(once_more.id).await.recipients });
    assert!(change(&client, &once_more, kept).await.is_ok());
}

async fn an_account_that_is_disabled_sends_nothing(database: Database) {
    let platform = Platform::start(database);
    let client = platform.account("bakery", 10).await;
    let new = client.create_campaign(&draft(&["+33612345601"], "Hello")).await.unwrap();
    let soon = Some(openapi::Time::from_millis(now() + 2_500));
    let later = NewCampaign { send_at: soon, ..to_numbers(["+33612345602"], "Later") };
    let later = client.create_campaign(&later).await.unwrap();
    platform.database.sql("UPDATE account SET disabled_at = 1 WHERE public_id = 'bakery'");
    assert_eq!(client.launch(new.id).await.unwrap_err().code(), ProblemCode::AccountDisabled);
    let refused = change(&client, &new, json!({ "text": "Hi" })).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::AccountDisabled);
    // Its hour comes and nothing leaves, until the operator has it back.
    let status = format!("SELECT status FROM campaign WHERE id = {}", later.id);
    tokio::time::sleep(std::time::Duration::from_millis(4_000)).await;
    assert_eq!(platform.database.sql(&status), "programmed");
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM message WHERE status > 0"), "0");
    platform.database.sql("UPDATE account SET disabled_at = NULL WHERE public_id = 'bakery'");
    let ended = client.wait_until_finished(later.id).await;
    assert_eq!((ended.totals.received, ended.credits.charged), (1, Credits::whole(1)));
}
