//! The test bank: from a checkout to its notification, by way of the page.

use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use reqwest::redirect::Policy;
use serde_json::{Value, json};

use crate::support::{Posted, World, quick};

const SECRET: &str = "a secret of the shop";

/// A shop and a buyer's browser, which is sent nowhere by itself.
struct Shop {
    world: World,
    browser: reqwest::Client,
}

impl Shop {
    async fn new() -> Self {
        let browser = reqwest::Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self { world: World::new(quick()).await, browser }
    }

    fn checkout(&self, reference: &str, locale: &str) -> Value {
        json!({
            "reference": reference, "label": "CH7F3K-2Q9D", "amount": "1234.50", "currency": "EUR",
            "description": "1 000 <credits>", "return_url": "http://shop.example/back?a=1&b=2",
            "notify_url": format!("{}/paid", self.world.receiver_url), "secret": SECRET, "locale": locale,
        })
    }

    async fn open(&self, reference: &str) -> Value {
        self.call("/bank/checkouts", &self.checkout(reference, "en"), 201).await
    }

    async fn call(&self, path: &str, body: &Value, status: u16) -> Value {
        let answer = self.world.post(path, body).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path} {body}");
        answer.json().await.unwrap()
    }

    async fn page(&self, checkout: &Value) -> String {
        let answer = self.browser.get(checkout["url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("form-action 'self' http://shop.example;"), "{policy}");
        answer.text().await.unwrap()
    }

    /// Posts a form of the page; where the buyer is sent.
    async fn submit(&self, checkout: &Value, path: &str, form: &str) -> String {
        let url = format!("{}{path}", checkout["url"].as_str().unwrap());
        let request = self.browser.post(url).header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body(form.to_owned()).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    async fn status(&self, checkout: &Value) -> Value {
        let (status, body) = self.world.get(&format!("/bank/checkouts/{}", checkout["id"].as_str().unwrap())).await;
        assert_eq!(status, 200);
        body["status"].clone()
    }

    fn posted(&self) -> Vec<Posted> {
        self.world.receiver.posted()
    }
}

/// Whether it is signed with the shop's secret, just now.
fn verify(posted: &Posted) {
    let signature = posted.signature.clone().unwrap();
    let (stamp, hex) = signature.strip_prefix("t=").unwrap().split_once(",v1=").unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    assert!(now.abs_diff(stamp.parse().unwrap()) < 60, "{signature}");
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(stamp.as_bytes());
    mac.update(b".");
    mac.update(&posted.raw);
    let expected: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, expected);
}

const BACK: &str = "http://shop.example/back?a=1&b=2";

#[tokio::test]
async fn a_card_pays_once_and_the_shop_is_told_by_a_signed_notification() {
    let shop = Shop::new().await;
    let checkout = shop.open("7").await;
    let page = shop.page(&checkout).await;
    for words in ["€1,234.50", "CH7F3K-2Q9D", "1 000 &lt;credits&gt;", "no money moves", "back?a=1&amp;b=2"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(shop.submit(&checkout, "", "card=plain").await, BACK);
    let posted = shop.posted();
    assert_eq!((posted.len(), posted[0].path.as_str()), (1, "/paid"));
    verify(&posted[0]);
    let body = &posted[0].body;
    assert_eq!(
        (&body["event"], &body["reference"], &body["amount"], &body["currency"]),
        (&json!("payment.paid"), &json!("7"), &json!("1234.50"), &json!("EUR"))
    );
    assert_eq!(shop.status(&checkout).await, "paid");
    // Pressed again, or another card: nothing more happens.
    let page = format!("/bank/pay/{}", checkout["id"].as_str().unwrap());
    for form in ["card=plain", "card=declined"] {
        assert_eq!(shop.submit(&checkout, "", form).await, page);
    }
    assert_eq!((shop.status(&checkout).await, shop.posted().len()), (json!("paid"), 1));
    assert!(shop.page(&checkout).await.contains("Payment accepted"));
}

#[tokio::test]
async fn the_same_reference_is_the_same_checkout() {
    let shop = Shop::new().await;
    let [first, again, other] = [shop.open("7").await, shop.open("7").await, shop.open("8").await];
    assert_eq!(first, again);
    assert_ne!(first["id"], other["id"]);
}

#[tokio::test]
async fn a_declined_card_and_a_wrong_code_refuse() {
    let shop = Shop::new().await;
    let checkout = shop.open("7").await;
    assert_eq!(shop.submit(&checkout, "", "card=declined").await, BACK);
    let wrong = shop.open("8").await;
    let page = shop.submit(&wrong, "", "card=secure").await;
    assert_eq!(page, format!("/bank/pay/{}", wrong["id"].as_str().unwrap()));
    assert_eq!(shop.status(&wrong).await, "open");
    assert_eq!(shop.submit(&wrong, "/code", "code=not+it").await, BACK);
    let told: Vec<(Value, Value)> =
        shop.posted().iter().map(|posted| (posted.body["event"].clone(), posted.body["reason"].clone())).collect();
    let refused = json!("payment.refused");
    assert_eq!(told, [(refused.clone(), json!("card_declined")), (refused, json!("wrong_code"))]);
    assert_eq!(shop.status(&wrong).await, "refused");
}

#[tokio::test]
async fn the_code_of_the_page_pays_also_for_who_closed_it_and_came_back() {
    let shop = Shop::new().await;
    let checkout = shop.open("7").await;
    // A code before a card was chosen counts for nothing.
    shop.submit(&checkout, "/code", "code=123456").await;
    assert_eq!(shop.status(&checkout).await, "open");
    shop.submit(&checkout, "", "card=secure").await;
    // Closed, and opened again.
    let page = shop.page(&checkout).await;
    let code = page.split(r#"<p class="code">"#).nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(code.len(), 7, "six digits and a space: {code}");
    assert_eq!(shop.submit(&checkout, "/code", &format!("code={}", code.replace(' ', "+"))).await, BACK);
    assert_eq!((shop.status(&checkout).await, shop.posted().len()), (json!("paid"), 1));
}

#[tokio::test]
async fn the_buyer_waits_while_the_shop_is_down() {
    let shop = Shop::new().await;
    let checkout = shop.open("7").await;
    shop.world.receiver.refuse(5);
    let waiting = shop.submit(&checkout, "", "card=plain").await;
    assert_eq!(waiting, format!("/bank/pay/{}?told", checkout["id"].as_str().unwrap()));
    assert_eq!(shop.status(&checkout).await, "paid");
    shop.world.until("the shop takes it", |shop| shop.receiver.posted().len() == 6).await;
    // Every time the same event, signed anew.
    let posted = shop.posted();
    assert!(posted.iter().all(|one| one.body == posted[0].body));
    posted.iter().for_each(verify);
    let url = format!("{}{waiting}", shop.world.sandbox.url());
    loop {
        let answer = shop.browser.get(&url).send().await.unwrap();
        if answer.status() == 303 {
            assert_eq!(answer.headers()["location"], BACK);
            break;
        }
        assert!(answer.text().await.unwrap().contains(r#"http-equiv="refresh""#));
    }
}

#[tokio::test]
async fn refunds_are_told_and_never_more_than_was_paid() {
    let shop = Shop::new().await;
    let [plain, closing, open] = [shop.open("7").await, shop.open("8").await, shop.open("9").await];
    shop.submit(&plain, "", "card=plain").await;
    shop.submit(&closing, "", "card=closing").await;
    let refund = |checkout: &Value, reference: &str, amount: &str| json!({"reference": reference, "checkout": checkout["id"], "amount": amount});
    let pending = json!({"status": "pending"});
    assert_eq!(shop.call("/bank/refunds", &refund(&plain, "1", "1000.50"), 201).await, pending);
    assert_eq!(shop.call("/bank/refunds", &refund(&closing, "2", "10"), 201).await, pending);
    assert_eq!(shop.call("/bank/refunds", &refund(&plain, "3", "234.01"), 409).await["code"], "more_than_paid");
    assert_eq!(shop.call("/bank/refunds", &refund(&open, "4", "1"), 409).await["code"], "not_paid");
    assert_eq!(shop.call("/bank/refunds", &refund(&plain, "5", "0"), 400).await["errors"][0]["field"], "amount");
    let unknown = json!({"id": "bank-1"});
    assert_eq!(shop.call("/bank/refunds", &refund(&unknown, "6", "1"), 404).await["code"], "unknown_checkout");
    shop.world.until("both are told", |world| world.receiver.posted().len() == 4).await;
    let mut told: Vec<String> =
        shop.posted()[2..].iter().map(|posted| format!("{} {}", posted.body["event"], posted.body["refund"])).collect();
    told.sort();
    assert_eq!(told, [r#""refund.done" "1""#, r#""refund.failed" "2""#]);
    // Asked again, it tells what became of it; what failed can be asked for anew.
    let done = async || shop.call("/bank/refunds", &refund(&plain, "1", "1000.50"), 201).await["status"] == "done";
    while !done().await {}
    assert_eq!(shop.call("/bank/refunds", &refund(&closing, "2", "10"), 201).await["reason"], "card_closed");
    assert_eq!(shop.call("/bank/refunds", &refund(&plain, "7", "234.00"), 201).await, pending);
}

#[tokio::test]
async fn what_is_no_checkout_is_refused_by_its_field() {
    let shop = Shop::new().await;
    for (field, value) in [
        ("amount", "12.345"),
        ("currency", "euro"),
        ("label", ""),
        ("return_url", "javascript:alert(1)"),
        ("return_url", "http://shop.example;script-src/"),
        ("notify_url", "https://shop.example/"),
    ] {
        let mut checkout = shop.checkout("7", "fr");
        checkout[field] = json!(value);
        let problem = shop.call("/bank/checkouts", &checkout, 400).await;
        assert_eq!(problem["errors"][0]["field"], field, "{value}");
    }
    let unknown = format!("{}/bank/pay/bank-1", shop.world.sandbox.url());
    let answer = shop.browser.get(unknown).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert!(answer.text().await.unwrap().contains("Recommencez votre achat"));
    let french = shop.call("/bank/checkouts", &shop.checkout("7", "fr"), 201).await;
    assert!(shop.page(&french).await.contains("1\u{202f}234,50\u{a0}€"));
}
