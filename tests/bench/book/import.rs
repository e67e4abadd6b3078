//! Filling the book from a file.

use std::collections::BTreeMap;
use std::time::Instant;

use openapi::imports::{ColumnRef, Import, ImportMode, ImportRun};
use tests::Client;

use super::{Book, bare, people, wait_for};
use crate::dispatch::Engine;
use crate::report::Report;
use crate::usage::{Memory, Meter, Process};

/// What the server may need of memory for an import, in megabytes, however long the file is.
const MEMORY: f64 = 200.0;

/// How a file is run.
#[derive(Clone, Copy)]
pub struct Into<'a> {
    pub group: Option<&'a str>,
    pub blacklist: bool,
    pub mode: ImportMode,
}

pub const NEW: Into<'static> = Into { group: None, blacklist: false, mode: ImportMode::Add };

/// Uploads a file, runs it, waits until it is in; the seconds from the answer to the upload to the end of the job.
pub async fn run(client: &Client, name: &str, file: Vec<u8>, into: Into<'_>) -> f64 {
    let import = client.upload(name, file).await.expect("it is a file of contacts");
    let start = Instant::now();
    let job = client.run_import_as(import.id, &plan(&import, into)).await.expect("its columns are known");
    wait_for(client, job).await;
    start.elapsed().as_secs_f64()
}

fn plan(import: &Import, into: Into<'_>) -> ImportRun {
    let guessed = import.columns.iter().filter_map(|column| Some((column.guess.clone()?, column.number)));
    let own = import.columns.iter().find(|column| column.header == people::OWN_FIELD);
    let own = own.map(|column| (format!("fields.{}", column.header), column.number));
    let mapping: BTreeMap<String, ColumnRef> =
        guessed.chain(own).map(|(field, number)| (field, ColumnRef::Number(number))).collect();
    ImportRun {
        mapping,
        group: into.group.map(str::to_owned),
        blacklist: into.blacklist,
        mode: into.mode,
        consent: None,
        dry_run: false,
    }
}

/// The large book: everybody in a group. `copied`: what `psql \copy` reached in this run, if it was asked; the answer is
/// the same for the next one.
pub async fn fill(book: &mut Book, copied: Option<f64>, report: &mut Report) -> Option<f64> {
    let (name, rows) = (book.name("import"), book.rows as f64);
    let file = people::csv(0, book.rows);
    let server = Process::new("server", book.platform.server.pid());
    let processes: Vec<Process> = [server].into_iter().chain(book.engine.process()).collect();
    let (meter, memory) = (Meter::start(&processes), Memory::watch(server));
    let seconds = run(&book.bakery, "people.csv", file, Into { group: Some("Everybody"), ..NEW }).await;
    let (peak, used) = (memory.peak(), meter.stop(book.rows));
    let group = book.bakery.groups().await.remove(0);
    assert_eq!(group.contacts, i64::try_from(book.rows).expect("it fits"), "everybody is in");

    let bare = rows / bare::copy(book.engine, &book.platform.database);
    report.beside(&name, rows / seconds, "rows/s", bare);
    if let Some(copied) = copied {
        report.beside(&format!("{name}.beside_copy"), rows / seconds, "rows/s", copied);
    }
    report.beside(&format!("{name}.server_memory"), peak, "MB", MEMORY);
    report.used(&name, &used, "us/row");
    book.sign_in_again().await;
    (book.engine == Engine::Postgres).then_some(bare)
}

/// The memory of the longest import.
pub async fn measure_memory(book: &mut Book, report: &mut Report) {
    let file = people::csv(0, book.rows);
    let memory = Memory::watch(Process::new("server", book.platform.server.pid()));
    let client = book.bakery.clone();
    let seconds = run(&client, "people.csv", file, Into { group: Some("Everybody"), ..NEW }).await;
    let name = book.name("import_long");
    report.alone(&name, book.rows as f64 / seconds, "rows/s");
    report.beside(&format!("{name}.server_memory"), memory.peak(), "MB", MEMORY);
}
