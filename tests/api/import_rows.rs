//! What a file says of people: a dry run that can be opened, consents, numbers as they were written, own fields.

use std::collections::BTreeMap;

use openapi::contact_fields::ContactFields;
use openapi::contacts::{Contact, NewConsent};
use openapi::imports::{
    ColumnRef, Import, ImportMode, ImportOutcome, ImportPage, ImportRowPage, ImportRun, RefusedPage,
};
use openapi::jobs::{Job, JobStatus};
use openapi::{ImportId, ProblemCode};
use serde_json::{Value, json};
use tests::{Client, Database, Platform, Refused};

tests::on_both!(
    a_dry_run_is_opened,
    imports_are_listed,
    consents_come_with_the_rows,
    numbers_are_kept_as_typed,
    own_fields_are_made,
);

/// A run with the guessed mapping, and these columns.
fn run(import: &Import, more: &[(&str, u32)]) -> ImportRun {
    let more = more.iter().map(|(field, column)| ((*field).to_owned(), ColumnRef::Number(*column)));
    ImportRun {
        mapping: import.mapping.clone().into_iter().chain(more).collect(),
        group: None,
        blacklist: false,
        mode: ImportMode::Update,
        consent: None,
        dry_run: false,
    }
}

async fn done(client: &Client, import: ImportId, run: &ImportRun) -> Job {
    let job = client.run_import_as(import, run).await.unwrap();
    let job = client.wait_for_job(job).await;
    assert_eq!(job.status, JobStatus::Done, "{job:?}");
    job
}

async fn upload(client: &Client, csv: &str) -> Import {
    client.upload("clients.csv", csv.as_bytes().to_vec()).await.unwrap()
}

async fn a_dry_run_is_opened(database: Database) {
    /// Several slices on either database.
    const ROWS: usize = 12_000;
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    bakery.add_contact("+33610000000", "Old").await.unwrap();
    bakery.add_contact("+33610000001", "Client 1").await.unwrap();
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+33610000001", "+33610000002"] })).await.unwrap();
    let mut csv = "mobile;first name\n".to_owned();
    for row in 0..ROWS {
        csv.push_str(&format!("+336{:08};Client {row}\n", row + 10_000_000));
    }
    csv.push_str("\n06 12;Nobody\n+33610000005;Again\n\n3.36E+10;Excel\n");
    let import = upload(&bakery, &csv).await;
    let rows = format!("/imports/{}/rows", import.id);
    let none: ImportRowPage = bakery.get(&rows).await.unwrap();
    assert!(none.items.is_empty(), "nobody tried");
    done(&bakery, import.id, &ImportRun { dry_run: true, ..run(&import, &[]) }).await;

    let page = async |query: &str| -> ImportRowPage { bakery.get(&format!("{rows}?{query}")).await.unwrap() };
    let numbers = |page: &ImportRowPage| page.items.iter().map(|row| row.row).collect::<Vec<_>>();
    let after_all = ROWS as i64 + 2;
    let invalid = page("outcome=invalid").await;
    // Row 1 is the header; empty rows are counted, too, as far as the file's reader sees them.
    assert_eq!(invalid.items.len(), 2);
    let (first, second) = (&invalid.items[0], &invalid.items[1]);
    assert_eq!((first.row, first.reason.as_deref()), (after_all, Some("impossible_number")));
    assert_eq!((second.reason.as_deref(), second.number), (Some("not_a_number"), None));
    assert_eq!(second.cells, ["3.36E+10", "Excel"]);
    let again = page("outcome=duplicate").await;
    assert_eq!((again.items.len(), again.items[0].number.unwrap().to_string().as_str()), (1, "+33610000005"));
    let updated = page("outcome=updated").await;
    assert_eq!((numbers(&updated), updated.items[0].cells[1].as_str()), (vec![2], "Client 0"));
    assert_eq!(numbers(&page("outcome=unchanged").await), [3]);
    assert_eq!(numbers(&page("blacklisted=true").await), [3, 4]);
    let listed = page("blacklisted=true&outcome=new").await;
    assert_eq!((numbers(&listed), listed.items[0].outcome), (vec![4], ImportOutcome::New));
    // Page by page, each once.
    let (mut met, mut after) = (Vec::new(), String::new());
    loop {
        let page = page(&format!("outcome=new&blacklisted=false&limit=499{after}")).await;
        met.extend(numbers(&page));
        let Some(next) = page.next else { break };
        after = format!("&after={next}");
    }
    assert_eq!(met, (5..after_all).collect::<Vec<_>>());
    let wrong = bakery.get::<ImportRowPage>(&format!("{rows}?blacklisted=maybe")).await.unwrap_err();
    assert_eq!(wrong.fields(), ["blacklisted"]);
    assert_eq!(bakery.contacts().await.len(), 2, "a dry run writes nothing");
    done(&bakery, import.id, &run(&import, &[])).await;
    let late = bakery.get::<ImportRowPage>(&rows).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict, "its file is gone");
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM import_slice"), "0");
}

async fn imports_are_listed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let mut ids = Vec::new();
    for number in 0..3 {
        let import = upload(&bakery, &format!("mobile\n061234560{number}\n")).await;
        ids.insert(0, import.id);
    }
    let import: Import = bakery.get(&format!("/imports/{}", ids[1])).await.unwrap();
    let job = done(&bakery, ids[1], &run(&import, &[])).await;
    let import: Import = bakery.get(&format!("/imports/{}", ids[2])).await.unwrap();
    done(&bakery, ids[2], &ImportRun { dry_run: true, ..run(&import, &[]) }).await;
    let first: ImportPage = bakery.get("/imports?limit=2").await.unwrap();
    let rest: ImportPage = bakery.get(&format!("/imports?after={}", first.next.unwrap())).await.unwrap();
    let all: Vec<_> = first.items.iter().chain(&rest.items).collect();
    assert_eq!(all.iter().map(|entry| entry.id).collect::<Vec<_>>(), ids);
    assert_eq!((all[0].job.as_ref(), all[0].dry_run, all[0].rows), (None, false, 1));
    assert_eq!((all[1].job.as_ref(), all[1].dry_run), (Some(&job), false));
    assert!(job.undo_until.is_some());
    let tried = all[2].job.as_ref().unwrap();
    assert_eq!((all[2].dry_run, tried.undo_until), (true, None), "nothing to undo");
    assert!(florist.get::<ImportPage>("/imports").await.unwrap().items.is_empty());
}

async fn consents_come_with_the_rows(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    bakery.add_contact("0612345601", "Zoé").await.unwrap();
    let csv = "Mobile;Source du consentement;Date du consentement\n\
        0612345601;Salon;22/11/2026 20:23:41\n0612345602;Formulaire;2026-11-22\n0612345603;;\n\
        0612345604;Carte;someday\n0612345605;Carte;\n";
    let import = upload(&bakery, csv).await;
    let guesses: Vec<_> = import.columns.iter().map(|column| column.guess.as_deref()).collect();
    assert_eq!(guesses, [Some("mobile"), Some("consent_source"), Some("consent_at")]);
    let at = "2026-01-02T03:04:05Z".parse().unwrap();
    let consent = Some(NewConsent { source: "Boutique".to_owned(), at: Some(at) });
    done(&bakery, import.id, &ImportRun { consent, ..run(&import, &[]) }).await;
    let refused: RefusedPage = bakery.get(&format!("/imports/{}/refused", import.id)).await.unwrap();
    assert_eq!(refused.items.iter().map(|row| row.reason.as_str()).collect::<Vec<_>>(), ["not_a_date"]);
    let noted = async || -> BTreeMap<String, String> {
        let told = |contact: Contact| {
            let consent = contact.consent.map(|consent| format!("{} {}", consent.source, consent.at));
            (contact.mobile.to_string(), consent.unwrap_or_default())
        };
        bakery.contacts().await.into_iter().map(told).collect()
    };
    let expected = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(number, told)| ((*number).to_owned(), (*told).to_owned())).collect()
    };
    let first = [
        ("+33612345601", "Salon 2026-11-22T19:23:41.000Z"),
        ("+33612345602", "Formulaire 2026-11-21T23:00:00.000Z"),
        ("+33612345603", "Boutique 2026-01-02T03:04:05.000Z"),
        ("+33612345605", "Carte 2026-01-02T03:04:05.000Z"),
    ];
    assert_eq!(noted().await, expected(&first));
    // Whoever is there keeps what is noted when the file only adds, or says nothing of it.
    let import = upload(&bakery, "Mobile;Nom\n0612345601;Martin\n").await;
    done(&bakery, import.id, &run(&import, &[])).await;
    let csv = "Mobile;Consent source;Consent date\n0612345602;;\n0612345603;Web;2026-03-04T05:06:07Z\n";
    let import = upload(&bakery, csv).await;
    done(&bakery, import.id, &ImportRun { mode: ImportMode::Add, ..run(&import, &[]) }).await;
    assert_eq!(noted().await, expected(&first));
    let import = upload(&bakery, csv).await;
    done(&bakery, import.id, &ImportRun { mode: ImportMode::Replace, ..run(&import, &[]) }).await;
    let [zoe, _, _, card] = first;
    let replaced = [zoe, ("+33612345602", ""), ("+33612345603", "Web 2026-03-04T05:06:07.000Z"), card];
    assert_eq!(noted().await, expected(&replaced));
}

async fn numbers_are_kept_as_typed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let import = upload(&bakery, "mobile;name\n06 12.34-56 01;Zoé\n+33612345602;Émile\n=\"0612345603\";Léa\n").await;
    done(&bakery, import.id, &run(&import, &[])).await;
    let typed = async || -> Vec<String> { bakery.contacts().await.into_iter().map(|contact| contact.typed).collect() };
    assert_eq!(typed().await, ["0612345603", "", "06 12.34-56 01"]);
    let again = upload(&bakery, "mobile\n0612345601\n").await;
    let job = done(&bakery, again.id, &run(&again, &[])).await;
    assert_eq!(job.result.unwrap()["unchanged"], 1, "another way to write it is no change");
    let new = bakery.add_contact(" 06 12 34 56 04 ", "Paul").await.unwrap();
    assert_eq!((new.typed.as_str(), new.mobile.to_string().as_str()), ("06 12 34 56 04", "+33612345604"));
    let path = format!("/contacts/{}", new.id);
    let shown = json!({ "mobile": "+33612345604", "company": "Port" });
    assert_eq!(bakery.patch::<Contact>(&path, &shown).await.unwrap().typed, "06 12 34 56 04", "what was shown");
    let changed: Contact = bakery.patch(&path, &json!({ "mobile": "+33612345605" })).await.unwrap();
    assert_eq!(changed.typed, "");
    // Through the bin and back.
    let before = typed().await;
    let selection = json!({ "filter": {}, "action": "delete" });
    let started: openapi::contacts::JobStarted = bakery.post("/contacts/selections", &selection).await.unwrap();
    bakery.wait_for_job(started.job).await;
    let back: openapi::contacts::JobStarted = bakery.act(&format!("/jobs/{}/undo", started.job)).await.unwrap();
    bakery.wait_for_job(back.job).await;
    assert_eq!(typed().await, before);
}

async fn own_fields_are_made(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let names = async || -> Vec<String> {
        let fields: ContactFields = bakery.get("/contact-fields").await.unwrap();
        fields.items.into_iter().map(|field| field.name).collect()
    };
    let _: Value = bakery.post("/contact-fields", &json!({ "name": "Ville", "kind": "text" })).await.unwrap();
    let csv = "mobile;a;b\n0612345601;Brest;38\n";
    let import = upload(&bakery, csv).await;
    let columns = [("fields.VILLE", 1), ("fields.shoe", 2)];
    done(&bakery, import.id, &ImportRun { dry_run: true, ..run(&import, &columns) }).await;
    assert_eq!(names().await, ["Ville"], "a dry run makes none");
    done(&bakery, import.id, &run(&import, &columns)).await;
    assert_eq!(names().await, ["Ville", "shoe"]);
    let zoe = &bakery.contacts().await[0];
    assert_eq!((zoe.fields["Ville"].as_str(), zoe.fields["shoe"].as_str()), ("Brest", "38"));

    let import = upload(&bakery, csv).await;
    let refused = async |columns: &[(&str, u32)], dry_run: bool| -> Refused {
        let run = ImportRun { dry_run, ..run(&import, columns) };
        bakery.run_import_as(import.id, &run).await.unwrap_err()
    };
    let twice = refused(&[("fields.Été", 1), ("fields.ete", 2)], true).await;
    assert_eq!(twice.problem.errors[0].code, "ambiguous_field");
    // By a contact that is written, too.
    let fields: BTreeMap<String, String> = (0..27).map(|n| (format!("f{n}"), "1".to_owned())).collect();
    let _: Contact = bakery.post("/contacts", &json!({ "mobile": "0612345602", "fields": fields })).await.unwrap();
    let path = format!("/contacts/{}", zoe.id);
    let spelt: Contact = bakery.patch(&path, &json!({ "fields": { "SHOE": "39", "Last": "1" } })).await.unwrap();
    assert_eq!(spelt.fields["shoe"], "39");
    assert_eq!(names().await.len(), 30);
    let full = json!({ "fields": { "one more": "1" } });
    let full = bakery.patch::<Contact>(&path, &full).await.unwrap_err();
    assert_eq!((full.fields(), full.problem.errors[0].code.as_str()), (vec!["fields"], "too_many_fields"));
    for dry_run in [true, false] {
        let full = refused(&[("fields.one more", 1)], dry_run).await;
        assert_eq!((full.fields(), full.problem.errors[0].code.as_str()), (vec!["mapping"], "too_many"));
    }
    assert_eq!(names().await.len(), 30);
}
