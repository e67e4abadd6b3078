//! Passwords: which are taken, how they change, how one that was forgotten is set anew.

use openapi::ProblemCode;
use serde_json::{Value, json};
use tests::letters::Letters;
use tests::platform::PASSWORD;
use tests::{Database, Platform, Refused};

tests::on_both!(
    common_ones_are_refused,
    a_change_ends_every_other_session,
    a_forgotten_one_is_set_by_a_link,
    the_password_is_asked_again_after_a_while
);

const NEW: &str = "another long password";

fn reason(refused: &Refused) -> (&str, &str) {
    let error = &refused.problem.errors[0];
    (error.field.as_str(), error.code.as_str())
}

async fn common_ones_are_refused(database: Database) {
    let platform = Platform::start(database);
    let stranger = platform.stranger();
    for (password, code) in [
        ("short", "too_short"),
        ("password123", "too_common"),
        ("azertyuiop", "too_common"),
        ("bakerybakery", "too_common"),
        ("1234567890", "too_common"),
    ] {
        let refused = stranger.sign_up("bakery", password).await.unwrap_err();
        assert_eq!(reason(&refused), ("password", code), "{password}");
    }
    stranger.sign_up("bakery", PASSWORD).await.unwrap();
    let output = platform.run(&["admin", "account", "create", "x-y", "--email", "a@b.fr", "--password", "password123"]);
    assert!(!output.status.success(), "the operator's way in knows the same rules");
}

async fn a_change_ends_every_other_session(database: Database) {
    let platform = Platform::start(database);
    let desk = platform.account("bakery", 0).await;
    let mut phone = platform.stranger();
    phone.sign_in("bakery", PASSWORD).await.unwrap();
    let change = |old: &str, new: &str| json!({ "old": old, "new": new });
    for (old, new, expected) in [
        ("not the password", NEW, ("old", "wrong")),
        (PASSWORD, "password123", ("new", "too_common")),
        (PASSWORD, "short", ("new", "too_short")),
        (PASSWORD, PASSWORD, ("new", "same")),
    ] {
        let refused = desk.put::<()>("/account/password", &change(old, new)).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    assert!(phone.is_signed_in().await);
    desk.put::<()>("/account/password", &change(PASSWORD, NEW)).await.unwrap();
    assert!(desk.is_signed_in().await && !phone.is_signed_in().await);
    let old = platform.stranger().sign_in("bakery", PASSWORD).await.unwrap_err();
    assert_eq!(old.code(), ProblemCode::WrongCredentials);
    platform.stranger().sign_in("bakery", NEW).await.unwrap();
    let told = Letters::of(&platform.database).wait_for("bakery@example.org", 1).await;
    assert!(told.text.contains("bakery") && told.token().is_none(), "{}", told.text);
    // A stolen token does not guess the password.
    let mut waits = false;
    for _ in 0..8 {
        let refused = desk.put::<()>("/account/password", &change("a wrong guess", PASSWORD)).await.unwrap_err();
        waits |= refused.code() == ProblemCode::TooManyTries;
    }
    assert!(waits);
}

async fn a_forgotten_one_is_set_by_a_link(database: Database) {
    let platform = Platform::start(database);
    let signed_in = platform.account("bakery", 0).await;
    let stranger = platform.stranger();
    let ask = async |id: &str| {
        let request = stranger.request(reqwest::Method::POST, "/password-resets").json(&json!({ "account_id": id }));
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(ask("bakery").await, ask("nobody").await, "the answer does not tell whether an account exists");
    let folder = Letters::of(&platform.database);
    let letter = folder.wait_for("bakery@example.org", 1).await;
    let token = letter.token().expect("the link has one");
    // What is queued for nobody is dropped; the row of a letter goes a moment after it was sent.
    stranger
        .wait("the queue to be empty", async || match platform.database.sql("SELECT COUNT(*) FROM mail").as_str() {
            "0" => Ok(()),
            count => Err(count.to_owned()),
        })
        .await;
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM link"), "1", "nothing was sent to nobody");

    let set = async |token: &str, new: &str| {
        stranger.post::<()>("/password-resets/confirmations", &json!({ "token": token, "new": new })).await
    };
    assert_eq!(set("made up", NEW).await.unwrap_err().code(), ProblemCode::NotFound);
    assert_eq!(reason(&set(&token, "password123").await.unwrap_err()), ("new", "too_common"));
    // Twenty at once set it once.
    let tries = (0..20).map(|_| {
        let (client, token) = (stranger.clone(), token.clone());
        tokio::spawn(async move {
            client.post::<()>("/password-resets/confirmations", &json!({ "token": token, "new": NEW })).await.is_ok()
        })
    });
    let mut done = 0;
    for tried in tries.collect::<Vec<_>>() {
        done += usize::from(tried.await.unwrap());
    }
    assert_eq!(done, 1);
    assert_eq!(set(&token, NEW).await.unwrap_err().code(), ProblemCode::LinkUsed);
    assert!(!signed_in.is_signed_in().await);
    let mut owner = platform.stranger();
    owner.sign_in("bakery", NEW).await.unwrap();
    assert_eq!(
        platform.stranger().sign_in("bakery", PASSWORD).await.unwrap_err().code(),
        ProblemCode::WrongCredentials
    );
    let told: openapi::audit::AuditPage = owner.get("/audit").await.unwrap();
    use openapi::audit::AuditKind::{PasswordReset, PasswordResetAsked};
    assert!([PasswordReset, PasswordResetAsked].iter().all(|kind| told.items.iter().any(|event| event.what == *kind)));

    ask("bakery").await;
    // The first letter, the news of the change, and the second one.
    let token = folder.wait_for("bakery@example.org", 3).await.token().expect("the newest has a link");
    platform.database.sql("UPDATE link SET expires_at = 1 WHERE used_at IS NULL");
    assert_eq!(set(&token, PASSWORD).await.unwrap_err().code(), ProblemCode::LinkExpired);
}

async fn the_password_is_asked_again_after_a_while(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let key = |password: Option<&str>| json!({ "name": "Web shop", "scopes": ["read"], "password": password });
    let _: Value = bakery.post("/api-keys", &key(None)).await.expect("it was given just now");
    platform.database.sql("UPDATE session SET proved_at = proved_at - 601000");
    let refused = bakery.post::<Value>("/api-keys", &key(None)).await.unwrap_err();
    assert_eq!(reason(&refused), ("password", "required"));
    let refused = bakery.post::<Value>("/api-keys", &key(Some("not the password"))).await.unwrap_err();
    assert_eq!(reason(&refused), ("password", "wrong"));
    let email = json!({ "email": "new@example.org" });
    assert_eq!(reason(&bakery.patch::<Value>("/account", &email).await.unwrap_err()), ("password", "required"));
    assert_eq!(reason(&bakery.post::<Value>("/account/second-factor", &json!({})).await.unwrap_err()).1, "required");
    let _: Value = bakery.post("/api-keys", &key(Some(PASSWORD))).await.unwrap();
    let _: Value = bakery.patch("/account", &email).await.expect("for the next ten minutes");
}
