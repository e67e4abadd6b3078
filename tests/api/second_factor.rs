//! The second factor: set up, asked, used once, lost, removed.

use openapi::ProblemCode;
use openapi::accounts::Account;
use openapi::second_factor::{RecoveryCodes, SecondFactor, SecondFactorSetup};
use serde_json::{Value, json};
use tests::platform::PASSWORD;
use tests::{Database, Platform};

tests::on_both!(
    it_is_set_up_in_two_steps,
    it_is_asked_at_sign_in,
    it_guards_password_and_email,
    it_is_removed_with_a_code
);

async fn it_is_set_up_in_two_steps(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let nothing = bakery.post::<Value>("/account/second-factor/confirmations", &json!({ "otp": "123456" })).await;
    assert_eq!(nothing.unwrap_err().code(), ProblemCode::Conflict);
    let setup: SecondFactorSetup = bakery.post("/account/second-factor", &json!({})).await.unwrap();
    assert!(setup.uri.starts_with("otpauth://totp/Chappe:bakery?") && setup.uri.contains(&setup.secret), "{setup:?}");
    assert!(setup.qr.contains("<svg"), "{}", setup.qr);
    // Until a first code has come, nothing is asked.
    platform.stranger().sign_in("bakery", PASSWORD).await.unwrap();
    let state: SecondFactor = bakery.get("/account/second-factor").await.unwrap();
    assert!(!state.enabled);
    let mut phone = platform.stranger();
    phone.sign_in("bakery", PASSWORD).await.unwrap();

    let app = bakery.add_second_factor().await;
    assert_eq!(app.recovery_codes.len(), 10);
    let state: SecondFactor = bakery.get("/account/second-factor").await.unwrap();
    assert_eq!((state.enabled, state.recovery_codes_left), (true, 10));
    assert!(bakery.account().await.second_factor);
    assert!(!phone.is_signed_in().await, "a session that has not shown it ends");
    let again = bakery.post::<Value>("/account/second-factor", &json!({})).await.unwrap_err();
    assert_eq!(again.code(), ProblemCode::Conflict);
}

async fn it_is_asked_at_sign_in(database: Database) {
    let platform = Platform::start(database);
    let mut app = platform.account("bakery", 0).await.add_second_factor().await;
    let mut client = platform.stranger();
    let asked = client.sign_in("bakery", PASSWORD).await.unwrap_err();
    assert_eq!((asked.status.as_u16(), asked.code()), (401, ProblemCode::SecondFactorRequired));
    let wrong = client.sign_in_with("bakery", PASSWORD, Some(app.wrong_code())).await.unwrap_err();
    assert_eq!(wrong.code(), ProblemCode::SecondFactorWrong);
    let stranger = client.sign_in_with("bakery", "not the password", Some(app.code().await)).await.unwrap_err();
    assert_eq!(
        stranger.code(),
        ProblemCode::WrongCredentials,
        "whether a second factor is on is told to the owner only"
    );

    let code = app.code().await;
    client.sign_in_with("bakery", PASSWORD, Some(code.clone())).await.unwrap();
    let replayed = platform.stranger().sign_in_with("bakery", PASSWORD, Some(code)).await.unwrap_err();
    assert_eq!(replayed.code(), ProblemCode::SecondFactorWrong, "a code is good once");

    // A recovery code is good once too, however it is typed, and twenty at once use it once.
    let recovery = app.recovery_codes[3].to_uppercase().replace('-', " ");
    let tries = (0..4).map(|_| {
        let (mut client, otp) = (platform.stranger(), Some(recovery.clone()));
        tokio::spawn(async move { client.sign_in_with("bakery", PASSWORD, otp).await.is_ok() })
    });
    let mut signed_in = 0;
    for tried in tries.collect::<Vec<_>>() {
        signed_in += usize::from(tried.await.unwrap());
    }
    assert_eq!(signed_in, 1);
    let state: SecondFactor = client.get("/account/second-factor").await.unwrap();
    assert_eq!(state.recovery_codes_left, 9);
}

async fn it_guards_password_and_email(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let mut app = bakery.add_second_factor().await;
    let new = "another long password";
    let change = |otp: Option<String>| json!({ "old": PASSWORD, "new": new, "otp": otp });
    let asked = bakery.put::<()>("/account/password", &json!({ "old": PASSWORD, "new": new })).await.unwrap_err();
    assert_eq!((asked.fields(), asked.problem.errors[0].code.as_str()), (vec!["otp"], "required"));
    let wrong = bakery.put::<()>("/account/password", &change(Some(app.wrong_code()))).await.unwrap_err();
    assert_eq!((wrong.fields(), wrong.problem.errors[0].code.as_str()), (vec!["otp"], "wrong"));
    let email = json!({ "email": "new@example.org" });
    assert_eq!(bakery.patch::<Account>("/account", &email).await.unwrap_err().fields(), ["otp"]);
    let recovery = app.recovery_codes[0].clone();
    bakery.put::<()>("/account/password", &change(Some(recovery))).await.unwrap();
    let changed: Account = bakery
        .patch("/account", &json!({ "email": "new@example.org", "password": new, "otp": app.code().await }))
        .await
        .unwrap();
    assert_eq!(changed.pending_email.as_deref(), Some("new@example.org"));
    assert_eq!(changed.email, "bakery@example.org", "it takes effect once it is confirmed");
}

async fn it_is_removed_with_a_code(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let off = bakery.post::<()>("/account/second-factor/removal", &json!({ "otp": "123456" })).await.unwrap_err();
    assert_eq!(off.code(), ProblemCode::Conflict);
    let mut app = bakery.add_second_factor().await;
    let wrong = json!({ "otp": app.wrong_code() });
    assert_eq!(bakery.post::<()>("/account/second-factor/removal", &wrong).await.unwrap_err().fields(), ["otp"]);
    let old = app.recovery_codes.clone();
    let right = json!({ "otp": app.code().await });
    let renewed: RecoveryCodes = bakery.post("/account/second-factor/recovery-codes", &right).await.unwrap();
    let void = json!({ "otp": old[5] });
    assert_eq!(bakery.post::<()>("/account/second-factor/removal", &void).await.unwrap_err().fields(), ["otp"]);
    bakery.post::<()>("/account/second-factor/removal", &json!({ "otp": renewed.codes[5] })).await.unwrap();
    platform.stranger().sign_in("bakery", PASSWORD).await.expect("no code is asked any more");
    assert!(!bakery.account().await.second_factor);
}
