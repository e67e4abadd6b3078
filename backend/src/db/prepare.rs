//! Every statement is prepared on both databases, so that a text that only one of them knows never waits for its first
//! caller to be found out.

use std::collections::BTreeSet;
use std::path::Path;

use sqlx::{Executor as _, SqlSafeStr as _};
use tests::postgres::Cluster;

use super::{Conn, Connected, Db, Sql, migrate};

/// The files that have statements, and the statements.
const LISTS: &[(&str, &[(&str, Sql)])] = &[
    ("accounts/sql.rs", crate::accounts::sql::ALL),
    ("admin/sql.rs", crate::admin::sql::ALL),
    ("allowances/sql.rs", crate::allowances::sql::ALL),
    ("api_keys/sql.rs", crate::api_keys::sql::ALL),
    ("audit/sql.rs", crate::audit::sql::ALL),
    ("blacklist/sql.rs", crate::blacklist::sql::ALL),
    ("campaigns/report_sql.rs", crate::campaigns::report_sql::ALL),
    ("campaigns/sql.rs", crate::campaigns::sql::ALL),
    ("commands/open.rs", crate::commands::open::ALL),
    ("contact_fields/sql.rs", crate::contact_fields::sql::ALL),
    ("contacts/sql.rs", crate::contacts::sql::ALL),
    ("contacts/trash_sql.rs", crate::contacts::trash_sql::ALL),
    ("contacts/walk_sql.rs", crate::contacts::walk_sql::ALL),
    ("credits/property/mod.rs", crate::credits::property::ALL),
    ("credits/sql.rs", crate::credits::sql::ALL),
    ("credits/verify_sql.rs", crate::credits::verify_sql::ALL),
    ("dashboard/sql.rs", crate::dashboard::sql::ALL),
    ("groups/sql.rs", crate::groups::sql::ALL),
    ("guessing/sql.rs", crate::guessing::sql::ALL),
    ("http/health.rs", crate::http::health::ALL),
    ("http/idempotency.rs", crate::http::idempotency::ALL),
    ("http/tokens.rs", crate::http::tokens::ALL),
    ("imports/sql.rs", crate::imports::sql::ALL),
    ("imports/undo_sql.rs", crate::imports::undo_sql::ALL),
    ("invoices/sql.rs", crate::invoices::sql::ALL),
    ("jobs/sql.rs", crate::jobs::sql::ALL),
    ("links/sql.rs", crate::links::sql::ALL),
    ("mail/sql.rs", crate::mail::sql::ALL),
    ("messages/sql.rs", crate::messages::sql::ALL),
    ("mobile/sql.rs", crate::mobile::sql::ALL),
    ("notices/sql.rs", crate::notices::sql::ALL),
    ("opt_outs/sql.rs", crate::opt_outs::sql::ALL),
    ("packs/sql.rs", crate::packs::sql::ALL),
    ("payments/sql.rs", crate::payments::sql::ALL),
    ("providers/sql.rs", crate::providers::sql::ALL),
    ("purchases/sql.rs", crate::purchases::sql::ALL),
    ("rates/sql.rs", crate::rates::sql::ALL),
    ("replies/sql.rs", crate::replies::sql::ALL),
    ("second_factor/sql.rs", crate::second_factor::sql::ALL),
    ("sent/sql.rs", crate::sent::sql::ALL),
    ("sessions/sql.rs", crate::sessions::sql::ALL),
    ("templates/sql.rs", crate::templates::sql::ALL),
    ("worker/sql.rs", crate::worker::sql::ALL),
];

/// What a database says of the statements it does not take.
async fn refused(db: &Db) -> Vec<String> {
    let mut reader = db.read().await.unwrap();
    let mut refused = Vec::new();
    for (file, statements) in LISTS {
        for (name, sql) in *statements {
            let prepared = match reader.conn() {
                Conn::Sqlite(c) => c.prepare(sql.sqlite.into_sql_str()).await.err(),
                Conn::Postgres(c, _) => c.prepare(sql.postgres.into_sql_str()).await.err(),
            };
            refused.extend(prepared.map(|error| format!("{file} {name}: {error}")));
        }
    }
    refused
}

#[tokio::test]
async fn sqlite_prepares_every_statement() {
    let directory = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", directory.path().join("chappe.db").display())).await.unwrap();
    migrate(&db).await.unwrap();
    assert_eq!(refused(&db).await, [] as [String; 0]);
}

#[tokio::test]
async fn postgres_prepares_every_statement() {
    let cluster = Cluster::shared();
    let name = format!("prepare_{}", std::process::id());
    cluster.psql(&format!("CREATE DATABASE {name}"));
    let db = Db::open(&cluster.url(&name)).await.unwrap();
    migrate(&db).await.unwrap();
    let refused = refused(&db).await;
    db.close().await;
    cluster.drop_database(&name);
    assert_eq!(refused, [] as [String; 0]);
}

#[test]
fn no_statement_is_forgotten() {
    let mut found = BTreeSet::new();
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).is_ok_and(|text| text.contains("\nstatements! {")) {
                found.insert(path.strip_prefix(root).unwrap().display().to_string());
            }
        }
    }
    let listed: BTreeSet<String> = LISTS.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(found, listed, "list every file with statements here");
}
