//! An import is taken back: after its end for a week, in the middle when it is cancelled, and never by half.

use std::collections::BTreeMap;

use openapi::JobId;
use openapi::ProblemCode;
use openapi::blacklist::{BlacklistHistory, BlacklistPage};
use openapi::contacts::{Contact, JobStarted, NewConsent};
use openapi::groups::Group;
use openapi::imports::{ColumnRef, Import, ImportMode, ImportPage, ImportResult, ImportRun, RefusedPage};
use openapi::jobs::{Job, JobKind, JobStatus};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

tests::on_both!(
    an_import_is_undone,
    what_was_changed_since_stays,
    the_blacklist_is_left_again,
    an_undo_survives_a_kill,
    a_cancelled_import_leaves_nothing,
    a_run_without_its_file_leaves_nothing,
    two_imports_at_once,
    what_is_over_is_forgotten,
);

const HEADER: &str = "mobile;last name;first name;email;company;city\n";

fn run(mode: ImportMode, group: Option<&str>, blacklist: bool) -> ImportRun {
    let fields = ["mobile", "last_name", "first_name", "email", "company", "fields.city"];
    let mapping: BTreeMap<String, ColumnRef> =
        (0..).zip(fields).map(|(column, field)| (field.to_owned(), ColumnRef::Number(column))).collect();
    let consent = Some(NewConsent { source: "Fair".to_owned(), at: None });
    ImportRun { mapping, group: group.map(str::to_owned), blacklist, mode, consent, dry_run: false }
}

async fn upload(client: &Client, rows: impl Iterator<Item = String>) -> Import {
    let csv = HEADER.to_owned() + &rows.collect::<Vec<_>>().join("\n");
    client.upload("clients.csv", csv.into_bytes()).await.unwrap()
}

async fn import(client: &Client, rows: &[&str], run: &ImportRun) -> Job {
    let import = upload(client, rows.iter().map(|row| (*row).to_owned())).await;
    let job = client.run_import_as(import.id, run).await.unwrap();
    let job = client.wait_for_job(job).await;
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    job
}

fn result(job: &Job) -> ImportResult {
    serde_json::from_value(job.result.clone().unwrap()).unwrap()
}

/// What came of the undo: contacts taken back, and contacts kept.
async fn undo(client: &Client, job: JobId) -> (i64, i64) {
    let started: JobStarted = client.act(&format!("/jobs/{job}/undo")).await.unwrap();
    undone(&client.wait_for_job(started.job).await)
}

fn undone(job: &Job) -> (i64, i64) {
    assert_eq!((job.kind, job.status), (JobKind::Restoration, JobStatus::Done), "{job:?}");
    let result = job.result.as_ref().unwrap();
    (result["changed"].as_i64().unwrap(), result["kept"].as_i64().unwrap_or_default())
}

/// All that an import may leave behind.
fn traces(platform: &Platform) -> String {
    let counts = ["contact", "contact_word", "group_member", "contact_group", "blacklist", "import_before"];
    let counts = counts.map(|table| format!("(SELECT COUNT(*) FROM {table})"));
    platform.database.sql(&format!("SELECT {}", counts.join(", ")))
}

const NOTHING: &str = "0|0|0|0|0|0";

fn many(rows: u32) -> impl Iterator<Item = String> {
    (0..rows).map(|row| format!("+3361{row:07};Le Goff;Client {row};c{row}@example.org;Bakery;Brest"))
}

async fn an_import_is_undone(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let regulars = bakery.add_group("Regulars").await.unwrap();
    let body = json!({ "mobile": "0612345601", "first_name": "Anne-Zoé", "email": "zoe@example.org", "fields": { "city": "Paris", "shoe": "38" },
        "groups": [regulars.id], "consent": { "source": "shop", "at": "2026-01-02T03:04:05Z" } });
    let zoe: Contact = bakery.post("/contacts", &body).await.unwrap();
    let joined = bakery.add_contact("0612345602", "Émile").await.unwrap();
    let rows = [
        "0612345601;Martin;;;Bakery;Brest",
        "0612345602;;;;;",
        "06 12 34 56 03;Le Goff;Léa;lea@example.org;Port;Brest",
        "0612345604;Durand;;;;",
    ];
    let first = import(&bakery, &rows, &run(ImportMode::Update, Some("New ones"), false)).await;
    let told = result(&first);
    assert_eq!((told.new, told.updated, told.unchanged), (2, 2, 0), "a consent is a change");
    let week = first.undo_until.unwrap().millis() - first.created_at.millis() - 7 * 24 * 3600 * 1000;
    assert!((0..3_600_000).contains(&week), "a week after its end: {week}");
    let changed: Contact = bakery.get(&format!("/contacts/{}", zoe.id)).await.unwrap();
    assert_eq!((changed.last_name.as_str(), changed.fields["city"].as_str()), ("Martin", "Brest"));
    assert_eq!((changed.consent.unwrap().source.as_str(), changed.groups.len()), ("Fair", 2));
    // A run over it, which only adds: it brings two into a group that was there, and makes one.
    let rows = ["0612345601;Other;;;;", "0612345603;Other;;;;", "0612345605;Petit;;;;"];
    let second = import(&bakery, &rows, &run(ImportMode::Add, Some("Regulars"), false)).await;
    assert_eq!((result(&second).new, result(&second).unchanged), (1, 2));
    assert_eq!(undo(&bakery, second.id).await, (2, 0), "the new one, and the one that had joined");
    let regulars_now: Group = bakery.get(&format!("/groups/{}", regulars.id)).await.unwrap();
    assert_eq!(regulars_now.contacts, 1, "who was in it before stays");

    assert_eq!(undo(&bakery, first.id).await, (4, 0));
    let again: Contact = bakery.get(&format!("/contacts/{}", zoe.id)).await.unwrap();
    assert_eq!(again, zoe, "as if nothing had been");
    let again: Contact = bakery.get(&format!("/contacts/{}", joined.id)).await.unwrap();
    assert_eq!(again, joined);
    assert_eq!((bakery.contacts().await.len(), bakery.groups().await.len()), (2, 1), "its group is gone");
    let found: openapi::contacts::ContactPage = bakery.get("/contacts?q=zoe%20anne").await.unwrap();
    assert_eq!(found.items.len(), 1, "its words are back");
    assert_eq!(traces(&platform), "2|1|1|1|0|0");
    let twice = bakery.act::<Value>(&format!("/jobs/{}/undo", first.id)).await.unwrap_err();
    assert_eq!(twice.code(), ProblemCode::Conflict);
    let entries: ImportPage = bakery.get("/imports").await.unwrap();
    assert!(entries.items.iter().all(|entry| entry.job.as_ref().unwrap().undo_until.is_none()));
}

async fn what_was_changed_since_stays(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    bakery.add_contact("0612345601", "Zoé").await.unwrap();
    bakery.add_contact("0612345602", "Émile").await.unwrap();
    let rows = ["0612345601;Martin;;;;", "0612345602;Durand;;;;", "0612345603;Petit;;;;", "0612345604;Le Goff;;;;"];
    let job = import(&bakery, &rows, &run(ImportMode::Update, Some("New ones"), false)).await;
    for contact in bakery.contacts().await {
        if ["Martin", "Petit"].contains(&contact.last_name.as_str()) {
            let changed = json!({ "company": "Changed by hand" });
            let _: Contact = bakery.patch(&format!("/contacts/{}", contact.id), &changed).await.unwrap();
        }
    }
    assert_eq!(undo(&bakery, job.id).await, (2, 2));
    let mut left: Vec<(String, usize)> =
        bakery.contacts().await.into_iter().map(|contact| (contact.last_name, contact.groups.len())).collect();
    left.sort_unstable();
    let expected = [("", 0), ("Martin", 1), ("Petit", 1)].map(|(name, groups)| (name.to_owned(), groups));
    assert_eq!(left, expected);
    assert_eq!(bakery.groups().await[0].contacts, 2, "a group that somebody is in stays");
}

async fn the_blacklist_is_left_again(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let listed = async || {
        let page: BlacklistPage = bakery.get("/blacklist").await.unwrap();
        page.items.into_iter().map(|item| item.number.to_string()).collect::<Vec<_>>()
    };
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["0612345601"] })).await.unwrap();
    let rows = ["0612345601;;;;;", "0612345602;;;;;", "0612345603;;;;;", "0612345604;;;;;"];
    let first = import(&bakery, &rows, &run(ImportMode::Add, None, true)).await;
    assert_eq!((result(&first).blacklisted, listed().await.len()), (4, 4));
    // By hand, and by another file: no undo of the first takes those off.
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["0612345602"] })).await.unwrap();
    let second = import(&bakery, &["0612345603;;;;;"], &run(ImportMode::Add, None, true)).await;
    assert_eq!(undo(&bakery, first.id).await, (4, 0));
    assert_eq!(listed().await, ["+33612345601", "+33612345602", "+33612345603"]);
    let history: BlacklistHistory = bakery.get("/blacklist/%2B33612345604").await.unwrap();
    assert_eq!((history.now, history.removals.len()), (None, 1));
    assert_eq!(history.removals[0].reason, "Import de clients.csv annulé");
    undo(&bakery, second.id).await;
    assert_eq!(listed().await.len(), 3, "who came twice stays");
}

async fn an_undo_survives_a_kill(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let file = upload(&bakery, many(6_000)).await;
    let job = bakery.run_import_as(file.id, &run(ImportMode::Add, Some("Everybody"), false)).await.unwrap();
    bakery.wait_for_job(job).await;
    let started: JobStarted = bakery.act(&format!("/jobs/{job}/undo")).await.unwrap();
    bakery
        .wait("the first slice", async || {
            let job: Job = bakery.get(&format!("/jobs/{}", started.job)).await.unwrap();
            if job.done > 0 { Ok(()) } else { Err(job) }
        })
        .await;
    platform.server.kill();
    platform.server.start_again();
    platform.database.sql("UPDATE job SET lease_until = 0");
    assert_eq!(undone(&bakery.wait_for_job(started.job).await), (6_000, 0), "everybody, once");
    assert_eq!(traces(&platform), NOTHING);
}

async fn a_cancelled_import_leaves_nothing(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let file = upload(&bakery, many(20_000)).await;
    let how = run(ImportMode::Update, Some("Everybody"), true);
    let job = bakery.run_import_as(file.id, &how).await.unwrap();
    bakery
        .wait("the first slice", async || {
            let job: Job = bakery.get(&format!("/jobs/{job}")).await.unwrap();
            if job.done > 0 { Ok(()) } else { Err(job) }
        })
        .await;
    let stopped: Job = bakery.act(&format!("/jobs/{job}/cancel")).await.unwrap();
    assert!(matches!(stopped.status, JobStatus::Running | JobStatus::Cancelled), "{stopped:?}");
    // It is taken back by whoever comes next, too.
    platform.server.kill();
    platform.server.start_again();
    platform.database.sql("UPDATE job SET lease_until = 0");
    let job = bakery.wait_for_job(job).await;
    assert_eq!((job.status, job.done, job.undo_until), (JobStatus::Cancelled, 0, None), "{job:?}");
    assert_eq!(traces(&platform), NOTHING);
    let late = bakery.act::<Job>(&format!("/jobs/{}/cancel", job.id)).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict);
    // Its file is still there.
    let again = bakery.run_import_as(file.id, &how).await.unwrap();
    let again = bakery.wait_for_job(again).await;
    assert_eq!((again.status, result(&again).new), (JobStatus::Done, 20_000));
    assert_eq!(bakery.groups().await[0].contacts, 20_000);
}

async fn a_run_without_its_file_leaves_nothing(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let file = upload(&bakery, many(20_000)).await;
    let job = bakery.run_import_as(file.id, &run(ImportMode::Add, Some("Everybody"), false)).await.unwrap();
    bakery
        .wait("the first slice", async || {
            let job: Job = bakery.get(&format!("/jobs/{job}")).await.unwrap();
            if job.done > 0 { Ok(()) } else { Err(job) }
        })
        .await;
    platform.server.kill();
    std::fs::remove_file(platform.database.data().join("uploads").join(file.id.to_string())).unwrap();
    // On PostgreSQL another node might have the file, for a day.
    platform.database.sql("UPDATE job SET lease_until = 0, created_at = created_at - 90000000");
    platform.server.start_again();
    assert_eq!(bakery.wait_for_job(job).await.status, JobStatus::Failed);
    assert_eq!(traces(&platform), NOTHING);
    let gone = bakery.run_import_as(file.id, &run(ImportMode::Add, None, false)).await.unwrap_err();
    assert_eq!(gone.code(), ProblemCode::Conflict);
    let refused: RefusedPage = bakery.get(&format!("/imports/{}/refused", file.id)).await.unwrap();
    assert!(refused.items.is_empty());
}

async fn two_imports_at_once(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    // The second one begins in the middle of the first.
    let one = upload(&bakery, many(3_000)).await;
    let other = upload(&bakery, many(4_500).skip(1_500)).await;
    let how = run(ImportMode::Add, Some("Everybody"), false);
    let twice = bakery.upload("clients.csv", (HEADER.to_owned() + "0612345601").into_bytes()).await.unwrap();
    let runs = [one.id, other.id, twice.id, twice.id].map(async |id| bakery.run_import_as(id, &how).await);
    let mut started = futures_util::future::join_all(runs).await;
    let conflict = started.iter().rposition(Result::is_err).unwrap();
    assert!(conflict >= 2, "of two runs of one file one is refused");
    assert_eq!(started.remove(conflict).unwrap_err().code(), ProblemCode::Conflict);
    let mut new = 0;
    for job in started {
        let told = result(&bakery.wait_for_job(job.unwrap()).await);
        assert_eq!((told.new + told.unchanged, told.duplicate), (told.rows, 0));
        new += told.new;
    }
    let numbers = platform.database.sql("SELECT COUNT(*), COUNT(DISTINCT mobile) FROM contact");
    assert_eq!((new, numbers.as_str()), (4_501, "4501|4501"));
    assert_eq!(bakery.groups().await[0].contacts, 4_501);
}

async fn what_is_over_is_forgotten(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    bakery.add_contact("0612345601", "Zoé").await.unwrap();
    let job = import(&bakery, &["0612345601;Martin;;;;", "bad;;;;;"], &run(ImportMode::Update, None, false)).await;
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM import_before"), "1");
    platform.database.sql("UPDATE job SET undo_until = 1000 WHERE undo_until IS NOT NULL");
    let late = bakery.act::<Value>(&format!("/jobs/{}/undo", job.id)).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict);
    bakery
        .wait("what cannot be undone to be forgotten", async || {
            let left = platform.database.sql("SELECT COUNT(*) FROM import_before");
            if left == "0" { Ok(()) } else { Err(left) }
        })
        .await;
    let entries: ImportPage = bakery.get("/imports").await.unwrap();
    assert_eq!(entries.items.len(), 1, "it is listed for a month");
    // An id tells its age: this one is of the first second of 2026.
    platform.database.sql("UPDATE job SET subject_id = 4194304000 WHERE kind = 'import'");
    platform.database.sql("UPDATE import SET id = 4194304000");
    bakery
        .wait("an old import to be forgotten", async || {
            let left =
                platform.database.sql("SELECT (SELECT COUNT(*) FROM import), (SELECT COUNT(*) FROM import_refused)");
            if left == "0|0" { Ok(()) } else { Err(left) }
        })
        .await;
}
