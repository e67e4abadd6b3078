//! The list of movements: filters, campaigns as one line, balances that add up, a picture of the balance, a file.

use openapi::credits::{BalanceHistory, Movement, MovementKind, MovementPage};
use openapi::{CampaignId, Credits};
use serde_json::{Value, json};
use tests::client::to_numbers;
use tests::{Client, Database, Platform};

tests::on_both!(campaigns_are_one_line, it_is_narrowed, the_balance_is_told_by_day);

/// The whole list, in small pages.
async fn all(client: &Client, query: &str) -> Vec<Movement> {
    let (mut items, mut after) = (Vec::new(), String::new());
    loop {
        let page: MovementPage = client.get(&format!("/movements?limit=2{query}{after}")).await.unwrap();
        items.extend(page.items);
        match page.next {
            Some(next) => after = format!("&after={next}"),
            None => return items,
        }
    }
}

/// The balance of each line is that of the one below and its own credits; the first is the balance of now.
fn adds_up(lines: &[Movement], balance: Credits) {
    let mut expected = balance;
    for line in lines {
        assert_eq!(line.balance_after, expected, "{line:?}");
        expected = expected - line.credits;
    }
    assert_eq!(expected, Credits::ZERO);
}

/// Two campaigns that took turns with each other and with everything else, as their movements tell.
async fn busy(platform: &Platform) -> (Client, CampaignId, CampaignId) {
    let bakery = platform.account("bakery", 100).await;
    platform.account("florist", 0).await;
    let launch = async |text: &str, first: usize| {
        // The last number is refused for good by the sandbox, and given back.
        let numbers = (first..first + 3).map(|at| format!("+336123456{at:02}")).chain(["+33799999908".to_owned()]);
        let campaign = bakery.create_campaign(&to_numbers(numbers, text)).await.unwrap();
        bakery.wait_until_finished(campaign.id).await;
        campaign.id
    };
    let first = launch("The first", 10).await;
    bakery.send("+33612345601", "One by itself").await.unwrap();
    let second = launch("The second", 20).await;
    let _: Value = bakery.post("/transfers", &json!({ "to": "florist", "credits": "5" })).await.unwrap();
    // As if the first had gone on beside the second: what it is given back comes last of all.
    let uncertain = "UPDATE message SET status = 1, was = 1 WHERE campaign_id = ";
    platform.database.sql(&format!("{uncertain}{first} AND status = 4 AND seq = 1"));
    platform.database.sql(&format!(
        "UPDATE campaign SET status = 'running', received = received - 1, uncertain = uncertain + 1 WHERE id = {first}"
    ));
    let body = json!({ "campaign": first, "as": "not_sent" });
    let _: Value = bakery.post("/messages/resolutions", &body).await.unwrap();
    (bakery, first, second)
}

async fn campaigns_are_one_line(database: Database) {
    let platform = Platform::start(database);
    let (bakery, first, second) = busy(&platform).await;
    let balance = bakery.balance().await;
    assert_eq!(balance, Credits::whole(100 - 2 - 1 - 3 - 5));

    let single = all(&bakery, "").await;
    adds_up(&single, balance);
    let of_first = all(&bakery, &format!("&campaign={first}")).await;
    assert_eq!(of_first.iter().map(|line| line.credits).sum::<Credits>(), -Credits::whole(2));
    assert!(of_first.len() >= 3 && of_first[0].kind == MovementKind::Refund && of_first[0].folded.is_none());

    let folded = all(&bakery, "&fold=true").await;
    adds_up(&folded, balance);
    let told: Vec<_> = folded.iter().map(|line| (line.kind, line.campaign_id, line.credits)).collect();
    use MovementKind::{Grant, Sending, Transfer};
    let credits = |whole: i64| -Credits::whole(whole);
    assert_eq!(
        told,
        [
            (Sending, Some(first), credits(2)),
            (Transfer, None, credits(5)),
            (Sending, Some(second), credits(3)),
            (Sending, None, credits(1)),
            (Grant, None, credits(-100)),
        ]
    );
    assert_eq!(folded[0].folded, Some(i64::try_from(of_first.len()).unwrap()));
    assert_eq!(folded[0].campaign_name.as_deref(), Some("The first"));
    assert_eq!((folded[0].id, folded[0].at), (of_first[0].id, of_first[0].at), "at its last movement");
    // The balance after the transfer leaves out what the first campaign had cost by then: that stands above.
    assert_eq!(folded[1].balance_after, balance + Credits::whole(2));
    platform.verify_ledger();
}

async fn it_is_narrowed(database: Database) {
    let platform = Platform::start(database);
    let (bakery, first, _) = busy(&platform).await;
    let whole = all(&bakery, "&fold=true").await;
    for (query, kept) in [
        ("&kind=sending", vec![0, 2, 3]),
        ("&kind=transfer", vec![1]),
        ("&kind=grant", vec![4]),
        ("&kind=refund", vec![]),
        ("&kind=gift", vec![]),
    ] {
        let lines = all(&bakery, &format!("&fold=true{query}")).await;
        let expected: Vec<_> = kept.into_iter().map(|at| whole[at].clone()).collect();
        assert_eq!(lines, expected, "{query}: the same lines with the same balances");
    }
    let single = all(&bakery, "").await;
    for kind in ["sending", "refund", "transfer"] {
        let lines = all(&bakery, &format!("&kind={kind}")).await;
        let expected: Vec<_> = single.iter().filter(|line| json!(line.kind) == json!(kind)).cloned().collect();
        assert_eq!(lines, expected, "{kind}");
        assert!(!lines.is_empty());
    }
    let refunds = all(&bakery, &format!("&campaign={first}&kind=refund")).await;
    assert!(refunds.iter().all(|line| line.kind == MovementKind::Refund) && refunds.len() == 2);

    let at = whole[1].at;
    let later = all(&bakery, &format!("&fold=true&from={at}")).await;
    assert_eq!(later, whole[..2]);
    let earlier = all(&bakery, &format!("&fold=true&to={at}")).await;
    assert_eq!(earlier, whole[2..]);
    assert!(all(&bakery, "&from=2030-01-01T00:00:00Z").await.is_empty());
    assert!(all(&bakery, "&to=2020-01-01T00:00:00Z").await.is_empty());
    for query in ["kind=gold", "from=yesterday", "fold=perhaps", "campaign=x", "q=florist"] {
        let refused = bakery.get::<Value>(&format!("/movements?{query}")).await.unwrap_err();
        assert_eq!(refused.status.as_u16() / 100, 4, "{query}");
    }

    // The file has the lines of the list.
    let file = bakery.request(reqwest::Method::GET, "/movements/export?fold=true&kind=sending&format=csv");
    let text = file.send().await.unwrap().text().await.unwrap();
    assert_eq!(text.trim().lines().count(), 4, "{text}");
    assert!(text.contains("The first") && text.contains("The second") && !text.contains("florist"), "{text}");
    // A stranger sees nothing of it.
    let florist = platform.account("butcher", 0).await;
    assert!(all(&florist, &format!("&campaign={first}")).await.is_empty());
}

async fn the_balance_is_told_by_day(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    bakery.send("+33612345601", "One by itself").await.unwrap();
    let history: BalanceHistory = bakery.get("/movements/balance?days=7").await.unwrap();
    assert_eq!(history.days.len(), 7);
    let balances: Vec<Credits> = history.days.iter().map(|day| day.balance).collect();
    assert_eq!((balances[0], balances[6]), (Credits::ZERO, Credits::whole(9)));
    assert!(history.days.windows(2).all(|pair| pair[0].day < pair[1].day));
    // Yesterday's balance is what the last posting of yesterday left.
    platform.database.sql("UPDATE posting SET at = at - 86400000 WHERE seq = 1");
    let history: BalanceHistory = bakery.get("/movements/balance?days=3").await.unwrap();
    assert_eq!(
        history.days.iter().map(|day| day.balance).collect::<Vec<_>>()[1..],
        [Credits::whole(10), Credits::whole(9)]
    );
    let usual: BalanceHistory = bakery.get("/movements/balance").await.unwrap();
    assert_eq!(usual.days.len(), 30);
    for days in ["0", "367", "-1", "x", ""] {
        let refused = bakery.get::<Value>(&format!("/movements/balance?days={days}")).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec!["days"]), "{days}");
    }
}
