//! Operators: everything below `/admin` is nothing to everybody else.

use openapi::ProblemCode;
use openapi::accounts::Account;
use openapi::admin::{AdminAccount, AdminAccountPage};
use openapi::api_keys::{KeyMode, Scope};
use openapi::audit::{AuditKind, AuditPage};
use openapi::campaigns::CampaignStatus;
use reqwest::Method;
use serde_json::{Value, json};
use tests::platform::PASSWORD;
use tests::{Database, Platform};

tests::on_both!(
    nothing_is_here_for_anybody_else,
    accounts_are_listed_and_found,
    a_disabled_account_stops,
    a_mobile_is_waived
);

const ROUTES: [(&str, &str); 6] = [
    ("GET", "/admin/accounts"),
    ("GET", "/admin/accounts/bakery"),
    ("POST", "/admin/accounts/bakery/disable"),
    ("POST", "/admin/accounts/bakery/enable"),
    ("POST", "/admin/accounts/bakery/waive-mobile"),
    ("GET", "/admin/audit"),
];

async fn nothing_is_here_for_anybody_else(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let half = platform.account("half", 0).await;
    platform.chappe(&["admin", "operator", "add", "half"]);
    let (operator, _) = platform.operator().await;
    let key = operator.with_key(&operator.make_key(&Scope::ALL, KeyMode::Live).await.secret);
    for (method, path) in ROUTES {
        let ask = |client: &tests::Client| {
            let request = client.request(Method::from_bytes(method.as_bytes()).unwrap(), path);
            if path.ends_with("disable") { request.json(&json!({})) } else { request }
        };
        for (who, client) in [("an account", &bakery), ("an operator's key", &key)] {
            let refused = client.send_request::<Value>(ask(client)).await.unwrap_err();
            assert_eq!(
                (refused.status.as_u16(), refused.code()),
                (404, ProblemCode::NotFound),
                "{who}: {method} {path}"
            );
        }
        let stranger = platform.stranger();
        let refused = stranger.send_request::<Value>(ask(&stranger)).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::NotFound, "a stranger: {method} {path}");
        let refused = half.send_request::<Value>(ask(&half)).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::OperatorSecondFactor, "{method} {path}");
    }
    assert!(bakery.is_signed_in().await, "none of it had an effect");
    let unknown = platform.run(&["admin", "operator", "add", "nobody"]);
    assert!(!unknown.status.success());
}

async fn accounts_are_listed_and_found(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 5).await;
    platform.newcomer("florist").await;
    let billing = json!({ "billing": { "name": "Anne Martin", "company": "Boulangerie Martin" } });
    let _: Account = bakery.patch("/account", &billing).await.unwrap();
    let (operator, _) = platform.operator().await;
    let all: AdminAccountPage = operator.get("/admin/accounts").await.unwrap();
    let ids: Vec<&str> = all.items.iter().map(|account| account.account_id.as_str()).collect();
    assert_eq!(ids, ["operator", "florist", "bakery"]);
    assert!(all.items[0].operator && !all.items[1].confirmed && all.items[2].confirmed);
    for (words, found) in [("martin", 1), ("FLORIST@", 1), ("e", 3), ("%", 0), ("nobody", 0)] {
        let page: AdminAccountPage =
            operator.get(&format!("/admin/accounts?q={}", words.replace('%', "%25"))).await.unwrap();
        assert_eq!(page.items.len(), found, "{words}");
    }
    let first: AdminAccountPage = operator.get("/admin/accounts?limit=2").await.unwrap();
    let rest: AdminAccountPage =
        operator.get(&format!("/admin/accounts?limit=2&after={}", first.next.unwrap())).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    let one: AdminAccount = operator.get("/admin/accounts/BAKERY").await.unwrap();
    assert_eq!((one.company.as_str(), one.balance), ("Boulangerie Martin", openapi::Credits::whole(5)));
    assert_eq!(operator.get::<Value>("/admin/accounts/nobody").await.unwrap_err().code(), ProblemCode::NotFound);
}

async fn a_disabled_account_stops(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_IN_FLIGHT", "1")]);
    let bakery = platform.account("bakery", 6_000).await;
    let key = bakery.with_key(&bakery.make_key(&[Scope::Read], KeyMode::Live).await.secret);
    let (operator, _) = platform.operator().await;
    let numbers = (0..5_000).map(|at| format!("+3361{at:07}"));
    let campaign = bakery.create_campaign(&tests::client::to_numbers(numbers, "Bonjour")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;

    let disabled: AdminAccount =
        operator.post("/admin/accounts/bakery/disable", &json!({ "reason": "Spam" })).await.unwrap();
    assert!(disabled.disabled && disabled.disabled_reason.as_deref() == Some("Spam"));
    assert_eq!(bakery.get::<Value>("/account").await.unwrap_err().status, 401, "its sessions have ended");
    assert_eq!(key.get::<Value>("/account").await.unwrap_err().code(), ProblemCode::AccountDisabled);
    let refused = platform.stranger().sign_in("bakery", PASSWORD).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::AccountDisabled);
    let guessed = platform.stranger().sign_in("bakery", "not the password").await.unwrap_err();
    assert_eq!(guessed.code(), ProblemCode::WrongCredentials, "only the owner learns it");
    // What was under way is settled; then nothing more leaves.
    let queued = || {
        platform.database.sql("SELECT COUNT(*) FROM message WHERE status = 0 AND seq > (SELECT MAX(cursor) FROM lane)")
    };
    let mut left = queued();
    operator
        .wait("the campaign to stand still", async || {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            let before = std::mem::replace(&mut left, queued());
            if before == left { Ok(()) } else { Err(before) }
        })
        .await;
    assert_ne!(left, "0", "the campaign was finished before it could be stopped");
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(queued(), left);

    let own = operator.post::<Value>("/admin/accounts/operator/disable", &json!({})).await.unwrap_err();
    assert_eq!(own.code(), ProblemCode::Conflict);
    let enabled: AdminAccount = operator.act("/admin/accounts/bakery/enable").await.unwrap();
    assert!(!enabled.disabled && enabled.disabled_reason.is_none());
    let mut bakery = bakery;
    bakery.sign_in("bakery", PASSWORD).await.unwrap();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!((finished.status, finished.totals.received), (CampaignStatus::Finished, 5_000));
    let told: AuditPage = bakery.get("/audit").await.unwrap();
    let by: Vec<_> =
        told.items.iter().filter(|event| event.by.as_deref() == Some("operator")).map(|e| e.what).collect();
    assert_eq!(by, [AuditKind::AccountEnabled, AuditKind::AccountDisabled]);
    let all: AuditPage = operator.get("/admin/audit?account=bakery").await.unwrap();
    assert!(all.items.len() >= told.items.len() && all.items.iter().all(|e| e.account_id.as_deref() == Some("bakery")));
    platform.verify_ledger();
}

async fn a_mobile_is_waived(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let billing = json!({ "billing": { "name": "Anne Martin", "country": "FR" } });
    let before: Account = bakery.patch("/account", &billing).await.unwrap();
    let completion = before.completion;
    assert!(completion.name && completion.country && completion.email && !completion.mobile && !completion.complete);
    let waived: AdminAccount = operator.act("/admin/accounts/bakery/waive-mobile").await.unwrap();
    assert!(waived.mobile_waived && !waived.mobile_certified);
    let after = bakery.account().await;
    assert!(after.completion.complete && !after.mobile_certified);
    assert_eq!(after.balance, openapi::Credits::ZERO, "no gift comes with it");
}
