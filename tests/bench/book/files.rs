//! What goes out as a file, and comes in again as a workbook.

use std::time::Instant;

use reqwest::Method;

use super::import::{NEW, run};
use super::{Book, people};
use crate::report::Report;
use crate::usage::{Memory, Process};

/// Rows of the workbook.
const ROWS: usize = 100_000;

/// What the server, and whatever it starts, may need of memory for it, in megabytes.
const MEMORY: f64 = 500.0;

pub async fn measure(book: &mut Book, report: &mut Report) {
    let rows = ROWS.min(book.rows);
    let server = Process::new("server", book.platform.server.pid());
    book.sign_in_again().await;
    let (seconds, bytes) = download(&book.bakery, "csv").await;
    report.alone(&book.name("csv_export"), book.rows as f64 / seconds, "rows/s");
    drop(bytes);

    let florist = book.platform.account("florist", 0).await;
    run(&florist, "people.csv", people::csv(0, rows), NEW).await;
    let memory = Memory::watch(server);
    let (seconds, workbook) = download(&florist, "xlsx").await;
    report.alone(&book.name("xlsx_export"), rows as f64 / seconds, "rows/s");
    report.beside(&format!("{}.server_memory", book.name("xlsx_export")), memory.peak(), "MB", MEMORY);

    let grocer = book.platform.account("grocer", 0).await;
    let memory = Memory::watch(server);
    let start = Instant::now();
    run(&grocer, "people.xlsx", workbook, NEW).await;
    report.alone(&book.name("xlsx_import"), rows as f64 / start.elapsed().as_secs_f64(), "rows/s");
    report.beside(&format!("{}.server_memory", book.name("xlsx_import")), memory.peak(), "MB", MEMORY);
}

/// The whole book as a file; the seconds until the last byte.
async fn download(client: &tests::Client, format: &str) -> (f64, Vec<u8>) {
    let start = Instant::now();
    let answer = client.request(Method::GET, &format!("/contacts/export?format={format}")).send().await;
    let answer = answer.expect("the server answers");
    assert!(answer.status().is_success(), "{}", answer.status());
    let bytes = answer.bytes().await.expect("the file is whole");
    (start.elapsed().as_secs_f64(), bytes.to_vec())
}
