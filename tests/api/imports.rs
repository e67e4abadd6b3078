//! Files of contacts, from the upload to the address book: workbooks, pasted lists, bad rows listed, nobody twice.

use std::collections::BTreeMap;

use openapi::imports::{ColumnRef, Import, ImportFormat, ImportMode, ImportResult, ImportRun, RefusedPage};
use openapi::jobs::{Job, JobStatus};
use openapi::{Credits, JobId, ProblemCode};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use tests::{Client, Database, Platform, Refused};

use crate::import_files::content;

tests::on_both!(
    a_spreadsheet_from_windows,
    a_workbook,
    rows_have_the_numbers_that_people_see,
    a_pasted_list,
    a_mapping_is_remembered,
    the_same_upload_again,
    one_file_at_once,
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

async fn a_workbook(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (file, format) in [("people.xlsx", ImportFormat::Xlsx), ("people.xls", ImportFormat::Xls)] {
        let import = bakery.upload(file, content(file)).await.unwrap();
        assert_eq!((import.format, import.sheet.as_deref()), (format, Some("Clients")));
        let job = bakery.run_import(&import, Some("Clients")).await.unwrap();
        assert_eq!(finished(&bakery, job).await.rows, 2, "{file}");
    }
    let people: BTreeMap<String, String> =
        bakery.contacts().await.into_iter().map(|contact| (contact.last_name, contact.mobile.to_string())).collect();
    let expected = [("Lecœur", "+33612345601"), ("Noël", "+33612345602")];
    assert_eq!(people, expected.map(|(name, mobile)| (name.to_owned(), mobile.to_owned())).into());
}

async fn rows_have_the_numbers_that_people_see(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    // A title in row 1, the header in row 3, an empty row 5, a number that is none in row 6.
    let import = bakery.upload("gaps.xlsx", content("gaps.xlsx")).await.unwrap();
    let job = bakery.run_import(&import, None).await.unwrap();
    let result = finished(&bakery, job).await;
    assert_eq!((result.rows, result.new, result.invalid), (2, 1, 1));
    let refused: RefusedPage = bakery.get(&format!("/imports/{}/refused", import.id)).await.unwrap();
    assert_eq!((refused.items[0].row, refused.items[0].reason.as_str()), (6, "impossible_number"));
    assert_eq!(refused.items[0].cells, ["Durand", "", "06 12"]);
}

async fn a_pasted_list(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let paste = async |text: &str| {
        let request = bakery.request(Method::POST, "/imports").header("Content-Type", "text/plain; charset=utf-8");
        bakery.send_request::<Import>(request.body(text.to_owned())).await
    };
    for (text, rows) in [
        ("0612345601\n06 12 34 56 02\r\n\r\n+33612345603", 3),
        ("0612345604, 0612345605; 0612345606\t0612345607\n0612345608", 5),
        ("Martin\t0612345609\tBrest\nDurand\t0612345610\tRennes\n", 2),
        ("Nom\tMobile\r\nPetit\t0612345611\r\n", 1),
    ] {
        let import = paste(text).await.unwrap();
        assert_eq!((import.format, import.file_name.as_str(), import.rows), (ImportFormat::Text, "", rows), "{text}");
        let job = bakery.run_import(&import, None).await.unwrap();
        assert_eq!(finished(&bakery, job).await.new, rows, "{text}");
    }
    assert_eq!(bakery.contacts().await.len(), 11);
    let refused = paste(" \n").await.unwrap_err();
    assert_eq!(refused.problem.errors[0].code, "empty");
    let json = bakery.post::<Import>("/imports", &"0612345601").await.unwrap_err();
    assert_eq!(json.code(), ProblemCode::UnsupportedMediaType);
}

async fn a_mapping_is_remembered(database: Database) {
    /// Of an account, as `backend/src/imports/remember.rs` has it.
    const KEPT: &str = "100";
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let first = bakery.upload("a.csv", b"Nom;Fixe;Perso\nMartin;0145454545;0612345601\n".to_vec()).await.unwrap();
    assert_eq!((first.mapping.get("mobile"), first.remembered), (Some(&ColumnRef::Number(2)), false));
    let account = "(SELECT id FROM account WHERE public_id = 'bakery')";
    for hash in 0..110 {
        let values = format!("({account}, 'hash {hash}', '{{}}', {hash})");
        platform
            .database
            .sql(&format!("INSERT INTO import_mapping (account_id, header_hash, mapping, used_at) VALUES {values}"));
    }
    let mapping = [("mobile", 1), ("company", 0), ("fields.perso", 2)];
    let mapping: BTreeMap<String, ColumnRef> =
        mapping.map(|(field, column)| (field.to_owned(), ColumnRef::Number(column))).into();
    let run = ImportRun {
        mapping: mapping.clone(),
        group: None,
        blacklist: false,
        mode: ImportMode::Update,
        consent: None,
        dry_run: true,
    };
    let job = bakery.run_import_as(first.id, &run).await.unwrap();
    finished(&bakery, job).await;

    let next = bakery.upload("b.csv", b"NOM,FIXE,PERSO\nDurand,0145454546,0612345602\n".to_vec()).await.unwrap();
    assert_eq!((&next.mapping, next.remembered), (&mapping, true), "case and separator do not matter");
    let other = bakery.upload("c.csv", b"Nom;Perso;Fixe\nPetit;0612345603;0145454547\n".to_vec()).await.unwrap();
    assert!(!other.remembered, "the order of the columns does");
    let florist = platform.account("florist", 0).await;
    let theirs = florist.upload("a.csv", b"Nom;Fixe;Perso\nMartin;0145454545;0612345601\n".to_vec()).await.unwrap();
    assert!(!theirs.remembered, "a mapping belongs to one account");
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM import_mapping"), KEPT);
    assert_eq!(platform.database.sql("SELECT MIN(used_at) FROM import_mapping"), "11", "the oldest are forgotten");
}

async fn the_same_upload_again(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let upload = async |file: &str, sheet: Option<&str>| -> Result<Import, Refused> {
        let form = Form::new().part("file", Part::bytes(content(file)).file_name(file.to_owned()));
        let form = sheet.into_iter().fold(form, |form, sheet| form.text("sheet", sheet.to_owned()));
        let request = bakery.request(Method::POST, "/imports").header("Idempotency-Key", "upload-1");
        bakery.send_request(request.multipart(form)).await
    };
    let first = upload("sheets.xlsx", None).await.unwrap();
    assert_eq!(upload("sheets.xlsx", None).await.unwrap(), first, "the very same answer");
    for (file, sheet) in [("people.xlsx", None), ("sheets.xlsx", Some("Clients"))] {
        let refused = upload(file, sheet).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (422, ProblemCode::IdempotencyKeyReused));
    }
    let kept = std::fs::read_dir(platform.database.data().join("uploads")).unwrap().count();
    assert_eq!(kept, 1, "one file is enough");
}

async fn one_file_at_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let uploads = (0..4).map(async |_| {
        let import = bakery.upload("people.xlsx", content("people.xlsx")).await.unwrap();
        let job = bakery.run_import(&import, None).await.unwrap();
        finished(&bakery, job).await
    });
    let results = futures_util::future::join_all(uploads).await;
    assert_eq!(results.iter().map(|result| result.new).sum::<i64>(), 2, "{results:?}");
    assert!(results.iter().all(|result| (result.rows, result.invalid) == (2, 0)), "{results:?}");
    assert_eq!(bakery.contacts().await.len(), 2);
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
    let mapping = [("mobile".to_owned(), ColumnRef::Header("mobile".to_owned()))].into();
    let run = ImportRun {
        mapping,
        group: Some("Regulars".to_owned()),
        blacklist: false,
        mode: ImportMode::Update,
        consent: None,
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
