//! What became of a campaign: totals that add up, drafts to those it did not reach, and an address book that learns from it.

use openapi::api_keys::{KeyMode, Scope};
use openapi::campaigns::{
    Campaign, CampaignRecipients, CampaignReport, CampaignStatus, NewCampaign, Recipients, Totals, Who,
};
use openapi::contacts::{Contact, JobStarted};
use openapi::jobs::JobStatus;
use openapi::messages::{Message, MessageStatus, Resolved};
use openapi::{CampaignId, Credits, JobId, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::client::{new_campaign, to_group, to_numbers};
use tests::{Client, Database, Platform, Sandbox};

tests::on_both!(
    totals_add_up_whatever_became_of_them,
    totals_add_up_half_way,
    a_silent_recipient_is_closed_and_still_heard,
    the_failed_and_the_silent_are_written_to_again,
    only_what_was_launched_can_be_sent_again,
    a_report_cleans_the_address_book,
    events_tell_until_the_end,
    a_race_has_one_winner,
);

async fn report(client: &Client, id: CampaignId) -> CampaignReport {
    client.get(&format!("/campaigns/{id}/report")).await.unwrap()
}

/// Compares a report of a campaign at rest with its totals and with its messages.
async fn adds_up(client: &Client, id: CampaignId) -> (CampaignReport, Totals) {
    let (report, campaign) = (report(client, id).await, client.campaign(id).await);
    let messages = client.campaign_messages(id).await;
    let totals = campaign.totals;
    let count = |meant: &dyn Fn(&Message) -> bool| messages.iter().filter(|one| meant(one)).count() as i64;
    assert_eq!(report.outcomes.values().sum::<i64>(), totals.recipients, "{:?}", report.outcomes);
    assert_eq!(messages.len() as i64, totals.recipients);
    for (word, total) in &report.outcomes {
        let of_word = |one: &Message| match one.status {
            MessageStatus::Skipped => one.reason.as_ref() == Some(word),
            status => serde_json::to_value(status).unwrap() == json!(word),
        };
        assert_eq!(*total, count(&of_word), "{word}");
    }
    let left = totals.recipients - totals.skipped;
    assert_eq!(report.countries.iter().map(|one| one.messages).sum::<i64>(), left);
    assert_eq!(report.parts.values().sum::<i64>(), left);
    let charged = report.countries.iter().fold(Credits::ZERO, |sum, one| sum + one.credits);
    assert_eq!(charged, campaign.credits.charged);
    assert_eq!(messages.iter().fold(Credits::ZERO, |sum, one| sum + one.credits), charged, "message by message");
    for (status, total) in [(MessageStatus::Failed, totals.failed), (MessageStatus::Skipped, totals.skipped)] {
        let told = report.reasons.iter().filter(|one| one.status == status).map(|one| one.messages);
        assert_eq!(told.sum::<i64>(), total, "{status:?}: {:?}", report.reasons);
    }
    assert_eq!(report.hours.iter().map(|one| one.sent).sum::<i64>(), count(&|one| one.sent_at.is_some()));
    assert_eq!(report.hours.iter().map(|one| one.received).sum::<i64>(), totals.received);
    assert!(report.hours.len() <= 60);
    assert_eq!(
        (report.failed, report.unreached),
        (totals.failed, totals.sent + totals.delivered_operator + totals.failed)
    );
    (report, totals)
}

async fn totals_add_up_whatever_became_of_them(database: Database) {
    // It does not answer some numbers, and nobody can ask it afterwards.
    let sandbox = Sandbox::start(&["--no-lookup"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_PROVIDER_TIMEOUT_MS", "500")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 100).await;
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33612345609"] })).await.unwrap();
    let numbers = [
        "+33612345601",
        "+33612345602",
        "+33612345601",
        "+33612345609",
        "+447700040123",
        "+33799999901",
        "+33799999908",
        "+33799999907",
        "+33799999918",
        "+33799999921",
    ];
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Saturday market")).await.unwrap().id;
    let arrived = |campaign: &Campaign| {
        let Totals { received, failed, uncertain, delivered_operator, sent, .. } = campaign.totals;
        (received, failed, uncertain, delivered_operator, sent) == (3, 2, 1, 1, 1)
    };
    bakery.wait_for_campaign(campaign, arrived).await;
    let (told, totals) = adds_up(&bakery, campaign).await;
    assert_eq!((totals.recipients, totals.skipped), (10, 2));
    for (word, count) in [("duplicate", 1), ("blacklisted", 1), ("received", 3), ("failed", 2), ("uncertain", 1)] {
        assert_eq!(told.outcomes.get(word), Some(&count), "{:?}", told.outcomes);
    }
    assert!(!told.outcomes.contains_key("cancelled"));
    let why = |status, word: &str| told.reasons.iter().any(|one| (one.status, one.reason.as_str()) == (status, word));
    assert!(why(MessageStatus::Failed, "absent") && why(MessageStatus::Skipped, "duplicate"), "{:?}", told.reasons);
    assert!(told.reasons.iter().any(|one| one.status == MessageStatus::Uncertain), "{:?}", told.reasons);
    let countries: Vec<(&str, i64)> = told.countries.iter().map(|one| (one.country.as_str(), one.messages)).collect();
    assert_eq!(countries, [("FR", 7), ("GB", 1)]);
    assert_eq!((told.countries[0].received, told.countries[0].failed), (2, 2));
    // The owner settles the one in doubt: it is refunded, failed, and so to be written to again.
    let body = json!({ "campaign": campaign, "as": "not_sent" });
    assert_eq!(bakery.post::<Resolved>("/messages/resolutions", &body).await.unwrap().resolved, 1);
    let (told, totals) = adds_up(&bakery, campaign).await;
    assert_eq!((totals.failed, totals.uncertain, told.unreached), (3, 0, 5));
    assert!(told.reasons.iter().any(|one| one.reason == "not_sent"), "{:?}", told.reasons);
    platform.verify_counters();
    platform.verify_ledger();
}

async fn totals_add_up_half_way(database: Database) {
    let sandbox = Sandbox::start(&["--latency-ms", "100"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", "4")];
    let platform = Platform::with(database, &settings);
    let bakery = platform.account("bakery", 500).await;
    let numbers = (100..500).map(|number| format!("+33612345{number}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Slowly")).await.unwrap().id;
    bakery.wait_for_campaign(campaign, |campaign| campaign.totals.received > 0).await;
    let under_way = report(&bakery, campaign).await;
    assert_eq!(under_way.outcomes.values().sum::<i64>(), 400, "at any moment: {:?}", under_way.outcomes);
    bakery.cancel(campaign).await.unwrap();
    let at_rest = |campaign: &Campaign| campaign.totals.received + campaign.totals.cancelled == 400;
    bakery.wait_for_campaign(campaign, at_rest).await;
    let (told, totals) = adds_up(&bakery, campaign).await;
    assert!(totals.cancelled > 0 && totals.received > 0, "{totals:?}");
    assert_eq!(told.silent, totals.received);
    platform.verify_counters();
}

async fn a_silent_recipient_is_closed_and_still_heard(database: Database) {
    // Nothing is waited for.
    let platform = Platform::with(database, &[("CHAPPE_RECEIPT_HOURS", "0")]);
    let bakery = platform.account("bakery", 10).await;
    let campaign = bakery.create_campaign(&to_numbers(["+33799999921"], "Silence")).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    let (told, _) = adds_up(&bakery, campaign).await;
    assert_eq!((told.outcomes.get("sent"), told.unreached), (Some(&1), 1));
    assert_eq!((told.reasons[0].status, told.reasons[0].reason.as_str()), (MessageStatus::Sent, "no_receipt"));
    let message = bakery.campaign_messages(campaign).await.remove(0);
    assert_eq!(message.reason.as_deref(), Some("no_receipt"));
    let secret = platform.database.sql("SELECT secret FROM provider WHERE name = 'sandbox'");
    let address = &platform.server.address;
    let url = format!("{address}/api/v1/providers/sandbox/{secret}/receipts?attempt=1&campaign={campaign}");
    // One by itself is shown as closed, too.
    let single = bakery.send("+33799999921", "Silence").await.unwrap().id;
    let shown = bakery.wait_for_message(single, MessageStatus::Sent).await;
    assert!(shown.reason.is_none_or(|reason| reason == "no_receipt"));
    bakery
        .wait("the moment to pass", async || {
            let shown = bakery.message(single).await;
            if shown.reason.as_deref() == Some("no_receipt") { Ok(()) } else { Err(shown) }
        })
        .await;
    let listed: openapi::sent::SentPage = bakery.get("/sent?limit=1").await.unwrap();
    assert_eq!(listed.items[0].message.as_ref().unwrap().reason.as_deref(), Some("no_receipt"));
    let late = json!({ "reference": message.id.to_string(), "status": "received" });
    assert_eq!(reqwest::Client::new().post(url).json(&late).send().await.unwrap().status().as_u16(), 204);
    let (told, _) = adds_up(&bakery, campaign).await;
    assert_eq!((told.outcomes.get("received"), told.unreached, told.silent), (Some(&1), 0, 1));
    assert!(told.reasons.is_empty(), "{:?}", told.reasons);
}

async fn resend(client: &Client, id: CampaignId, who: Who) -> Campaign {
    client.post(&format!("/campaigns/{id}/resend"), &json!({ "who": who })).await.unwrap()
}

/// The numbers that a campaign was sent to, once it is over.
async fn reached(client: &Client, id: CampaignId) -> Vec<String> {
    client.wait_until_finished(id).await;
    client.campaign_messages(id).await.into_iter().map(|message| message.to.to_string()).collect()
}

async fn the_failed_and_the_silent_are_written_to_again(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 50).await;
    let csv = "mobile,first name\n0612345601,Zoé\n0612345602,Léa\n0799999901,Max\n";
    bakery.import_csv(csv, "Regulars").await;
    let group = bakery.groups().await.remove(0).id;
    let first = bakery.create_campaign(&to_group(group, "Bonjour $prenom")).await.unwrap().id;
    bakery.wait_until_finished(first).await;
    platform.sandbox().reply("+33612345601".parse().unwrap(), "Merci").await;
    bakery
        .wait("the reply", async || {
            let told = report(&bakery, first).await;
            if told.replies == 1 { Ok(()) } else { Err(told) }
        })
        .await;
    let (told, _) = adds_up(&bakery, first).await;
    assert_eq!((told.silent, told.failed, told.stops), (1, 1, 0));

    let silent = resend(&bakery, first, Who::Silent).await;
    let campaign = Some(CampaignRecipients { id: first, who: Who::Silent });
    assert_eq!((silent.status, silent.text.as_str()), (CampaignStatus::Draft, "Bonjour $prenom"));
    assert_eq!(silent.recipients, Some(Recipients { campaign, ..Recipients::default() }));
    // The estimate asks the same question as the launch.
    let asked = NewCampaign {
        draft: true,
        ..new_campaign(Recipients { campaign, ..Recipients::default() }, "Bonjour $prenom")
    };
    let estimate = bakery.estimate(&asked).await.unwrap();
    assert_eq!((estimate.recipients, estimate.credits), (1, Credits::whole(1)));
    bakery.launch(silent.id).await.unwrap();
    assert_eq!(reached(&bakery, silent.id).await, ["+33612345602"]);
    let phone = platform.sandbox().handset("+33612345602".parse().unwrap()).await;
    assert!(phone.messages.iter().all(|message| message.text == "Bonjour Léa"), "{phone:?}");
    assert_eq!(phone.messages.len(), 2);

    // The number was wrong; the contact is written to where it is now.
    let max = bakery.contacts().await.into_iter().find(|contact| contact.first_name == "Max").unwrap();
    let _: Contact = bakery.patch(&format!("/contacts/{}", max.id), &json!({ "mobile": "0612345603" })).await.unwrap();
    for who in [Who::Failed, Who::Unreached] {
        let again = resend(&bakery, first, who).await;
        bakery.launch(again.id).await.unwrap();
        assert_eq!(reached(&bakery, again.id).await, ["+33612345603"], "{who:?}");
    }
    // With a typed number beside it, and a contact that is among them already: each once.
    let campaign = Some(CampaignRecipients { id: first, who: Who::Silent });
    let lea = bakery.contacts().await.into_iter().find(|contact| contact.first_name == "Léa").unwrap();
    let numbers = vec!["+33612345677".to_owned()];
    let mixed = new_campaign(Recipients { numbers, contacts: vec![lea.id], groups: vec![], campaign }, "All");
    let mixed = bakery.create_campaign(&mixed).await.unwrap().id;
    assert_eq!(reached(&bakery, mixed).await, ["+33612345602", "+33612345677"]);
    platform.verify_ledger();
}

async fn only_what_was_launched_can_be_sent_again(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 10).await, platform.account("florist", 10).await];
    let draft = NewCampaign { draft: true, ..to_numbers(["+33612345601"], "Hello") };
    let draft = bakery.create_campaign(&draft).await.unwrap().id;
    let refused = bakery.post::<Value>(&format!("/campaigns/{draft}/resend"), &json!({ "who": "failed" })).await;
    assert_eq!(refused.unwrap_err().code(), ProblemCode::Conflict);
    let empty = report(&bakery, draft).await;
    assert!(empty.outcomes.is_empty() && empty.hours.is_empty() && empty.countries.is_empty());
    let sent = bakery.create_campaign(&to_numbers(["+33799999901"], "Hello")).await.unwrap().id;
    bakery.wait_until_finished(sent).await;
    for (client, id) in [(&florist, sent), (&bakery, draft)] {
        let body = json!({ "text": "Hi", "recipients": { "campaign": { "id": id, "who": "failed" } } });
        let refused = client.post::<Campaign>("/campaigns", &body).await.unwrap_err();
        assert_eq!(refused.fields(), ["recipients.campaign.id"]);
    }
    // What a test key sends again only reaches the sandbox, and costs nothing.
    let key = bakery.make_key(&[Scope::Read, Scope::Send], KeyMode::Test).await;
    let tried = bakery.with_key(&key.secret);
    let again = resend(&tried, sent, Who::Failed).await;
    assert!(again.test);
    let balance = bakery.balance().await;
    tried.launch(again.id).await.unwrap();
    tried.wait_until_finished(again.id).await;
    assert_eq!(bakery.balance().await, balance);
}

async fn clean(client: &Client, id: CampaignId, body: Value) -> JobId {
    let started: JobStarted = client.post(&format!("/campaigns/{id}/clean"), &body).await.unwrap();
    let job = client.wait_for_job(started.job).await;
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    started.job
}

async fn is_blacklisted(client: &Client, number: &str) -> bool {
    client.get::<Value>(&format!("/blacklist/{}", number.replace('+', "%2B"))).await.is_ok()
}

async fn a_report_cleans_the_address_book(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 50).await, platform.account("florist", 10).await];
    let theirs = florist.add_contact("+33799999901", "Theirs").await.unwrap();
    let csv = "mobile,first name\n0612345601,Zoé\n0799999901,Max\n0799999908,Eve\n";
    bakery.import_csv(csv, "Regulars").await;
    let group = bakery.groups().await.remove(0).id;
    let campaign = NewCampaign {
        recipients: Recipients {
            numbers: vec!["+33799999920".to_owned()],
            groups: vec![group],
            ..Recipients::default()
        },
        ..to_group(group, "Hello")
    };
    let campaign = bakery.create_campaign(&campaign).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    let names = async || -> Vec<String> {
        let mut names: Vec<_> = bakery.contacts().await.into_iter().map(|contact| contact.first_name).collect();
        names.sort();
        names
    };
    let messages = bakery.campaign_messages(campaign).await;
    let absent = messages.iter().find(|one| one.to.to_string() == "+33799999901").unwrap().id;
    let job = clean(&bakery, campaign, json!({ "messages": [absent], "what": "delete" })).await;
    assert_eq!(names().await, ["Eve", "Zoé"]);
    let undone: JobStarted = bakery.act(&format!("/jobs/{job}/undo")).await.unwrap();
    bakery.wait_for_job(undone.job).await;
    assert_eq!(names().await, ["Eve", "Max", "Zoé"]);
    let found = async |query: &str| {
        let page: openapi::messages::MessagePage =
            bakery.get(&format!("/campaigns/{campaign}/messages?{query}")).await.unwrap();
        page.items.into_iter().map(|one| one.to.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("status=failed&reason=absent").await, ["+33799999901"]);
    assert!(found("status=received&reason=absent").await.is_empty());
    // All that failed for one reason, then all that failed: the numbers, whether they are contacts or not.
    clean(&bakery, campaign, json!({ "status": "failed", "reason": "absent", "what": "delete" })).await;
    assert_eq!(names().await, ["Eve", "Zoé"]);
    clean(&bakery, campaign, json!({ "status": "failed", "what": "blacklist" })).await;
    for number in ["+33799999901", "+33799999908"] {
        assert!(is_blacklisted(&bakery, number).await, "{number}");
        assert!(!is_blacklisted(&florist, number).await, "{number}");
    }
    assert!(!is_blacklisted(&bakery, "+33612345601").await);
    assert_eq!(florist.contacts().await[0].id, theirs.id);
    // Messages of another campaign are nobody here.
    let other = bakery.create_campaign(&to_numbers(["+33612345699"], "Other")).await.unwrap().id;
    bakery.wait_until_finished(other).await;
    clean(&bakery, other, json!({ "messages": [absent, messages[0].id], "what": "delete" })).await;
    assert_eq!(names().await, ["Eve", "Zoé"]);
    for body in [json!({ "what": "delete" }), json!({ "messages": [absent], "status": "failed", "what": "delete" })] {
        let refused = bakery.post::<Value>(&format!("/campaigns/{campaign}/clean"), &body).await.unwrap_err();
        assert_eq!(refused.fields(), ["messages"]);
    }
}

async fn events_tell_until_the_end(database: Database) {
    let sandbox = Sandbox::start(&["--latency-ms", "50"]);
    let settings = [("CHAPPE_SANDBOX_URL", sandbox.address.as_str()), ("CHAPPE_IN_FLIGHT", "4")];
    let platform = Platform::with(database, &settings);
    let [bakery, florist] = [platform.account("bakery", 500).await, platform.account("florist", 0).await];
    let numbers = (100..200).map(|number| format!("+33612345{number}"));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "Slowly")).await.unwrap().id;
    let path = format!("/campaigns/{campaign}/events");
    assert_eq!(florist.get::<Value>(&path).await.unwrap_err().code(), ProblemCode::NotFound);
    let watch = async || {
        let answer = bakery.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        // It ends by itself.
        let text = answer.text().await.unwrap();
        let told = text.split("\n\n").filter_map(|event| event.strip_prefix("event: campaign\ndata: "));
        told.map(|json| serde_json::from_str::<Campaign>(json).unwrap()).collect::<Vec<_>>()
    };
    let (one, other) = tokio::join!(watch(), watch());
    for told in [one, other] {
        assert!(told.len() > 1, "{told:?}");
        assert_eq!(told.last().unwrap().status, CampaignStatus::Finished);
        assert_eq!(told.last().unwrap().totals.received, 100);
        for pair in told.windows(2) {
            assert_ne!(pair[0], pair[1], "only what moved is told");
            assert!(pair[0].totals.received <= pair[1].totals.received);
        }
    }
    assert_eq!(watch().await.len(), 1, "one that is over is told once");
}

async fn a_race_has_one_winner(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 500).await;
    for round in 0..6 {
        let draft = NewCampaign { draft: true, ..to_numbers([format!("+336123456{round:02}")], "Before") };
        let id = bakery.create_campaign(&draft).await.unwrap().id;
        let path = format!("/campaigns/{id}");
        let (launched, deleted) = tokio::join!(bakery.launch(id), bakery.delete(&path));
        match (launched, deleted) {
            (Ok(_), Err(refused)) => assert_eq!(refused.code(), ProblemCode::Conflict),
            (Err(refused), Ok(())) => assert_eq!(refused.code(), ProblemCode::NotFound),
            both => panic!("both or none: {both:?}"),
        }
        let id = bakery.create_campaign(&draft).await.unwrap().id;
        let (path, body) = (format!("/campaigns/{id}"), json!({ "text": "After" }));
        let (launched, changed) = tokio::join!(bakery.launch(id), bakery.patch::<Campaign>(&path, &body));
        launched.unwrap();
        let text = match changed {
            Ok(_) => "After",
            Err(refused) => {
                assert_eq!(refused.code(), ProblemCode::Conflict);
                "Before"
            }
        };
        assert_eq!(bakery.wait_until_finished(id).await.text, text);
        let sent = bakery.message(bakery.campaign_messages(id).await[0].id).await;
        assert_eq!(sent.text.as_deref(), Some(text));
        // A launch that is called off at once: nobody, or everybody, and the totals say which.
        let id = bakery.create_campaign(&draft).await.unwrap().id;
        let (launched, cancelled) = tokio::join!(bakery.launch(id), bakery.cancel(id));
        launched.unwrap();
        if let Err(refused) = cancelled {
            assert_eq!(refused.code(), ProblemCode::Conflict);
        }
        let over = |campaign: &Campaign| {
            let Totals { received, cancelled, recipients, .. } = campaign.totals;
            matches!(campaign.status, CampaignStatus::Finished | CampaignStatus::Cancelled)
                && received + cancelled == recipients
        };
        bakery.wait_for_campaign(id, over).await;
    }
    platform.verify_counters();
    platform.verify_ledger();
}
