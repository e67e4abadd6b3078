//! Accounts and sessions.

use openapi::accounts::Account;
use openapi::sessions::Session;
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use tests::{Database, Platform};

tests::on_both!(
    an_id_is_taken_once,
    wrong_credentials,
    a_session_is_refreshed_and_ended,
    sign_up_can_be_closed,
    the_account_changes
);

const PASSWORD: &str = "a long enough password";
/// For so long a used refresh token still works, and a second more.
const GRACE: std::time::Duration = std::time::Duration::from_secs(11);

async fn an_id_is_taken_once(database: Database) {
    let platform = Platform::start(database);
    let stranger = platform.stranger();
    let account = stranger.sign_up("bakery", PASSWORD).await.unwrap();
    assert_eq!((account.account_id.as_str(), account.balance), ("bakery", Credits::ZERO));
    let taken = stranger.sign_up("BAKERY", PASSWORD).await.unwrap_err();
    assert_eq!((taken.status.as_u16(), taken.code()), (409, ProblemCode::AlreadyExists));
}

async fn wrong_credentials(database: Database) {
    let platform = Platform::start(database);
    let mut stranger = platform.stranger();
    stranger.sign_up("bakery", PASSWORD).await.unwrap();
    let wrong = stranger.sign_in("bakery", "not the password").await.unwrap_err();
    let unknown = stranger.sign_in("florist", PASSWORD).await.unwrap_err();
    assert_eq!(wrong.code(), ProblemCode::WrongCredentials);
    assert_eq!(wrong.problem, unknown.problem, "the answer does not tell whether an account exists");
    let refused = stranger.get::<Account>("/account").await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (401, ProblemCode::Unauthorized));
}

async fn a_session_is_refreshed_and_ended(database: Database) {
    let platform = Platform::start(database);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    let (mut client, tabs) = (platform.stranger(), platform.stranger());
    let body = serde_json::json!({ "account_id": "bakery", "password": PASSWORD });
    let answer = client.request(Method::POST, "/sessions").json(&body).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap().to_owned();
    let refresh = |cookie: String| tabs.request(Method::POST, "/sessions/refresh").header("Cookie", cookie);
    let session: Session = client.send_request(refresh(pair.clone())).await.unwrap();
    client.token = Some(session.access_token);
    client.get::<Account>("/account").await.unwrap();
    // Two tabs may refresh in the same moment. Later, a token that was used was copied: the whole session ends.
    tokio::time::sleep(GRACE).await;
    let reused = client.send_request::<Session>(refresh(pair)).await.unwrap_err();
    assert_eq!(reused.code(), ProblemCode::Unauthorized);

    client.sign_in("bakery", PASSWORD).await.unwrap();
    client.get::<Account>("/account").await.unwrap();
    client.delete("/sessions/current").await.unwrap();
}

async fn sign_up_can_be_closed(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_SIGN_UP", "closed")]);
    let refused = platform.stranger().sign_up("bakery", PASSWORD).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
    platform.account("bakery", 0).await;
}

async fn the_account_changes(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let changed: Account =
        bakery.patch("/account", &serde_json::json!({ "locale": "en", "time_zone": "Europe/London" })).await.unwrap();
    assert_eq!(changed.time_zone, "Europe/London");
    assert_eq!(bakery.account().await, changed);
    let wrong = bakery.patch::<Account>("/account", &serde_json::json!({ "time_zone": "Paris" })).await.unwrap_err();
    assert_eq!(wrong.fields(), ["time_zone"]);
}
