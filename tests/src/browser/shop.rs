//! Purchases on the pages that sell: one that is paid, one that the bank refused, one that waits for a transfer.

use openapi::accounts::Account;
use openapi::purchases::{Purchase, PurchaseStatus};
use serde_json::json;

use crate::client::Client;

/// What was bought, each to be looked at.
pub struct Bought {
    pub paid: String,
    pub refused: String,
    pub waiting: String,
}

pub async fn fill(bakery: &Client) -> Bought {
    let billing = json!({ "billing": {
        "name": "Anne Martin", "company": "Boulangerie Martin", "address": "12 rue du Four", "postal_code": "69001", "city": "Lyon", "country": "FR",
    } });
    let _: Account = bakery.patch("/account", &billing).await.expect("they are particulars");
    let paid = pay(bakery, 500, "plain", PurchaseStatus::Paid).await;
    let refused = pay(bakery, 50, "declined", PurchaseStatus::Refused).await;
    let waiting = buy(bakery, 10_000, "transfer").await.id.to_string();
    buy(bakery, 100, "cheque").await;
    Bought { paid, refused, waiting }
}

async fn buy(bakery: &Client, pack: i64, method: &str) -> Purchase {
    bakery.post("/purchases", &json!({ "pack": pack, "method": method })).await.expect("it is offered")
}

/// Chooses a card at the test bank, whose page is a form.
async fn pay(bakery: &Client, pack: i64, card: &str, status: PurchaseStatus) -> String {
    let bought = buy(bakery, pack, "card").await;
    let page = bought.pay_url.expect("it is paid on the bank's page");
    let request = reqwest::Client::new().post(page).header("content-type", "application/x-www-form-urlencoded");
    request.body(format!("card={card}")).send().await.expect("the bank is there");
    let path = format!("/purchases/{}", bought.id);
    let done = async || {
        let purchase = bakery.get::<Purchase>(&path).await.expect("it is ours");
        if purchase.status == status { Ok(purchase.id.to_string()) } else { Err(purchase.status) }
    };
    bakery.wait("the bank's word", done).await
}
