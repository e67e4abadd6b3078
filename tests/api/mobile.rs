//! The certified mobile: a code through the real dispatch, and a gift that is given once.

use openapi::accounts::{Account, MobileCertified, MobileCode};
use openapi::credits::{MovementKind, MovementPage};
use openapi::{Credits, Msisdn, ProblemCode};
use serde_json::{Value, json};
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    a_code_certifies_and_earns_a_gift,
    a_number_earns_its_gift_once,
    wrong_codes_end,
    codes_are_few,
    codes_go_to_mobiles_of_the_operators_country,
    parallel_confirmations_give_once
);

const MOBILE: &str = "+33612345678";

async fn ask(client: &Client, number: &str) -> Result<MobileCode, Refused> {
    client.post("/account/mobile", &json!({ "number": number })).await
}

async fn confirm(client: &Client, code: &str) -> Result<MobileCertified, Refused> {
    client.post("/account/mobile/confirmations", &json!({ "code": code })).await
}

/// The newest code on the phone: it really went through the worker and the provider.
async fn read_code(platform: &Platform, client: &Client, number: &str, nth: usize) -> String {
    let number: Msisdn = number.parse().unwrap();
    let text = client
        .wait("the code", async || {
            let handset = platform.sandbox().handset(number).await;
            if handset.messages.len() < nth {
                return Err(handset.messages.len());
            }
            // Newest or oldest first: codes differ, and the last one that came is the one that counts.
            let newest = handset.messages.iter().max_by_key(|message| message.at.clone());
            newest.map(|message| message.text.clone()).ok_or(0)
        })
        .await;
    text.split(|c: char| !c.is_ascii_digit())
        .find(|word| word.len() == 6)
        .unwrap_or_else(|| panic!("{text}"))
        .to_owned()
}

/// A code that is not this one.
fn other(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

async fn a_code_certifies_and_earns_a_gift(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let asked = ask(&bakery, "06 12 34 56 78").await.unwrap();
    assert_eq!(asked.number.to_string(), MOBILE);
    let code = read_code(&platform, &bakery, MOBILE, 1).await;
    assert!(bakery.messages().await.is_empty(), "nobody reads a code in a list of messages");
    let certified = confirm(&bakery, &code).await.unwrap();
    assert_eq!((certified.gift, certified.account.balance), (Credits::whole(20), Credits::whole(20)));
    assert!(certified.account.mobile_certified && certified.account.completion.mobile);
    assert_eq!(certified.account.mobile.unwrap().to_string(), MOBILE);
    let movements: MovementPage = bakery.get("/movements").await.unwrap();
    assert_eq!(movements.items.iter().map(|one| one.kind).collect::<Vec<_>>(), [MovementKind::Gift]);
    let used = confirm(&bakery, &code).await.unwrap_err();
    assert_eq!((used.fields(), used.problem.errors[0].code.as_str()), (vec!["code"], "expired"));
    let again = ask(&bakery, MOBILE).await.unwrap_err();
    assert_eq!(again.code(), ProblemCode::Conflict);
    // The gift can be spent, and the platform's own expense is in the ledger.
    bakery.send("+33612345601", "Bought with the gift").await.unwrap();
    platform.verify_ledger();
    let paid = platform.database.sql("SELECT SUM(amount) FROM posting WHERE holder = 3");
    assert_eq!(paid, "-10000", "one part to France");
}

async fn a_number_earns_its_gift_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    for (nth, client) in [&bakery, &florist].into_iter().enumerate() {
        ask(client, MOBILE).await.unwrap();
        let code = read_code(&platform, client, MOBILE, nth + 1).await;
        let certified = confirm(client, &code).await.unwrap();
        assert!(certified.account.mobile_certified);
        assert_eq!(certified.gift, if nth == 0 { Credits::whole(20) } else { Credits::ZERO });
    }
    // Nor does an account earn a second one with another number.
    ask(&bakery, "+33612345679").await.unwrap();
    let code = read_code(&platform, &bakery, "+33612345679", 1).await;
    assert_eq!(confirm(&bakery, &code).await.unwrap().gift, Credits::ZERO);
    assert_eq!((bakery.balance().await, florist.balance().await), (Credits::whole(20), Credits::ZERO));
    platform.verify_ledger();
}

async fn wrong_codes_end(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let reason = |refused: Refused| refused.problem.errors[0].code.clone();
    assert_eq!(reason(confirm(&bakery, "123456").await.unwrap_err()), "expired", "none was asked for");
    ask(&bakery, MOBILE).await.unwrap();
    let code = read_code(&platform, &bakery, MOBILE, 1).await;
    // Somebody else's code is nobody's.
    let florist = platform.account("florist", 0).await;
    assert_eq!(reason(confirm(&florist, &code).await.unwrap_err()), "expired");
    for _ in 0..5 {
        assert_eq!(reason(confirm(&bakery, &other(&code)).await.unwrap_err()), "wrong");
    }
    assert_eq!(reason(confirm(&bakery, &code).await.unwrap_err()), "too_many_tries", "the right one comes too late");
    ask(&bakery, MOBILE).await.unwrap();
    let code = read_code(&platform, &bakery, MOBILE, 2).await;
    platform.database.sql("UPDATE mobile_code SET expires_at = 1");
    assert_eq!(reason(confirm(&bakery, &code).await.unwrap_err()), "expired");
    assert!(!bakery.account().await.mobile_certified);
    assert_eq!(bakery.balance().await, Credits::ZERO);
}

async fn codes_are_few(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_CODES_PER_HOUR", "5")]);
    let bakery = platform.account("bakery", 0).await;
    // Ten at once: three are sent.
    let asked = (0..10).map(|_| {
        let client = bakery.clone();
        tokio::spawn(async move { ask(&client, MOBILE).await })
    });
    let mut sent = 0;
    for answer in asked.collect::<Vec<_>>() {
        match answer.await.unwrap() {
            Ok(_) => sent += 1,
            Err(refused) => {
                assert_eq!(refused.code(), ProblemCode::TooManyTries);
                assert!(refused.problem.retry_after.unwrap() > 3_000);
            }
        }
    }
    assert_eq!(sent, 3);
    // A number has its own count, whoever asks, and the platform one over all.
    let florist = platform.account("florist", 0).await;
    assert_eq!(ask(&florist, MOBILE).await.unwrap_err().code(), ProblemCode::TooManyTries);
    ask(&florist, "+33612345601").await.unwrap();
    ask(&florist, "+33612345602").await.unwrap();
    let school = platform.account("school", 0).await;
    assert_eq!(ask(&school, "+33612345603").await.unwrap_err().code(), ProblemCode::TooManyTries);
    platform.database.sql("UPDATE allowance SET began_at = began_at - 3600000");
    ask(&school, "+33612345603").await.expect("an hour later");
}

async fn codes_go_to_mobiles_of_the_operators_country(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_CODE_COUNTRIES", "FR,GB")]);
    let bakery = platform.account("bakery", 0).await;
    for (number, reason) in [
        ("+33140205317", "not_mobile"),
        ("+33899701234", "not_mobile"),
        ("+32470123456", "country_not_served"),
        ("+596696123456", "country_not_served"),
        ("hello", "not_a_number"),
        ("+33", "impossible_number"),
    ] {
        let refused = ask(&bakery, number).await.unwrap_err();
        assert_eq!(refused.fields(), ["number"], "{number}");
        assert_eq!(refused.problem.errors[0].code, reason, "{number}");
    }
    ask(&bakery, "+447400123456").await.unwrap();
    let newcomer = platform.newcomer("newcomer").await;
    let refused = ask(&newcomer, MOBILE).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (403, ProblemCode::Unconfirmed));
    let refused = platform.stranger().post::<Value>("/account/mobile", &json!({ "number": MOBILE })).await;
    assert_eq!(refused.unwrap_err().code(), ProblemCode::Unauthorized);
}

async fn parallel_confirmations_give_once(database: Database) {
    let platform = Platform::start(database);
    // Twenty accounts, one number: the hour's limit is lifted as time would.
    let mut ready = Vec::new();
    for at in 0..20 {
        let client = platform.account(&format!("shop-{at}"), 0).await;
        platform.database.sql("DELETE FROM allowance");
        ask(&client, MOBILE).await.unwrap();
        let code = read_code(&platform, &client, MOBILE, at + 1).await;
        ready.push((client, code));
    }
    let tries = ready.into_iter().map(|(client, code)| tokio::spawn(async move { confirm(&client, &code).await }));
    let mut gifts = Credits::ZERO;
    for certified in tries.collect::<Vec<_>>() {
        gifts = gifts + certified.await.unwrap().unwrap().gift;
    }
    assert_eq!(gifts, Credits::whole(20));
    // One account, one code, twenty at once.
    let bakery = platform.account("bakery", 0).await;
    ask(&bakery, "+33612345699").await.unwrap();
    let code = read_code(&platform, &bakery, "+33612345699", 1).await;
    let tries = (0..20).map(|_| {
        let (client, code) = (bakery.clone(), code.clone());
        tokio::spawn(async move { confirm(&client, &code).await.map_or(Credits::ZERO, |certified| certified.gift) })
    });
    let mut gifts = Credits::ZERO;
    for gift in tries.collect::<Vec<_>>() {
        gifts = gifts + gift.await.unwrap();
    }
    assert_eq!(gifts, Credits::whole(20));
    let account: Account = bakery.account().await;
    assert!(account.mobile_certified && account.balance == Credits::whole(20));
    platform.verify_ledger();
}
