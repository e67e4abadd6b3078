//! No secret, token, code or password in a log, however much is logged.

use openapi::api_keys::{KeyMode, Scope};
use openapi::second_factor::{RecoveryCodes, SecondFactorCode, SecondFactorSetup};
use openapi::sessions::Session;
use reqwest::Method;
use serde_json::json;
use tests::letters::Letters;
use tests::platform::PASSWORD;
use tests::{Database, Platform};

tests::on_both!(a_whole_journey_leaves_none_in_the_log);

const NEW: &str = "another long password";
const MOBILE: &str = "+33612345678";

async fn a_whole_journey_leaves_none_in_the_log(database: Database) {
    let platform = Platform::with(database, &[("RUST_LOG", "trace")]);
    let mut secrets = vec![PASSWORD.to_owned(), NEW.to_owned(), "a wrong guess".to_owned()];
    let mut client = platform.stranger();
    client.sign_up("bakery", PASSWORD).await.unwrap();
    let letters = Letters::of(&platform.database);
    let token = letters.wait_for("bakery@example.org", 1).await.token().unwrap();
    client.post::<()>("/accounts/confirmations", &json!({ "token": token })).await.unwrap();
    secrets.push(token);
    client.sign_in("bakery", "a wrong guess").await.unwrap_err();

    // Signing in by hand: the cookies are secrets too.
    let body = json!({ "account_id": "bakery", "password": PASSWORD });
    let answer = client.request(Method::POST, "/sessions").json(&body).send().await.unwrap();
    let cookies: Vec<String> =
        answer.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap().to_owned()).collect();
    let session: Session = answer.json().await.unwrap();
    client.token = Some(session.access_token.clone());
    secrets.push(session.access_token);
    for cookie in &cookies {
        secrets.push(cookie.split(['=', ';']).nth(1).unwrap().to_owned());
    }
    let refresh =
        client.request(Method::POST, "/sessions/refresh").header("Cookie", cookies[0].split(';').next().unwrap());
    let session: Session = client.send_request(refresh).await.unwrap();
    secrets.push(session.access_token);

    client.post::<serde_json::Value>("/account/mobile", &json!({ "number": MOBILE })).await.unwrap();
    let code = client
        .wait("the code", async || {
            let handset = platform.sandbox().handset(MOBILE.parse().unwrap()).await;
            handset.messages.first().map(|message| message.text.clone()).ok_or(())
        })
        .await;
    let code = code.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).unwrap().to_owned();
    client.post::<serde_json::Value>("/account/mobile/confirmations", &json!({ "code": code })).await.unwrap();

    let setup: SecondFactorSetup = client.post("/account/second-factor", &json!({})).await.unwrap();
    let mut app = tests::Authenticator::new(&setup);
    let otp = SecondFactorCode { otp: app.code().await };
    let codes: RecoveryCodes = client.post("/account/second-factor/confirmations", &otp).await.unwrap();
    client.sign_in_with("bakery", PASSWORD, Some(codes.codes[0].clone())).await.unwrap();
    secrets.push(setup.secret);
    secrets.extend(codes.codes);
    let key = client.make_key(&[Scope::Read, Scope::Send], KeyMode::Live).await.secret;
    client.with_key(&key).send("+33612345601", "Bonjour").await.unwrap();
    secrets.push(key);

    client.post::<()>("/password-resets", &json!({ "account_id": "bakery" })).await.unwrap();
    let count = letters.to("bakery@example.org").len();
    let token = client
        .wait("the reset", async || {
            letters.to("bakery@example.org").into_iter().skip(1).find_map(|letter| letter.token()).ok_or(count)
        })
        .await;
    client.post::<()>("/password-resets/confirmations", &json!({ "token": token, "new": NEW })).await.unwrap();
    secrets.push(token);

    let log = platform.server.log();
    assert!(log.contains("POST") && log.len() > 10_000, "the log is on");
    for secret in &secrets {
        assert!(!log.contains(secret.as_str()), "{secret} stands in the log: {:?}", around(&log, secret));
    }
    // Six digits are anywhere; where they are a code, the word is beside them.
    for line in log.lines().filter(|line| line.contains(&code)) {
        assert!(!line.contains("code est") && !line.contains("code is"), "{line}");
    }
}

fn around(log: &str, secret: &str) -> String {
    let at = log.find(secret).unwrap_or_default();
    log[at.saturating_sub(200)..].chars().take(300).collect()
}
