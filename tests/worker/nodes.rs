//! Several nodes on one PostgreSQL: whoever is free sends, nobody sends twice, and one that dies is replaced.

use openapi::campaigns::CampaignStatus;
use tests::client::to_numbers;
use tests::{Database, Platform, Sandbox, Server};

const MESSAGES: i64 = 3_000;

#[tokio::test]
async fn nodes_share_a_campaign() {
    let sandbox = Sandbox::start(&["--latency-ms", "50"]);
    let settings = |role: &'static str| {
        [
            ("CHAPPE_SANDBOX_URL", sandbox.address.clone()),
            ("CHAPPE_IN_FLIGHT", "32".to_owned()),
            ("CHAPPE_ROLE", role.to_owned()),
        ]
    };
    fn borrowed<'a>(settings: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
        settings.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
    let api = settings("api");
    let platform = Platform::with(Database::postgres(), &borrowed(&api));
    // Receipts go where the API is.
    let mut worker = settings("worker").to_vec();
    worker.push(("CHAPPE_CALLBACK_URL", platform.server.address.clone()));
    let first = Server::start(&platform.database, &borrowed(&worker));
    let mut second = Server::start(&platform.database, &borrowed(&worker));

    let bakery = platform.account("bakery", MESSAGES).await;
    let numbers = (0..MESSAGES).map(|number| format!("+336{:08}", number + 10_000_000));
    let campaign = bakery.create_campaign(&to_numbers(numbers, "From one of us")).await.unwrap();
    bakery.wait_for_campaign(campaign.id, |campaign| campaign.totals.received > 0).await;
    second.kill();
    let finished = bakery.wait_until_finished(campaign.id).await;
    assert_eq!(finished.status, CampaignStatus::Finished);
    assert_eq!((finished.totals.received, finished.totals.uncertain), (MESSAGES, 0), "{:?}", finished.totals);
    let stats = sandbox.stats().await;
    assert_eq!((stats.duplicates, stats.distinct), (0, MESSAGES.unsigned_abs()));
    platform.verify_ledger();
    drop(first);
}

#[tokio::test]
async fn two_that_start_together_migrate_once() {
    let cluster = tests::postgres::Cluster::shared();
    for round in 0..3 {
        let name = format!("together_{}_{round}", std::process::id());
        cluster.psql(&format!("CREATE DATABASE {name}"));
        let data = tempfile::tempdir().unwrap();
        let settings = [
            ("DATABASE_URL".to_owned(), cluster.url(&name)),
            ("CHAPPE_DATA".to_owned(), data.path().display().to_string()),
        ];
        let started: Vec<_> = (0..4)
            .map(|_| tests::process::command(&tests::process::chappe(), &settings).arg("migrate").spawn().unwrap())
            .collect();
        for mut child in started {
            assert!(child.wait().unwrap().success());
        }
        cluster.drop_database(&name);
    }
}
