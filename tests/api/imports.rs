//! Files of contacts: any separator, two encodings, bad rows listed, nobody twice.

use openapi::imports::{ImportMode, ImportResult, ImportRun, RefusedPage};
use openapi::jobs::{Job, JobStatus};
use openapi::{Credits, JobId};
use tests::{Client, Database, Platform};

tests::on_both!(
    a_spreadsheet_from_windows,
    bad_rows_are_listed,
    twice_creates_nobody_twice,
    a_dry_run_writes_nothing,
    many_rows
);

fn result(job: &Job) -> ImportResult {
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    serde_json::from_value(job.result.clone().unwrap()).unwrap()
}

async fn finished(client: &Client, job: JobId) -> ImportResult {
    result(&client.wait_for_job(job).await)
}

async fn a_spreadsheet_from_windows(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    // « Nom;Prénom;Mobile » as Excel on a French Windows writes it.
    let file = b"Nom;Pr\xe9nom;Mobile\r\nMartin;Zo\xe9;06 12 34 56 01\r\n".to_vec();
    let import = bakery.upload("clients.csv", file).await.unwrap();
    assert_eq!((import.separator.as_str(), import.encoding.as_str()), (";", "windows-1252"));
    assert_eq!(import.columns[1].header, "Prénom");
    assert_eq!(import.sample[0], ["Martin", "Zoé", "06 12 34 56 01"]);
    let job = bakery.run_import(&import, None).await.unwrap();
    assert_eq!(finished(&bakery, job).await.new, 1);
    assert_eq!(bakery.contacts().await[0].first_name, "Zoé");

    let with_bom = "\u{feff}mobile,last_name\n+33612345602,Durand\n";
    let import = bakery.upload("bom.csv", with_bom.as_bytes().to_vec()).await.unwrap();
    assert_eq!((import.separator.as_str(), import.encoding.as_str()), (",", "utf-8"));
    assert_eq!(import.columns[0].header, "mobile", "the mark is no part of the header");
}

async fn bad_rows_are_listed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let csv = "mobile;last_name\n0612345601;Martin\nnot a number;Durand\n;Petit\n0612345601;Martin\n";
    let import = bakery.upload("clients.csv", csv.as_bytes().to_vec()).await.unwrap();
    let job = bakery.run_import(&import, Some("Regulars")).await.unwrap();
    let result = finished(&bakery, job).await;
    assert_eq!((result.rows, result.new, result.duplicate, result.invalid), (4, 1, 1, 2), "{result:?}");
    let refused: RefusedPage = bakery.get(&format!("/imports/{}/refused", import.id)).await.unwrap();
    let wrong = refused.items.iter().find(|row| row.row == 3).unwrap();
    assert_eq!(wrong.cells, ["not a number", "Durand"]);
    assert!(!wrong.reason.is_empty());
}

async fn twice_creates_nobody_twice(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let csv = "mobile;last_name\n0612345601;Martin\n0612345602;Durand\n";
    assert_eq!(result(&bakery.import_csv(csv, "Regulars").await).new, 2);
    let again = result(&bakery.import_csv(csv, "Regulars").await);
    assert_eq!((again.new, again.unchanged), (0, 2), "{again:?}");
    assert_eq!(bakery.contacts().await.len(), 2);
    assert_eq!(bakery.groups().await.len(), 1);
}

async fn a_dry_run_writes_nothing(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let import = bakery.upload("clients.csv", b"mobile\n0612345601\n".to_vec()).await.unwrap();
    let mapping = [("mobile".to_owned(), openapi::imports::ColumnRef::Header("mobile".to_owned()))].into();
    let run = ImportRun {
        mapping,
        group: Some("Regulars".to_owned()),
        blacklist: false,
        mode: ImportMode::Update,
        dry_run: true,
    };
    let job = bakery.run_import_as(import.id, &run).await.unwrap();
    assert_eq!(finished(&bakery, job).await.new, 1);
    assert!(bakery.contacts().await.is_empty() && bakery.groups().await.is_empty());
    // The same upload then serves the real run.
    let job = bakery.run_import_as(import.id, &ImportRun { dry_run: false, ..run }).await.unwrap();
    finished(&bakery, job).await;
    assert_eq!(bakery.contacts().await.len(), 1);
}

async fn many_rows(database: Database) {
    /// Enough for several of the job's slices; `make bench` measures the hundred thousand.
    const ROWS: i64 = 20_000;
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let mut csv = "mobile;first_name\n".to_owned();
    for row in 0..ROWS {
        csv.push_str(&format!("+336{:08};Client {row}\n", row + 10_000_000));
    }
    let job = bakery.import_csv(&csv, "Everybody").await;
    assert_eq!(result(&job).new, ROWS);
    assert_eq!((job.done, job.total), (ROWS, ROWS));
    assert_eq!(bakery.groups().await[0].contacts, ROWS);
    assert_eq!(bakery.balance().await, Credits::ZERO);
}
