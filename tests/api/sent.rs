//! One list of what was sent: campaigns and single messages.

use openapi::api_keys::{KeyMode, Scope};
use openapi::campaigns::{Campaign, CampaignStatus, Kind, NewCampaign, Recipients};
use openapi::messages::{Message, MessagePage, MessageStatus, NewMessage};
use openapi::sent::{Sent, SentPage};
use openapi::{Credits, ProblemCode, Time};
use serde_json::{Value, json};
use tests::client::{new_message, to_numbers};
use tests::{Client, Database, Platform};

tests::on_both!(
    campaigns_and_messages_in_one_list,
    a_search_looks_at_so_many_rows_and_goes_on,
    what_is_cancelled_before_its_date_is_listed,
    what_costs_nothing_shows_no_price,
    a_message_is_copied_and_taken_off_the_list,
    a_transfer_says_that_it_eats_what_campaigns_need,
);

/// What tells a row: a campaign's name or a message's text.
fn word(sent: &Sent) -> String {
    match (&sent.campaign, &sent.message) {
        (Some(campaign), None) => campaign.name.clone(),
        (None, Some(message)) => message.text.clone().unwrap(),
        both => panic!("one of the two: {both:?}"),
    }
}

/// The list to its end, page by page.
async fn listed(client: &Client, query: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut after = String::new();
    loop {
        let page: SentPage = client.get(&format!("/sent?{query}{after}")).await.unwrap();
        words.extend(page.items.iter().map(word));
        let Some(next) = page.next else { return words };
        after = format!("&after={next}");
    }
}

async fn campaigns_and_messages_in_one_list(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 50).await, platform.account("florist", 10).await];
    // Written first, launched in the middle: it stands where it was launched.
    let draft = NewCampaign { draft: true, name: Some("Draft".to_owned()), ..to_numbers(["+33612345601"], "Drafted") };
    let draft = bakery.create_campaign(&draft).await.unwrap().id;
    let forgotten = NewCampaign { draft: true, ..to_numbers(["+33612345601"], "Never launched") };
    bakery.create_campaign(&forgotten).await.unwrap();
    bakery.send("+33612345611", "One").await.unwrap();
    let named = |name: &str| NewCampaign { name: Some(name.to_owned()), ..to_numbers(["+33612345602"], "Market") };
    let first = bakery.create_campaign(&named("First")).await.unwrap().id;
    let middle = bakery.send("+33612345612", "Two").await.unwrap();
    bakery.launch(draft).await.unwrap();
    let voice = NewMessage { kind: Kind::Voice, ..new_message("+33612345613", "Three") };
    bakery.post_message(&voice).await.unwrap();
    let failed = bakery.send("+33799999901", "Four").await.unwrap();
    florist.send("+33612345699", "Theirs").await.unwrap();
    let all = ["Four", "Three", "Draft", "Two", "First", "One"];
    for limit in [1, 2, 3, 5, 6, 50] {
        assert_eq!(listed(&bakery, &format!("limit={limit}")).await, all, "in pages of {limit}");
    }
    assert_eq!(listed(&florist, "").await, ["Theirs"]);
    for id in [first, draft] {
        bakery.wait_until_finished(id).await;
    }
    bakery.wait_for_message(failed.id, MessageStatus::Failed).await;
    for (query, found) in [
        ("status=finished", &["Draft", "First"][..]),
        ("status=running", &[]),
        ("status=failed", &["Four"]),
        ("kind=voice", &["Three"]),
        ("q=market", &["First"]),
        ("q=draft", &["Draft"]),
        ("q=06%2012%2034%2056%2012", &["Two"]),
        ("q=three&kind=pro", &[]),
    ] {
        assert_eq!(listed(&bakery, query).await, found, "{query}");
    }
    let since = Time::from_millis(middle.created_at.millis());
    assert_eq!(listed(&bakery, &format!("from={since}")).await, ["Four", "Three", "Draft", "Two"]);
    assert_eq!(listed(&bakery, &format!("to={since}")).await, ["First", "One"]);
    // What is deleted is gone from the list, and from nothing else.
    bakery.delete(&format!("/campaigns/{first}")).await.unwrap();
    assert_eq!(listed(&bakery, "limit=2").await, ["Four", "Three", "Draft", "Two", "One"]);
    let answer = bakery.request(reqwest::Method::GET, "/sent/export?separator=;").send().await.unwrap();
    let csv = answer.text().await.unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 6, "{csv}");
    assert!(lines[1].contains("Four") && lines[3].contains("Draft") && lines[5].contains("One"), "{csv}");
    let xlsx = bakery.request(reqwest::Method::GET, "/sent/export?format=xlsx&status=finished").send().await.unwrap();
    assert!(xlsx.bytes().await.unwrap().starts_with(b"PK"));
}

async fn a_search_looks_at_so_many_rows_and_goes_on(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 50).await;
    bakery.send("+33612345601", "The oldest").await.unwrap();
    // As many as one page looks at, and some: only an integrator sends so many, one by one.
    let numbers = match platform.database.is_postgres() {
        true => "generate_series(1, 20000) AS n (n)",
        false => {
            "(WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000) SELECT n FROM n) AS n"
        }
    };
    platform.database.sql(&format!(
        "INSERT INTO message (id, account_id, recipient, country, kind, text, parts, price, status, was, refunded, attempt, test)
         SELECT m.id + n.n, m.account_id, m.recipient, m.country, m.kind, 'Ordinary', 1, 0, 4, 4, FALSE, 1, TRUE
         FROM message m, {numbers}"
    ));
    let page: SentPage = bakery.get("/sent?q=oldest").await.unwrap();
    assert!(page.items.is_empty() && page.next.is_some(), "{page:?}");
    assert_eq!(listed(&bakery, "q=oldest").await, ["The oldest"]);
    assert_eq!(listed(&bakery, "limit=500").await.len(), 20_001);
}

async fn what_is_cancelled_before_its_date_is_listed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    bakery.send("+33612345601", "Before").await.unwrap();
    let send_at = Some("2099-01-01T10:00:00Z".parse().unwrap());
    let later = NewCampaign { send_at, name: Some("Later".to_owned()), ..to_numbers(["+33612345601"], "Later") };
    let later = bakery.create_campaign(&later).await.unwrap().id;
    assert_eq!(listed(&bakery, "").await, ["Before"], "it waits among the programmed ones");
    bakery.send("+33612345601", "Between").await.unwrap();
    for _ in 0..2 {
        assert_eq!(bakery.cancel(later).await.unwrap().status, CampaignStatus::Cancelled);
    }
    assert_eq!(listed(&bakery, "").await, ["Later", "Between", "Before"], "where it ended");
    assert_eq!(listed(&bakery, "status=cancelled").await, ["Later"]);
    // One that was launched stays where it was launched.
    let numbers = (0..5).map(|number| format!("+3361234560{number}"));
    let begun = NewCampaign { name: Some("Begun".to_owned()), ..to_numbers(numbers, "Begun") };
    let begun = bakery.create_campaign(&begun).await.unwrap().id;
    bakery.pause(begun).await.ok();
    bakery.send("+33612345601", "After").await.unwrap();
    bakery.cancel(begun).await.ok();
    assert_eq!(listed(&bakery, "limit=2").await[..2], ["After", "Begun"]);
}

async fn what_costs_nothing_shows_no_price(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33612345609"] })).await.unwrap();
    let silenced = bakery.send("+33612345609", "Silenced").await.unwrap();
    assert_eq!((silenced.status, silenced.credits), (MessageStatus::Skipped, Credits::ZERO));
    let refused = bakery.send("+33799999908", "Refused").await.unwrap();
    let absent = bakery.send("+33799999901", "Absent").await.unwrap();
    let sent = bakery.send("+33612345601", "Sent").await.unwrap();
    for (message, status) in
        [(&refused, MessageStatus::Failed), (&absent, MessageStatus::Failed), (&sent, MessageStatus::Received)]
    {
        bakery.wait_for_message(message.id, status).await;
    }
    let spent = Credits::whole(10) - bakery.balance().await;
    assert_eq!(spent, Credits::whole(2), "what left is charged, what was refused is not");
    let sum = |messages: &[Message]| messages.iter().fold(Credits::ZERO, |sum, one| sum + one.credits);
    assert_eq!(sum(&bakery.messages().await), spent);
    assert_eq!(bakery.message(silenced.id).await.credits, Credits::ZERO);
    assert_eq!(bakery.message(refused.id).await.credits, Credits::ZERO);
    let page: SentPage = bakery.get("/sent").await.unwrap();
    assert_eq!(sum(&page.items.into_iter().filter_map(|one| one.message).collect::<Vec<_>>()), spent);
    for path in ["/messages/export?separator=;", "/sent/export?separator=;"] {
        let csv = bakery.request(reqwest::Method::GET, path).send().await.unwrap().text().await.unwrap();
        let mut lines = csv.lines().map(|line| line.split(';').collect::<Vec<_>>());
        let at = lines.next().unwrap().iter().position(|name| *name == "Crédits").unwrap();
        let shown: Vec<&str> = lines.map(|line| line[at]).collect();
        assert_eq!(shown.iter().filter(|credits| **credits == "1").count(), 2, "{path}: {shown:?}");
        assert_eq!(shown.iter().filter(|credits| **credits == "0").count(), 2, "{path}: {shown:?}");
    }
}

async fn a_message_is_copied_and_taken_off_the_list(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 50).await, platform.account("florist", 10).await];
    let asked = NewMessage {
        sender: Some("BAKERY".to_owned()),
        client_ref: Some("order-1".to_owned()),
        ..new_message("+33612345601", "Bread is ready: call 0123456789")
    };
    let message = bakery.post_message(&asked).await.unwrap();
    bakery.wait_for_message(message.id, MessageStatus::Received).await;
    let path = format!("/messages/{}", message.id);
    let copy: Campaign = bakery.act(&format!("{path}/copy")).await.unwrap();
    assert_eq!((copy.status, copy.text.as_str()), (CampaignStatus::Draft, "Bread is ready: call 0123456789"));
    assert_eq!((copy.sender.as_deref(), copy.kind), (Some("BAKERY"), Kind::Pro));
    let recipients = Recipients { numbers: vec!["+33612345601".to_owned()], ..Recipients::default() };
    assert_eq!(copy.recipients, Some(recipients));
    for refused in [florist.act::<Value>(&format!("{path}/copy")).await.err(), florist.delete(&path).await.err()] {
        assert_eq!(refused.unwrap().code(), ProblemCode::NotFound);
    }
    bakery.delete(&path).await.unwrap();
    assert_eq!(bakery.delete(&path).await.unwrap_err().code(), ProblemCode::NotFound, "it was taken off");
    assert!(listed(&bakery, "").await.is_empty());
    assert!(bakery.messages().await.is_empty());
    // It was sent all the same: its page, its charge and its reference stay.
    let kept: Message = bakery.get(&path).await.unwrap();
    assert_eq!(kept.status, MessageStatus::Received);
    assert_eq!(bakery.get::<MessagePage>("/messages?client_ref=order-1").await.unwrap().items.len(), 1);
    assert_eq!(bakery.post_message(&asked).await.unwrap_err().code(), ProblemCode::AlreadyExists);
    let campaign = bakery.create_campaign(&to_numbers(["+33612345602"], "Hello")).await.unwrap().id;
    bakery.wait_until_finished(campaign).await;
    let of_campaign = bakery.campaign_messages(campaign).await.remove(0).id;
    let refused = bakery.delete(&format!("/messages/{of_campaign}")).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::Conflict);
    let copy: Campaign = bakery.act(&format!("/messages/{of_campaign}/copy")).await.unwrap();
    assert_eq!((copy.text.as_str(), copy.test), ("Hello", false));
    let key = bakery.make_key(&[Scope::Read, Scope::Send], KeyMode::Test).await;
    let copy: Campaign = bakery.with_key(&key.secret).act(&format!("/messages/{of_campaign}/copy")).await.unwrap();
    assert!(copy.test, "what a test key copies stays one");
}

async fn a_transfer_says_that_it_eats_what_campaigns_need(database: Database) {
    let platform = Platform::start(database);
    let [bakery, florist] = [platform.account("bakery", 10).await, platform.account("florist", 0).await];
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let tomorrow = Time::from_millis(i64::try_from(now.as_millis()).unwrap() + 24 * 3600 * 1000);
    let numbers = (0..6).map(|number| format!("+3361234560{number}"));
    let asked = NewCampaign { send_at: Some(tomorrow), ..to_numbers(numbers, "Tomorrow") };
    bakery.create_campaign(&asked).await.unwrap();
    bakery
        .wait("what is committed", async || {
            let account = bakery.account().await;
            if account.committed == Credits::whole(6) { Ok(()) } else { Err(account) }
        })
        .await;
    let transfer = async |body: Value| bakery.post::<Value>("/transfers", &body).await;
    transfer(json!({ "to": "florist", "credits": "4" })).await.unwrap();
    let refused = transfer(json!({ "to": "florist", "credits": "1" })).await.unwrap_err();
    assert_eq!((refused.status.as_u16(), refused.code()), (409, ProblemCode::EatsCommitted));
    assert_eq!((bakery.balance().await, florist.balance().await), (Credits::whole(6), Credits::whole(4)));
    let refused = transfer(json!({ "to": "florist", "credits": "7", "eats_committed": true })).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::InsufficientCredit);
    transfer(json!({ "to": "florist", "credits": "1", "eats_committed": true })).await.unwrap();
    assert_eq!((bakery.balance().await, bakery.account().await.free), (Credits::whole(5), Credits::ZERO));
    platform.verify_ledger();
}
