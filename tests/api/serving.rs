//! What surrounds the API: the web app, its headers, the probes, the limits.

use openapi::accounts::Account;
use openapi::{Credits, ProblemCode};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tests::{Database, Platform};

async fn fetch(platform: &Platform, path: &str, encoding: &str) -> Response {
    let url = format!("{}{path}", platform.server.address);
    reqwest::Client::new().get(url).header("accept-encoding", encoding).send().await.unwrap()
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn the_web_app_is_served_with_care() {
    let platform = Platform::start(Database::sqlite());
    // A page's address is the app's, whatever it is: the app's own router shows it.
    for path in ["/", "/campaigns/42"] {
        let page = fetch(&platform, path, "br").await;
        assert_eq!(page.status(), 200, "{path}: is the web app built? (`make web`)");
        assert!(header(&page, "content-type").starts_with("text/html"), "{path}");
        assert_eq!(header(&page, "cache-control"), "no-cache", "{path}");
        assert_eq!(header(&page, "x-content-type-options"), "nosniff");
        let policy = header(&page, "content-security-policy").to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        let scripts = policy.split(';').find(|rule| rule.trim().starts_with("script-src")).unwrap();
        assert!(!scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'"), "{scripts}");
    }
    let index = fetch(&platform, "/", "identity").await.text().await.unwrap();
    let assets: Vec<&str> = index.split('"').filter(|word| word.starts_with("/assets/")).collect();
    assert!(
        assets.iter().any(|path| path.ends_with(".wasm")) && assets.iter().any(|path| path.ends_with(".css")),
        "{assets:?}"
    );
    for path in assets {
        let asset = fetch(&platform, path, "gzip, br").await;
        assert_eq!(asset.status(), 200, "{path}");
        assert!(header(&asset, "cache-control").contains("immutable"), "{path}");
        assert!(!header(&asset, "content-type").is_empty(), "{path}");
        // Typefaces are compressed already.
        let wanted = if path.ends_with(".woff2") { "" } else { "br" };
        assert_eq!(header(&asset, "content-encoding"), wanted, "{path}");
        let again = reqwest::Client::new()
            .get(format!("{}{path}", platform.server.address))
            .header("if-none-match", header(&asset, "etag"));
        assert_eq!(again.send().await.unwrap().status(), 304, "{path}");
    }
    assert_eq!(fetch(&platform, "/assets/nothing.js", "br").await.status(), 404);
}

#[tokio::test]
async fn probes_and_pages_for_machines() {
    let platform = Platform::start(Database::sqlite());
    let stranger = platform.stranger();
    for path in ["/health/live", "/health/ready", "/openapi.json"] {
        let answer = stranger.request(Method::GET, path).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }
    let page = fetch(&platform, "/api/docs/", "identity").await;
    assert_eq!(page.status(), 200, "a page to try the API");
    let refused = stranger.get::<Value>("/nowhere").await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
}

#[tokio::test]
async fn an_account_has_its_pace() {
    let platform = Platform::with(Database::sqlite(), &[("CHAPPE_RATE_LIMIT", "5")]);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let mut slowed = 0;
    for _ in 0..50 {
        let answer = bakery.request(Method::GET, "/account").send().await.unwrap();
        if answer.status() == 429 {
            slowed += 1;
            let wait: u64 = header(&answer, "retry-after").parse().unwrap();
            assert!((1..=2).contains(&wait), "{wait}");
        }
    }
    assert!(slowed > 0);
    florist.get::<Account>("/account").await.unwrap();
}

tests::on_both!(credits_are_transferred);

async fn credits_are_transferred(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let florist = platform.account("florist", 0).await;
    let transfer = |to: &str, credits: &str| json!({ "to": to, "credits": credits, "reference": "For the roses" });
    let _: Value = bakery.post("/transfers", &transfer("florist", "2.5")).await.unwrap();
    assert_eq!(bakery.balance().await, "7.5".parse().unwrap());
    assert_eq!(florist.balance().await, "2.5".parse().unwrap());
    let too_much = bakery.post::<Value>("/transfers", &transfer("florist", "8")).await.unwrap_err();
    assert_eq!((too_much.status.as_u16(), too_much.code()), (402, ProblemCode::InsufficientCredit));
    for (to, credits, field) in
        [("nobody", "1", "to"), ("bakery", "1", "to"), ("florist", "-1", "credits"), ("florist", "0", "credits")]
    {
        let refused = bakery.post::<Value>("/transfers", &transfer(to, credits)).await.unwrap_err();
        assert_eq!(refused.fields(), [field], "{to} {credits}");
    }
    assert_eq!(bakery.balance().await + florist.balance().await, Credits::whole(10));
    let seen: openapi::credits::MovementPage = florist.get("/movements").await.unwrap();
    assert_eq!(seen.items[0].counterparty.as_deref(), Some("bakery"));
    platform.verify_ledger();
}
