//! The first rows of a file, read as a run would read them.

use openapi::contacts::LineType;
use openapi::imports::{Import, ImportMode, ImportPreview, ImportRun};
use tests::{Client, Database, Platform, Refused};

tests::on_both!(the_first_rows_are_read_as_a_run_would);

async fn preview(client: &Client, import: &Import, mobile: u32) -> Result<ImportPreview, Refused> {
    let mapping = [("mobile".to_owned(), openapi::imports::ColumnRef::Number(mobile))].into();
    let run = ImportRun { mapping, group: None, blacklist: false, mode: ImportMode::Add, consent: None, dry_run: true };
    client.post(&format!("/imports/{}/preview", import.id), &run).await
}

async fn the_first_rows_are_read_as_a_run_would(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let file = "Mobile;Bureau\n0692 12 34 56;01 45 45 45 01\ndemain;\n06 12;01 45 45 45 03\n";
    let import = bakery.upload("clients.csv", file.as_bytes().to_vec()).await.unwrap();

    let mobiles = preview(&bakery, &import, 0).await.unwrap().rows;
    assert_eq!(mobiles.len(), 3);
    let offices = preview(&bakery, &import, 1).await.unwrap().rows;
    assert_eq!(offices[0].number.unwrap().to_string(), "+33145454501");
    assert_eq!((offices[0].country.as_deref(), offices[0].line), (Some("FR"), Some(LineType::Fixed)));
    assert_eq!((mobiles[1].number, mobiles[1].reason.as_deref()), (None, Some("not_a_number")));
    assert_eq!(mobiles[2].reason.as_deref(), Some("impossible_number"));
    assert_eq!(offices[1].reason.as_deref(), Some("no_mobile"));

    let beyond = preview(&bakery, &import, 2).await.unwrap_err();
    assert_eq!(beyond.fields(), ["mapping.mobile"]);
    assert_eq!(bakery.contacts().await.len(), 0, "nothing is written");
}
