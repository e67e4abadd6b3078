//! Accounts and sessions.

use openapi::accounts::Account;
use openapi::sessions::Session;
use openapi::{Credits, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    an_id_is_taken_once,
    an_address_is_confirmed_by_its_link,
    a_newcomer_looks_around,
    a_new_address_takes_effect_when_it_is_confirmed,
    particulars_are_kept_as_they_were_given,
    sign_ups_from_one_address_are_few,
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

async fn confirm(client: &Client, token: &str) -> Result<(), Refused> {
    client.post("/accounts/confirmations", &json!({ "token": token })).await
}

async fn an_address_is_confirmed_by_its_link(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.newcomer("bakery").await;
    assert!(!bakery.account().await.confirmed);
    let letters = Letters::of(&platform.database);
    let first = letters.wait_for("bakery@example.org", 1).await.token().expect("the welcome has a link");
    assert_eq!(confirm(&bakery, "made up").await.unwrap_err().code(), ProblemCode::NotFound);
    platform.database.sql("UPDATE link SET expires_at = 1");
    assert_eq!(confirm(&bakery, &first).await.unwrap_err().code(), ProblemCode::LinkExpired);

    let resend = async |id: &str| {
        let request = bakery.request(Method::POST, "/accounts/confirmations/resend").json(&json!({ "account_id": id }));
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!((resend("BAKERY").await, resend("nobody").await), (202, 202));
    let second = letters.wait_for("bakery@example.org", 2).await.token().unwrap();
    // Whoever is not signed in opens links too.
    confirm(&platform.stranger(), &second).await.unwrap();
    assert_eq!(confirm(&bakery, &second).await.unwrap_err().code(), ProblemCode::LinkUsed);
    let account = bakery.account().await;
    assert!(account.confirmed && account.completion.email);
    assert_eq!(confirm(&bakery, &first).await.unwrap_err().code(), ProblemCode::LinkUsed, "it took the others with it");
    resend("bakery").await;
    resend("bakery").await;
    assert_eq!(resend("bakery").await, 429, "three an hour");
    assert_eq!(letters.to("bakery@example.org").len(), 2, "a confirmed account gets no more");
}

async fn a_newcomer_looks_around(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.newcomer("bakery").await;
    platform.chappe(&["admin", "credit", "bakery", "10"]);
    bakery.add_contact("+33612345601", "Zoé").await.unwrap();
    let message = json!({ "to": "+33612345601", "text": "Bonjour" });
    let campaign = json!({ "text": "Bonjour", "recipients": { "numbers": ["+33612345601"] } });
    let transfer = json!({ "to": "florist", "credits": "1" });
    for (path, body) in [("/messages", &message), ("/campaigns", &campaign), ("/transfers", &transfer)] {
        let refused = bakery.post::<Value>(path, body).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (403, ProblemCode::Unconfirmed), "{path}");
    }
    let _: Value = bakery.post("/campaigns/estimate", &campaign).await.unwrap();
    let mut draft = campaign;
    draft["draft"] = json!(true);
    let draft: Value = bakery.post("/campaigns", &draft).await.unwrap();
    let launched = bakery.act::<Value>(&format!("/campaigns/{}/launch", draft["id"].as_str().unwrap())).await;
    assert_eq!(launched.unwrap_err().code(), ProblemCode::Unconfirmed);
    assert_eq!(bakery.balance().await, Credits::whole(10));
}

async fn a_new_address_takes_effect_when_it_is_confirmed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let letters = Letters::of(&platform.database);
    let ask = async |email: &str| bakery.patch::<Account>("/account", &json!({ "email": email })).await;
    for wrong in
        ["not an address", "Anne <a@example.org>", "a\r\nBcc: <a@example.org>", "a@[127.0.0.1]", "x\0 <a@b.fr>"]
    {
        assert_eq!(ask(wrong).await.unwrap_err().fields(), ["email"], "{wrong:?}");
    }
    ask("first@example.org").await.unwrap();
    let first = letters.wait_for("first@example.org", 1).await.token().unwrap();
    let told = letters.wait_for("bakery@example.org", 1).await;
    assert!(told.text.contains("first@example.org") && told.token().is_none(), "{}", told.text);
    let asked = ask("second@example.org").await.unwrap();
    assert_eq!(
        (asked.email.as_str(), asked.pending_email.as_deref()),
        ("bakery@example.org", Some("second@example.org"))
    );
    let second = letters.wait_for("second@example.org", 1).await.token().unwrap();

    let open_link = async |token: &str| {
        platform.stranger().post::<()>("/account/email/confirmations", &json!({ "token": token })).await
    };
    assert_eq!(open_link(&first).await.unwrap_err().code(), ProblemCode::LinkUsed, "another one was asked for since");
    // The link of a new address confirms no account.
    assert_eq!(confirm(&bakery, &second).await.unwrap_err().code(), ProblemCode::NotFound);
    open_link(&second).await.unwrap();
    let account = bakery.account().await;
    assert_eq!((account.email.as_str(), account.pending_email), ("second@example.org", None));
    let told = letters.wait_for("bakery@example.org", 3).await;
    assert!(told.text.contains("second@example.org"), "the old address is told: {}", told.text);

    ask("fourth@example.org").await.unwrap();
    let fourth = letters.wait_for("fourth@example.org", 1).await.token().unwrap();
    let change = json!({ "old": tests::platform::PASSWORD, "new": "another long password" });
    bakery.put::<()>("/account/password", &change).await.unwrap();
    assert!(open_link(&fourth).await.is_err(), "whoever changes the password may have a thief in the house");
    assert_eq!(bakery.account().await.pending_email, None);

    ask("third@example.org").await.unwrap();
    let third = letters.wait_for("third@example.org", 1).await.token().unwrap();
    bakery.delete("/account/email/pending").await.unwrap();
    assert!(open_link(&third).await.is_err());
    for at in 0..10 {
        drop(ask(&format!("many-{at}@example.org")).await);
    }
    let refused = ask("many@example.org").await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::TooManyTries, "nobody fills mailboxes with letters of ours");
    assert_eq!(bakery.account().await.email, "second@example.org");
}

async fn particulars_are_kept_as_they_were_given(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let billing = json!({ "billing": {
        "name": " Anne Martin ", "company": "Boulangerie Martin & Fils", "address": "37 rue Guibal\nBâtiment B",
        "postal_code": "13003", "city": "Marseille", "country": "FR", "vat_number": "fr 32 123 456 789",
    }});
    let account: Account = bakery.patch("/account", &billing).await.unwrap();
    assert_eq!((account.billing.name.as_str(), account.billing.vat_number.as_str()), ("Anne Martin", "FR32123456789"));
    assert_eq!(account.billing.address, "37 rue Guibal\nBâtiment B");
    let changed: Account =
        bakery.patch("/account", &json!({ "billing": { "city": "Aix", "company": "" } })).await.unwrap();
    assert_eq!((changed.billing.city.as_str(), changed.billing.company.as_str()), ("Aix", ""));
    assert_eq!(changed.billing.name, "Anne Martin", "what is not named stays");
    for (field, wrong) in
        [("name", "a\u{0}b"), ("country", "France"), ("vat_number", "12"), ("postal_code", "123456789012345678901")]
    {
        let refused = bakery.patch::<Account>("/account", &json!({ "billing": { field: wrong } })).await.unwrap_err();
        assert_eq!(refused.fields(), [format!("billing.{field}")], "{wrong}");
    }
    let refused = bakery.patch::<Account>("/account", &json!({ "account_id": "other" })).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::UnknownField, "an account ID is never changed");
    assert_eq!(bakery.account().await, changed);
}

async fn sign_ups_from_one_address_are_few(database: Database) {
    let platform = Platform::start(database);
    let stranger = platform.stranger();
    let mut opened = 0;
    for at in 0..31 {
        match stranger.sign_up(&format!("shop-{at}"), PASSWORD).await {
            Ok(_) => opened += 1,
            Err(refused) => assert_eq!(refused.code(), ProblemCode::TooManyTries),
        }
    }
    assert_eq!(opened, 30);
}
