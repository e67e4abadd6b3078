//! Buying with the test bank, from the pack to the credits, as a browser without scripts goes.

use openapi::Credits;
use openapi::purchases::{Purchase, PurchaseStatus, RefundStatus};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tests::{Client, Database, Platform, Sandbox};

tests::on_both!(
    cards_pay_and_are_refused,
    a_code_pays_and_a_wrong_one_does_not,
    who_closes_the_page_comes_back_to_it,
    a_server_that_was_down_is_told_when_it_is_back,
    a_bank_that_was_started_anew_takes_no_card,
    refunds_are_paid_and_fail,
);

/// A browser on the bank's page of a purchase.
struct Page {
    browser: reqwest::Client,
    url: String,
    shop: String,
    purchase: Purchase,
}

async fn buy(platform: &Platform, client: &Client) -> Page {
    let purchase: Purchase = client.post("/purchases", &json!({ "pack": 1000, "method": "card" })).await.unwrap();
    let browser = reqwest::Client::builder().redirect(Policy::none()).pool_max_idle_per_host(0).build().unwrap();
    let url = purchase.pay_url.clone().unwrap();
    Page { browser, url, shop: platform.server.address.replace("127.0.0.1", "localhost"), purchase }
}

impl Page {
    async fn text(&self) -> String {
        let answer = self.browser.get(&self.url).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    /// Presses a button; where it leads.
    async fn press(&self, path: &str, form: &str) -> String {
        let request = self.browser.post(format!("{}{path}", self.url)).body(form.to_owned());
        let answer = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// The page of the web app that shows the purchase.
    fn back(&self) -> String {
        format!("{}/credits/purchases/{}", self.shop, self.purchase.id)
    }

    async fn code(&self) -> String {
        let text = self.text().await;
        text.split(r#"<p class="code">"#).nth(1).unwrap().split('<').next().unwrap().replace(' ', "")
    }
}

async fn show(client: &Client, page: &Page) -> Purchase {
    client.get(&format!("/purchases/{}", page.purchase.id)).await.unwrap()
}

async fn cards_pay_and_are_refused(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let page = buy(&platform, &bakery).await;
    let text = page.text().await;
    for words in ["78,00\u{a0}€", "1\u{202f}000 crédits", page.purchase.reference.as_str(), "aucun argent ne bouge"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Sent back once the shop has been told: the page that opens says it is paid.
    assert_eq!(page.press("", "card=plain").await, page.back());
    let paid = show(&bakery, &page).await;
    assert_eq!((paid.status, paid.pay_url, paid.invoices.len()), (PurchaseStatus::Paid, None, 1));
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    let page = buy(&platform, &bakery).await;
    assert_eq!(page.press("", "card=declined").await, page.back());
    let refused = show(&bakery, &page).await;
    assert_eq!((refused.status, refused.reason.as_deref()), (PurchaseStatus::Refused, Some("card_declined")));
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    platform.verify_ledger();
}

async fn a_code_pays_and_a_wrong_one_does_not(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (right, status, reason) in
        [(true, PurchaseStatus::Paid, None), (false, PurchaseStatus::Refused, Some("wrong_code"))]
    {
        let page = buy(&platform, &bakery).await;
        page.press("", "card=secure").await;
        assert_eq!(show(&bakery, &page).await.status, PurchaseStatus::Pending);
        let code = if right { page.code().await } else { "nothing".to_owned() };
        assert_eq!(page.press("/code", &format!("code={code}")).await, page.back());
        let shown = show(&bakery, &page).await;
        assert_eq!((shown.status, shown.reason.as_deref()), (status, reason));
    }
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
}

async fn who_closes_the_page_comes_back_to_it(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let page = buy(&platform, &bakery).await;
    page.press("", "card=secure").await;
    // Closed. The purchase still says where to pay; later in the day it is paid there.
    let waiting = show(&bakery, &page).await;
    assert_eq!((waiting.status, waiting.pay_url.as_deref()), (PurchaseStatus::Pending, Some(page.url.as_str())));
    let code = page.code().await;
    page.press("/code", &format!("code={code}")).await;
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
}

async fn a_server_that_was_down_is_told_when_it_is_back(database: Database) {
    let sandbox = Sandbox::start(&[]);
    let mut platform = Platform::beside(database, &sandbox);
    let bakery = platform.account("bakery", 0).await;
    let page = buy(&platform, &bakery).await;
    platform.server.kill();
    let waiting = page.press("", "card=plain").await;
    assert!(waiting.ends_with("?told"), "{waiting}");
    platform.server.start_again();
    let mut bakery = platform.stranger();
    bakery.sign_in("bakery", tests::platform::PASSWORD).await.unwrap();
    bakery
        .wait("the notification", async || match show(&bakery, &page).await.status {
            PurchaseStatus::Paid => Ok(()),
            other => Err(other),
        })
        .await;
    assert_eq!(bakery.balance().await, Credits::whole(1_000));
    platform.verify_ledger();
}

async fn a_bank_that_was_started_anew_takes_no_card(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let page = buy(&platform, &bakery).await;
    platform.server.kill();
    platform.server.start_again();
    let mut bakery = platform.stranger();
    bakery.sign_in("bakery", tests::platform::PASSWORD).await.unwrap();
    assert_eq!(page.browser.get(&page.url).send().await.unwrap().status(), 404);
    platform.database.sql("UPDATE payment SET ask_at = 0");
    bakery
        .wait("the bank to be asked", async || match show(&bakery, &page).await.status {
            PurchaseStatus::Expired => Ok(()),
            other => Err(other),
        })
        .await;
}

async fn refunds_are_paid_and_fail(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    for (card, status) in [("plain", RefundStatus::Done), ("closing", RefundStatus::Failed)] {
        let page = buy(&platform, &bakery).await;
        page.press("", &format!("card={card}")).await;
        let order = json!({ "credits": "400", "reason": "as agreed" });
        let path = format!("/admin/purchases/{}/refunds", page.purchase.id);
        let _: Value = operator.post(&path, &order).await.unwrap();
        bakery
            .wait("the bank's word", async || {
                let refunds = show(&bakery, &page).await.refunds;
                if refunds[0].status == status { Ok(()) } else { Err(refunds) }
            })
            .await;
    }
    assert_eq!(bakery.balance().await, Credits::whole(1_200));
    platform.verify_ledger();
}
