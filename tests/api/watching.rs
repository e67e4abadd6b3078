//! Who watches campaigns, and how many at once.

use openapi::ProblemCode;
use openapi::campaigns::NewCampaign;
use reqwest::{Method, Response};
use tests::client::to_numbers;
use tests::{Client, Database, Platform};

tests::on_both!(a_draft_is_told_once, nobody_takes_the_room_of_all);

const MINUTE: std::time::Duration = std::time::Duration::from_secs(60);

async fn watch(client: &Client, campaign: openapi::CampaignId) -> Response {
    client.request(Method::GET, &format!("/campaigns/{campaign}/events")).send().await.unwrap()
}

async fn a_draft_is_told_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let draft = NewCampaign { draft: true, ..to_numbers(["+33612345601"], "Hello") };
    let draft = bakery.create_campaign(&draft).await.unwrap().id;
    // It ends by itself: no sign of life comes first.
    let told = tokio::time::timeout(MINUTE, async { watch(&bakery, draft).await.text().await.unwrap() }).await.unwrap();
    assert_eq!(told.matches("event: campaign").count(), 1, "{told}");
}

async fn nobody_takes_the_room_of_all(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 50).await, platform.account("florist", 10).await];
    let later = |number: u32| NewCampaign {
        send_at: Some("2099-01-01T10:00:00Z".parse().unwrap()),
        ..to_numbers([format!("+336123456{number:02}")], "Later")
    };
    let mut campaigns = Vec::new();
    let mut watched = Vec::new();
    for number in 0..21 {
        campaigns.push(bakery.create_campaign(&later(number)).await.unwrap().id);
    }
    for campaign in &campaigns[..20] {
        let mut answer = watch(&bakery, *campaign).await;
        assert_eq!(answer.status(), 200);
        assert!(answer.chunk().await.unwrap().unwrap().starts_with(b"event: campaign"));
        watched.push(answer);
    }
    assert_eq!(watch(&bakery, campaigns[20]).await.status(), 429);
    // Another tab with one of them, and another account.
    assert_eq!(watch(&bakery, campaigns[0]).await.status(), 200);
    let theirs = florist.create_campaign(&later(50)).await.unwrap().id;
    assert_eq!(watch(&florist, theirs).await.status(), 200);
    assert_eq!(watch(&florist, campaigns[0]).await.status(), 404);
    // Whoever leaves makes room.
    drop(watched);
    bakery
        .wait("room for one more", async || match watch(&bakery, campaigns[20]).await.status().as_u16() {
            200 => Ok(()),
            refused => Err(refused),
        })
        .await;
    let refused = bakery.get::<serde_json::Value>("/campaigns/1/events").await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
}
