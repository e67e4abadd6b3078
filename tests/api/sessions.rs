//! Signing in: sessions that end at once, guesses that wait, keys that rotate.

use std::time::Duration;

use openapi::ProblemCode;
use openapi::audit::{AuditKind, AuditPage};
use openapi::sessions::{Session, SessionPage};
use reqwest::Method;
use serde_json::json;
use tests::platform::PASSWORD;
use tests::{Client, Database, Platform};

tests::on_both!(
    an_ended_session_is_refused_at_once,
    guesses_wait_longer_and_longer,
    twenty_guesses_at_once_are_twenty_guesses,
    a_known_browser_is_not_kept_waiting,
    an_address_has_its_share_of_guesses,
    a_sign_in_under_way_knows_of_a_change,
    keys_rotate_and_nobody_is_signed_out,
    the_audit_tells_its_owner
);

async fn an_ended_session_is_refused_at_once(database: Database) {
    let platform = Platform::start(database);
    let phone = platform.account("bakery", 0).await;
    let mut desk = platform.stranger();
    desk.sign_in("bakery", PASSWORD).await.unwrap();
    let florist = platform.account("florist", 0).await;

    let open: SessionPage = desk.get("/sessions").await.unwrap();
    assert_eq!(open.items.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false]);
    assert!(open.items.iter().all(|session| session.address == "127.0.0.1"), "{open:?}");
    let other = open.items[1].id;
    // Somebody else's session does not exist.
    let refused = florist.delete(&format!("/sessions/{other}")).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
    assert!(phone.is_signed_in().await);

    desk.delete(&format!("/sessions/{other}")).await.unwrap();
    assert!(!phone.is_signed_in().await, "its access token would live for fifteen minutes");
    let again = desk.delete(&format!("/sessions/{other}")).await.unwrap_err();
    assert_eq!(again.code(), ProblemCode::NotFound);

    let mut third = platform.stranger();
    third.sign_in("bakery", PASSWORD).await.unwrap();
    desk.delete("/sessions").await.unwrap();
    assert!(!third.is_signed_in().await && desk.is_signed_in().await && florist.is_signed_in().await);
    desk.delete("/sessions/current").await.unwrap();
    assert!(!desk.is_signed_in().await);
}

/// Signs in with a wrong password; the seconds to wait when it came too early.
async fn guess(client: &Client, id: &str) -> Option<u64> {
    let body = json!({ "account_id": id, "password": "not the password" });
    let refused = client.post::<Session>("/sessions", &body).await.unwrap_err();
    match refused.code() {
        ProblemCode::WrongCredentials => None,
        ProblemCode::TooManyTries => Some(refused.problem.retry_after.expect("it says how long")),
        other => panic!("{other:?}"),
    }
}

async fn guesses_wait_longer_and_longer(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 0).await;
    let stranger = platform.stranger();
    // An account that does not exist is counted alike: the answers do not tell.
    for id in ["bakery", "nobody"] {
        for _ in 0..6 {
            assert_eq!(guess(&stranger, id).await, None, "{id}");
        }
        let wait = guess(&stranger, id).await.expect("the seventh comes too early");
        assert!((1..=2).contains(&wait), "{id}: {wait}");
    }
    // The right password waits too; a guesser learns nothing from it.
    let mut owner = platform.stranger();
    platform.database.sql("UPDATE guess SET blocked_until = blocked_until + 60000 WHERE subject = 'account:bakery'");
    let refused = owner.sign_in("bakery", PASSWORD).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::TooManyTries);
    assert!(refused.problem.retry_after.unwrap() > 50);
    // However many there were, the wait ends.
    platform.database.sql("UPDATE guess SET failures = 1000, blocked_until = 0 WHERE subject = 'account:bakery'");
    assert_eq!(guess(&stranger, "bakery").await, None);
    let longest = guess(&stranger, "bakery").await.unwrap();
    assert!((800..=900).contains(&longest), "a quarter of an hour at most: {longest}");
    platform.database.sql("UPDATE guess SET blocked_until = 0 WHERE subject = 'account:bakery'");
    owner.sign_in("bakery", PASSWORD).await.unwrap();
    assert_eq!(guess(&stranger, "bakery").await, None, "the owner came: the guesses are forgotten");
    assert_eq!(guess(&stranger, "bakery").await, None);
}

async fn twenty_guesses_at_once_are_twenty_guesses(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 0).await;
    let guesses = (0..20).map(|_| {
        let stranger = platform.stranger();
        tokio::spawn(async move { guess(&stranger, "bakery").await })
    });
    let mut judged = 0;
    for guess in guesses.collect::<Vec<_>>() {
        judged += usize::from(guess.await.unwrap().is_none());
    }
    // Six at once; a busy machine takes long enough for a few more, whose waits of 1, 2, 4 and 8 seconds are over.
    assert!((6..=10).contains(&judged), "{judged} were judged, though the seventh must wait");
}

async fn a_known_browser_is_not_kept_waiting(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 0).await;
    let owner = platform.stranger();
    let body = json!({ "account_id": "bakery", "password": PASSWORD });
    let sign_in = |cookie: &str| owner.request(Method::POST, "/sessions").header("Cookie", cookie).json(&body);
    let answer = sign_in("").send().await.unwrap();
    let device = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find(|cookie| cookie.starts_with("chappe_device="))
        .expect("the browser is known from now on");
    assert!(device.contains("HttpOnly") && device.contains("SameSite=Strict"), "{device}");
    let device = device.split(';').next().unwrap().to_owned();

    let stranger = platform.stranger();
    while guess(&stranger, "bakery").await.is_none() {}
    platform.database.sql("UPDATE guess SET blocked_until = blocked_until + 60000 WHERE subject = 'account:bakery'");
    let elsewhere = owner.send_request::<Session>(sign_in("")).await.unwrap_err();
    assert_eq!(elsewhere.code(), ProblemCode::TooManyTries);
    owner.send_request::<Session>(sign_in(&device)).await.expect("a stranger does not lock the owner out");
    let made_up = owner.send_request::<Session>(sign_in("chappe_device=0123456789abcdef")).await.unwrap_err();
    assert_eq!(made_up.code(), ProblemCode::TooManyTries);
    // On the known browser guesses are counted too.
    let wrong = json!({ "account_id": "bakery", "password": "not the password" });
    let mut waits = false;
    for _ in 0..7 {
        let request = owner.request(Method::POST, "/sessions").header("Cookie", &device).json(&wrong);
        waits |= owner.send_request::<Session>(request).await.unwrap_err().code() == ProblemCode::TooManyTries;
    }
    assert!(waits);
}

async fn an_address_has_its_share_of_guesses(database: Database) {
    let platform = Platform::start(database);
    platform.account("bakery", 0).await;
    let stranger = platform.stranger();
    platform.database.sql("UPDATE allowance SET used = 100 WHERE subject = 'guess:127.0.0.1'");
    let wait = guess(&stranger, "nobody").await.expect("a hundred an hour, at whichever accounts");
    assert!(wait > 3_000, "{wait}");
    platform.database.sql("UPDATE allowance SET began_at = began_at - 3600000");
    assert_eq!(guess(&stranger, "nobody").await, None);
    // Whoever signs in rightly uses up nothing.
    for _ in 0..3 {
        platform.stranger().sign_in("bakery", PASSWORD).await.unwrap();
    }
    assert_eq!(platform.database.sql("SELECT used FROM allowance WHERE subject = 'guess:127.0.0.1'"), "1");
    for strange in ["a\0b", "\u{212A}kkk", "", "x"] {
        let body = json!({ "account_id": strange, "password": PASSWORD });
        let refused = stranger.post::<Session>("/sessions", &body).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::WrongCredentials, "{strange:?}");
    }
}

async fn a_sign_in_under_way_knows_of_a_change(database: Database) {
    let platform = Platform::start(database);
    let owner = platform.account("bakery", 0).await;
    let thieves = (0..6).map(|_| {
        let mut thief = platform.stranger();
        tokio::spawn(async move {
            let mut in_with = None;
            for _ in 0..6 {
                if thief.sign_in("bakery", PASSWORD).await.is_ok() {
                    in_with = Some(thief.clone());
                }
            }
            in_with
        })
    });
    let thieves: Vec<_> = thieves.collect();
    let change = json!({ "old": PASSWORD, "new": "another long password" });
    owner.put::<()>("/account/password", &change).await.unwrap();
    for thief in thieves {
        if let Some(thief) = thief.await.unwrap() {
            assert!(!thief.is_signed_in().await, "a session of the old password outlived it");
        }
    }
}

async fn keys_rotate_and_nobody_is_signed_out(database: Database) {
    let platform = Platform::start(database);
    let before = platform.account("bakery", 0).await;
    platform.chappe(&["admin", "keys", "rotate"]);
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM signing_key"), "2");
    assert!(before.is_signed_in().await, "the old key is still read");
    // The server learns of the new key within a minute; another one, started now, signs with it at once. What that one
    // signed, the first one reads at once too.
    if platform.database.is_postgres() {
        let second = tests::Server::start(&platform.database, &[("CHAPPE_SANDBOX", "on")]);
        let mut client = Client::new(&second.address);
        client.sign_in("bakery", PASSWORD).await.unwrap();
        let here = platform.stranger().with_key(client.token.as_ref().unwrap());
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(here.is_signed_in().await, "a key that another node made");
        assert_ne!(kid(&client), kid(&before));
    }
    let mut after = platform.stranger();
    after.sign_in("bakery", PASSWORD).await.unwrap();
    assert!(after.is_signed_in().await && before.is_signed_in().await);
    let forged = after.with_key(&format!("{}x", after.token.as_ref().unwrap()));
    assert!(!forged.is_signed_in().await);
}

/// The head of a token names its key.
fn kid(client: &Client) -> String {
    client.token.as_ref().unwrap().split('.').next().unwrap().to_owned()
}

async fn the_audit_tells_its_owner(database: Database) {
    let platform = Platform::start(database);
    let mut bakery = platform.account("bakery", 0).await;
    assert_eq!(guess(&platform.stranger(), "bakery").await, None);
    bakery.delete("/sessions/current").await.unwrap();
    bakery.sign_in("bakery", PASSWORD).await.unwrap();
    let florist = platform.account("florist", 0).await;
    let told: AuditPage = bakery.get("/audit").await.unwrap();
    let kinds: Vec<AuditKind> = told.items.iter().map(|event| event.what).collect();
    use AuditKind::{AccountOpened, SignInFailed, SignedIn, SignedOut};
    assert_eq!(kinds, [SignedIn, SignedOut, SignInFailed, SignedIn, AccountOpened]);
    assert!(told.items[..4].iter().all(|event| event.address.as_deref() == Some("127.0.0.1")), "{told:?}");
    assert!(told.items.iter().all(|event| event.account_id.is_none()), "one's own ID says nothing");
    let theirs: AuditPage = florist.get("/audit").await.unwrap();
    assert_eq!(theirs.items.len(), 2, "nobody sees another's: {theirs:?}");
}
