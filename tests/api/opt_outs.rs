//! Opt-out links: short, each its own, a page with one button, and a proof.

use openapi::blacklist::BlacklistHistory;
use openapi::campaigns::{Campaign, NewCampaign};
use openapi::messages::{Message, MessageStatus};
use openapi::platform::Platform as About;
use openapi::{Credits, ProblemCode};
use reqwest::StatusCode;
use serde_json::Value;
use tests::client::{new_message, to_group};
use tests::{Client, Database, Platform};

tests::on_both!(
    a_link_takes_one_off_the_list,
    a_campaign_has_a_link_each_and_costs_what_was_estimated,
    strangers_links_lead_nowhere,
    without_a_public_address_there_is_no_link,
);

const URL: &str = "https://sms.example.org";

/// People reach it there, and the sandbox on this machine.
fn start(database: Database) -> Platform {
    let here = format!("127.0.0.1:{}", tests::mailbox::free_port());
    let callbacks = format!("http://{here}");
    let settings =
        [("CHAPPE_PUBLIC_URL", URL), ("CHAPPE_CALLBACK_URL", callbacks.as_str()), ("CHAPPE_LISTEN", here.as_str())];
    Platform::with(database, &settings)
}

/// The token of the link in a text.
fn token(text: &str) -> String {
    let (_, rest) = text.split_once("https://sms.example.org/o/").unwrap_or_else(|| panic!("no link in {text:?}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn page(client: &Client, method: reqwest::Method, token: &str, language: &str) -> (StatusCode, String) {
    let url = format!("{}/o/{token}", client.address);
    let request = reqwest::Client::new().request(method, url).header("Accept-Language", language);
    let answer = request.send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'self'"), "{policy}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let (status, html) = (answer.status(), answer.text().await.unwrap());
    assert!(!html.contains("<script") && !html.contains("style="), "{html}");
    (status, html)
}

async fn history(client: &Client, number: &str) -> Option<BlacklistHistory> {
    client.get(&format!("/blacklist/%2B{number}")).await.ok()
}

async fn a_link_takes_one_off_the_list(database: Database) {
    let platform = start(database);
    let bakery = platform.account("bakery", 10).await;
    let sent = bakery.send("+33612345601", "Your bread is ready. $$nom $prenom 5 $ Stop: ${lien_stop}.").await.unwrap();
    let text = sent.text.clone().unwrap();
    let token = token(&text);
    assert_eq!(text, format!("Your bread is ready. $$nom $prenom 5 $ Stop: {URL}/o/{token}."));
    assert_eq!(token.len(), 11);

    let (status, html) = page(&bakery, reqwest::Method::GET, &token, "fr-FR,fr;q=0.9").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("lang=\"fr\"") && html.contains("bakery") && html.contains("se termine par 01"), "{html}");
    assert!(html.contains("<button") && !html.contains("33612345601"), "{html}");
    // Programs that preview links look, too.
    assert!(history(&bakery, "33612345601").await.is_none());
    let css = reqwest::get(format!("{}/o/page.css", bakery.address)).await.unwrap();
    assert!(css.status().is_success());

    let (status, html) = page(&bakery, reqwest::Method::POST, &token, "en").await;
    assert!(status.is_success() && html.contains("will not text") && !html.contains("<button"), "{html}");
    let proof = history(&bakery, "33612345601").await.unwrap().now.unwrap();
    assert_eq!((proof.source.as_str(), proof.message_id), ("link", Some(sent.id)));
    let (_, html) = page(&bakery, reqwest::Method::POST, &token, "en").await;
    assert!(html.contains("Done"), "a second time changes nothing: {html}");
    let next = bakery.send("+33612345601", "Once more").await.unwrap();
    assert_eq!(next.status, MessageStatus::Skipped);
    assert_eq!(page(&bakery, reqwest::Method::GET, &token, "en").await.0, StatusCode::OK);
}

async fn a_campaign_has_a_link_each_and_costs_what_was_estimated(database: Database) {
    let platform = start(database);
    let bakery = platform.account("bakery", 100).await;
    bakery.import_csv("mobile,first name\n0612345601,Zoé\n0612345602,Maximilien-Alexandre\n0612345603,\n", "All").await;
    let group = bakery.groups().await.remove(0).id;
    // With the link's 37 characters a short name is one part, and the longest makes it two.
    let text = format!("Bonjour $prenom {} $stop", "a".repeat(105));
    let asked = NewCampaign { sender: Some("BAKERY".to_owned()), ..to_group(group, &text) };
    let estimate = bakery.estimate(&asked).await.unwrap();
    let campaign: Campaign = bakery.create_campaign(&asked).await.unwrap();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!(finished.credits.charged, estimate.credits);
    assert_eq!(estimate.parts.values().sum::<i64>(), 3);
    let mut tokens = Vec::new();
    for message in bakery.campaign_messages(campaign.id).await {
        let message: Message = bakery.message(message.id).await;
        let text = message.text.unwrap();
        // Plain letters: 160 of them are one part.
        assert_eq!(message.parts, if text.chars().count() > 160 { 2 } else { 1 }, "{text}");
        tokens.push(token(&text));
    }
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 3, "each has its own");
    for token in &tokens {
        let (status, html) = page(&bakery, reqwest::Method::POST, token, "en").await;
        assert!(status.is_success() && html.contains("BAKERY"), "{html}");
    }
    let estimate = bakery.estimate(&asked).await.unwrap();
    assert_eq!((estimate.outcomes.get("blacklisted"), estimate.credits), (Some(&3), Credits::ZERO));
}

async fn strangers_links_lead_nowhere(database: Database) {
    let platform = start(database);
    let stranger = platform.stranger();
    for wrong in ["00000000000", "zzzzzzzzzzz", "short", "%00", "12345678901234567890"] {
        let (status, html) = page(&stranger, reqwest::Method::GET, wrong, "fr").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{wrong}");
        assert!(html.contains("pas connu"), "{html}");
        assert_eq!(page(&stranger, reqwest::Method::POST, wrong, "en").await.0, StatusCode::NOT_FOUND);
    }
    for _ in 0..90 {
        page(&stranger, reqwest::Method::GET, "11111111111", "en").await;
    }
    let (status, html) = page(&stranger, reqwest::Method::GET, "11111111111", "en").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(html.contains("Too many tries"), "{html}");
    // Many people share a network: what some of them mistype takes no link from the others.
    let bakery = platform.account("bakery", 1).await;
    let sent = bakery.send("+33612345601", "Stop: $stop").await.unwrap();
    let token = token(&sent.text.unwrap());
    assert_eq!(page(&stranger, reqwest::Method::GET, "11111111111", "en").await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page(&stranger, reqwest::Method::POST, &token, "en").await.0, StatusCode::OK);
    assert!(history(&bakery, "33612345601").await.is_some());
    platform.database.sql("UPDATE allowance SET began_at = 0 WHERE subject LIKE 'opt_out:%'");
    assert_eq!(page(&stranger, reqwest::Method::GET, "11111111111", "en").await.0, StatusCode::NOT_FOUND);
}

async fn without_a_public_address_there_is_no_link(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let group = bakery.add_group("All").await.unwrap().id;
    let draft = NewCampaign { draft: true, ..to_group(group, "Stop: $stop") };
    let about: About = bakery.get("/platform").await.unwrap();
    assert!(about.opt_out_example.is_none());
    let campaign = bakery.create_campaign(&draft).await.unwrap();
    let refusals = [
        bakery.post::<Value>("/messages", &new_message("+33612345601", "Stop: $stop")).await.unwrap_err(),
        bakery.post::<Value>("/campaigns/estimate", &draft).await.unwrap_err(),
        bakery.act::<Value>(&format!("/campaigns/{}/launch", campaign.id)).await.unwrap_err(),
    ];
    for refused in refusals {
        assert_eq!((refused.code(), refused.fields()), (ProblemCode::InvalidField, vec!["text"]));
        assert_eq!(refused.problem.errors[0].code, "no_public_url");
    }
}
