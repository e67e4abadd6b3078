//! kill -9 in the middle of an import: it goes on where the last commit ended, and no row counts twice.

use std::time::Duration;

use openapi::contacts::DuplicatePage;
use openapi::imports::ImportResult;
use openapi::jobs::{Job, JobStatus};
use tests::{Database, Platform, Server};

tests::on_both!(an_import_survives_kills);

const PEOPLE: i64 = 15_000;
/// Rows whose number stands in an earlier slice.
const REPEATED: i64 = 3_000;
const BAD: i64 = 20;

async fn an_import_survives_kills(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let mut csv = "mobile;first_name\n".to_owned();
    for row in (0..PEOPLE).chain(0..REPEATED) {
        csv.push_str(&format!("+336{:08};Client {row}\n", row + 10_000_000));
    }
    csv.push_str(&"3.36E+10;Excel\n".repeat(usize::try_from(BAD).unwrap()));
    let import = bakery.upload("contacts.csv", csv.into_bytes()).await.unwrap();
    let job = bakery.run_import(&import, Some("Everybody")).await.unwrap();
    // On PostgreSQL the lease of a killed node must end first, so one kill is what a test has time for.
    let kills = if platform.database.is_postgres() { 1 } else { 3 };
    for kill in 1..=kills {
        // Some slices further each time.
        while bakery.get::<Job>(&format!("/jobs/{job}")).await.unwrap().done < kill * 2_000 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        platform.server.kill();
        platform.server.start_again();
    }
    let job = bakery.wait_for_job(job).await;
    assert_eq!(job.status, JobStatus::Done);
    let result: ImportResult = serde_json::from_value(job.result.unwrap()).unwrap();
    let expected = ImportResult {
        rows: PEOPLE + REPEATED + BAD,
        new: PEOPLE,
        duplicate: REPEATED,
        invalid: BAD,
        ..ImportResult::default()
    };
    assert_eq!(result, expected);
    assert_eq!(bakery.groups().await[0].contacts, PEOPLE);
    let duplicates: DuplicatePage = bakery.get("/contacts/duplicates").await.unwrap();
    assert!(duplicates.items.is_empty(), "nobody twice");
    let left = std::fs::read_dir(platform.database.data().join("uploads")).unwrap().count();
    assert_eq!(left, 0, "the file is gone once it is imported");
}

/// Two nodes, two files of one account, the same new numbers: each number becomes one contact.
#[tokio::test]
async fn two_nodes_import_nobody_twice() {
    /// Several slices of either file.
    const ROWS: i64 = 40_000;
    let platform = Platform::start(Database::postgres());
    let second = Server::start(&platform.database, &[("CHAPPE_ROLE", "worker")]);
    let bakery = platform.account("bakery", 0).await;
    let rows: Vec<String> = (0..ROWS).map(|row| format!("+336{:08};Client {row}\n", row + 10_000_000)).collect();
    let mut jobs = Vec::new();
    for rows in [rows.iter().collect::<Vec<_>>(), rows.iter().rev().collect()] {
        let csv: String = ["mobile;first_name\n"].into_iter().chain(rows.into_iter().map(String::as_str)).collect();
        let import = bakery.upload("contacts.csv", csv.into_bytes()).await.unwrap();
        jobs.push((import, None));
    }
    for (import, job) in &mut jobs {
        *job = Some(bakery.run_import(import, Some("Everybody")).await.unwrap());
    }
    let (mut new, mut unchanged) = (0, 0);
    for (_, job) in jobs {
        let job = bakery.wait_for_job(job.unwrap()).await;
        let result: ImportResult = serde_json::from_value(job.result.unwrap()).unwrap();
        assert_eq!(result.rows, ROWS);
        new += result.new;
        unchanged += result.unchanged;
    }
    let numbers = platform.database.sql("SELECT COUNT(*), COUNT(DISTINCT mobile) FROM contact");
    assert_eq!((new, unchanged, numbers.as_str()), (ROWS, ROWS, "40000|40000"));
    assert_eq!(bakery.groups().await[0].contacts, ROWS);
    drop(second);
}
