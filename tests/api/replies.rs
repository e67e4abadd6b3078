//! Replies: tied to what they answer, read, found, answered; and STOP, with and without the provider's reference.

use openapi::blacklist::{BlacklistHistory, BlacklistPage};
use openapi::messages::{Message, MessageStatus, NewMessage};
use openapi::replies::{RepliesChanged, RepliesUnread, Reply, ReplyPage};
use openapi::{Credits, Msisdn, ProblemCode};
use serde_json::{Value, json};
use tests::client::{new_message, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(
    replies_are_read_and_found,
    a_reply_is_answered,
    only_what_can_be_answered_is_tied,
    a_stop_without_a_reference_finds_the_last_sender,
    a_stop_that_comes_twice_is_heard_once,
);

fn number(text: &str) -> Msisdn {
    text.parse().unwrap()
}

async fn replies(client: &Client, query: &str) -> Vec<Reply> {
    let page: ReplyPage = client.get(&format!("/replies{query}")).await.unwrap();
    page.items
}

async fn wait_for_replies(client: &Client, count: usize) -> Vec<Reply> {
    client
        .wait("the replies", async || {
            let found = replies(client, "").await;
            if found.len() == count { Ok(found) } else { Err(found) }
        })
        .await
}

async fn unread(client: &Client) -> i64 {
    client.get::<RepliesUnread>("/replies/unread").await.unwrap().unread
}

/// What the provider calls when somebody writes: `reference` is the message it says is answered.
async fn calls(platform: &Platform, id: &str, from: &str, text: &str, reference: Option<&str>) {
    let secret = platform.database.sql("SELECT secret FROM provider WHERE name = 'sandbox'");
    let url = format!("{}/api/v1/providers/sandbox/{secret}/replies", platform.server.address);
    let mut body = json!({ "id": id, "from": from, "to": "", "text": text, "at": "2026-11-22T10:00:00Z" });
    if let Some(reference) = reference {
        body["reference"] = json!(reference);
    }
    let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 204, "{}", answer.text().await.unwrap());
}

async fn received(client: &Client, message: &NewMessage) -> Message {
    let sent = client.post_message(message).await.unwrap();
    client.wait_for_message(sent.id, MessageStatus::Received).await
}

async fn replies_are_read_and_found(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 10).await;
    bakery.add_contact("+33612345601", "Zoé").await.unwrap();
    let campaign = bakery.create_campaign(&to_numbers(["+33612345601"], "See you on Saturday?")).await.unwrap();
    bakery.wait_until_finished(campaign.id).await;
    let single = received(&bakery, &new_message("+33612345602", "Your bread is ready")).await;
    platform.sandbox().reply(number("+33612345601"), "Évidemment, à dix heures").await;
    wait_for_replies(&bakery, 1).await;
    platform.sandbox().reply(number("+33612345602"), "100 % yes").await;
    let all = wait_for_replies(&bakery, 2).await;
    assert_eq!(all[0].message_id, Some(single.id));
    assert_eq!((all[0].campaign_id, all[1].campaign_id), (None, Some(campaign.id)));
    assert_eq!(all[1].contact.as_ref().map(|contact| contact.name.as_str()), Some("Zoé"));
    assert!(all[0].contact.is_none() && all.iter().all(|reply| !reply.read && !reply.stop));

    let found = async |query: &str| replies(&bakery, query).await.iter().map(|reply| reply.id).collect::<Vec<_>>();
    assert_eq!(found("?q=evidemment").await, [all[1].id]);
    assert_eq!(found("?q=ZOE").await, [all[1].id], "by the contact's name");
    assert_eq!(found("?q=06%2012%2034%2056%2002").await, [all[0].id]);
    assert_eq!(found("?q=100%20%25").await, [all[0].id]);
    assert_eq!(found(&format!("?campaign={}", campaign.id)).await, [all[1].id]);
    assert_eq!(found("?stop=true").await, []);
    assert_eq!(found("?stop=false&unread=true").await, [all[0].id, all[1].id]);

    let body = json!({ "ids": [all[0].id], "read": true });
    // Another's replies are passed over.
    assert_eq!(florist.post::<RepliesChanged>("/replies/read", &body).await.unwrap().changed, 0);
    assert_eq!((unread(&bakery).await, unread(&florist).await), (2, 0));
    assert_eq!(bakery.post::<RepliesChanged>("/replies/read", &body).await.unwrap().changed, 1);
    assert_eq!(bakery.post::<RepliesChanged>("/replies/read", &body).await.unwrap().changed, 0, "it was read");
    assert_eq!((unread(&bakery).await, found("?unread=true").await), (1, vec![all[1].id]));
    let all_of_them = json!({ "all": true, "read": false });
    assert_eq!(bakery.post::<RepliesChanged>("/replies/read", &all_of_them).await.unwrap().changed, 1);
    let all_of_them = json!({ "all": true, "read": true });
    assert_eq!(bakery.post::<RepliesChanged>("/replies/read", &all_of_them).await.unwrap().changed, 2);
    assert_eq!(unread(&bakery).await, 0);
    for wrong in [json!({ "read": true }), json!({ "ids": [], "all": true, "read": true })] {
        let refused = bakery.post::<Value>("/replies/read", &wrong).await.unwrap_err();
        assert_eq!(refused.fields(), ["ids"]);
    }
}

async fn a_reply_is_answered(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 2).await;
    received(&bakery, &new_message("+33612345601", "Your bread is ready")).await;
    platform.sandbox().reply(number("+33612345601"), "Until when?").await;
    let reply = wait_for_replies(&bakery, 1).await.remove(0);
    let path = format!("/replies/{}/answer", reply.id);
    let request = || bakery.request(reqwest::Method::POST, &path).header("Idempotency-Key", "once");
    let body = json!({ "text": "Until seven" });
    let answer: Message = bakery.send_request(request().json(&body)).await.unwrap();
    let again: Message = bakery.send_request(request().json(&body)).await.unwrap();
    assert_eq!((answer.id, answer.to), (again.id, number("+33612345601")));
    bakery.wait_for_message(answer.id, MessageStatus::Received).await;
    let shown = replies(&bakery, "").await.remove(0);
    assert_eq!((shown.read, shown.answer_id), (true, Some(answer.id)));
    assert_eq!(bakery.balance().await, Credits::ZERO);
    let poor = bakery.post::<Value>(&path, &json!({ "text": "One more" })).await.unwrap_err();
    assert_eq!(poor.code(), ProblemCode::InsufficientCredit);
    let empty = bakery.post::<Value>(&path, &json!({ "text": " " })).await.unwrap_err();
    assert_eq!(empty.fields(), ["text"]);
    platform.chappe(&["admin", "credit", "bakery", "1"]);
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33612345601"] })).await.unwrap();
    let silenced = bakery.post::<Value>(&path, &json!({ "text": "One more" })).await.unwrap_err();
    assert_eq!(silenced.code(), ProblemCode::Conflict);
    assert_eq!(bakery.balance().await, Credits::whole(1));
    platform.verify_ledger();
}

async fn only_what_can_be_answered_is_tied(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 20).await;
    let named = NewMessage { sender: Some("BAKERY".to_owned()), ..new_message("+33612345601", "From a name") };
    let named = received(&bakery, &named).await;
    let voice = NewMessage { kind: openapi::campaigns::Kind::Voice, ..new_message("+33612345602", "Read aloud") };
    let voice = bakery.post_message(&voice).await.unwrap();
    for (id, from, message) in [("r1", "+33612345601", named.id), ("r2", "+33612345602", voice.id)] {
        calls(&platform, id, from, "How did this get here?", Some(&message.to_string())).await;
    }
    // The number of one, the reference of the other.
    calls(&platform, "r3", "+33612345601", "Not mine", Some(&voice.id.to_string())).await;
    calls(&platform, "r4", "+33612345601", "About nothing", None).await;
    calls(&platform, "r5", "+33612345601", "About a word", Some("word")).await;
    let heard = wait_for_replies(&bakery, 2).await;
    assert!(heard.iter().all(|reply| reply.message_id.is_none() && reply.campaign_id.is_none()), "{heard:?}");
}

async fn a_stop_without_a_reference_finds_the_last_sender(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 10).await, platform.account("florist", 10).await];
    let named =
        |sender: &str| NewMessage { sender: Some(sender.to_owned()), ..new_message("+33612345601", "STOP au 36179") };
    received(&florist, &named("FLORIST")).await;
    let last = received(&bakery, &named("BAKERY")).await;
    calls(&platform, "s1", "+33612345699", "STOP", None).await;
    calls(&platform, "s2", "+33612345601", "Arrêt 36179 !", None).await;
    let reply = wait_for_replies(&bakery, 1).await.remove(0);
    assert_eq!((reply.stop, reply.message_id), (true, None), "a name cannot be answered");
    let proof: BlacklistHistory = bakery.get("/blacklist/%2B33612345601").await.unwrap();
    let proof = proof.now.unwrap();
    assert_eq!((proof.message_id, proof.words.as_deref()), (Some(last.id), Some("Arrêt 36179 !")));
    let spared: BlacklistPage = florist.get("/blacklist").await.unwrap();
    assert!(spared.items.is_empty(), "{spared:?}");

    // Both wrote in the same millisecond: each of them is told.
    for client in [&bakery, &florist] {
        received(client, &new_message("+33612345602", "At the same time")).await;
    }
    platform.database.sql("UPDATE message SET sent_at = 1790000000000 WHERE recipient = 33612345602");
    calls(&platform, "s3", "+33612345602", "stop.", None).await;
    for client in [&bakery, &florist] {
        let listed: Value = client.get("/blacklist/%2B33612345602").await.unwrap();
        assert_eq!(listed["now"]["source"], "stop");
    }
}

async fn a_stop_that_comes_twice_is_heard_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let message = received(&bakery, &new_message("+33612345601", "Hello")).await;
    calls(&platform, "s1", "+33612345601", "STOP", Some(&message.id.to_string())).await;
    let path = "/blacklist/%2B33612345601";
    let off = bakery.request(reqwest::Method::DELETE, &format!("{path}?reason=asked%20to%20come%20back"));
    bakery.send_request::<()>(off).await.unwrap();
    calls(&platform, "s1", "+33612345601", "STOP", Some(&message.id.to_string())).await;
    assert_eq!(replies(&bakery, "").await.len(), 1);
    let history: BlacklistHistory = bakery.get(path).await.unwrap();
    assert!(history.now.is_none(), "whoever came back stays");
}
