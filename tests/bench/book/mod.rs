//! The address book with a million contacts: how fast it is filled and looked through, how fast a campaign to all of it is
//! launched, what its files cost, and how fast duplicates are merged. Over HTTP, on the real server; each part stands beside its limit, taken in the same run or asked
//! of us.
//!
//! `CHAPPE_BENCH_ONLY` names parts: `book`, `book_import`, `book_launch`, `book_lists`, `book_files`, `book_duplicates`, each also for one
//! database alone (`book_lists_sqlite`). Whatever is named, the book is filled first.

mod bare;
mod duplicates;
mod files;
mod import;
mod launch;
mod lists;
mod people;

use std::time::{Duration, Instant};

use openapi::JobId;
use openapi::jobs::{Job, JobStatus};
use tests::platform::PASSWORD;
use tests::{Client, Platform};
use tokio::runtime::Runtime;
use tokio::time::sleep;

use crate::dispatch::Engine;
use crate::report::Report;

/// How often a job is looked at.
const LOOK: Duration = Duration::from_millis(25);
/// What never takes so long has stopped.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// The server, and the account with the large book.
struct Book {
    engine: Engine,
    platform: Platform,
    bakery: Client,
    rows: usize,
}

/// Which parts are asked for.
pub struct Wanted<'a>(pub &'a str);

impl Wanted<'_> {
    fn has(&self, part: &str, engine: Engine) -> bool {
        let this = format!("{part}_{}", engine.name());
        self.0.is_empty() || self.0.split(',').any(|only| only == "book" || only == part || only == this)
    }
}

/// `longest`: rows of one more import, for its memory only.
pub fn measure(runtime: &Runtime, rows: usize, longest: Option<usize>, wanted: &Wanted<'_>, report: &mut Report) {
    let mut copied = None;
    for engine in [Engine::Postgres, Engine::Sqlite] {
        let parts = ["book_import", "book_launch", "book_lists", "book_files", "book_duplicates"];
        if !parts.iter().any(|part| wanted.has(part, engine)) {
            continue;
        }
        runtime.block_on(async {
            let mut book = Book::open(engine, rows).await;
            let rate = import::fill(&mut book, copied, report).await;
            copied = copied.or(rate);
            if wanted.has("book_launch", engine) {
                launch::measure(&mut book, report).await;
            }
            if wanted.has("book_lists", engine) {
                lists::measure(&mut book, report).await;
            }
            if wanted.has("book_files", engine) || wanted.has("book_duplicates", engine) {
                files::measure(&mut book, report).await;
                duplicates::measure(&mut book, report).await;
            }
        });
        if let Some(longest) = longest {
            runtime.block_on(async {
                import::measure_memory(&mut Book::open(engine, longest).await, report).await;
            });
        }
    }
}

impl Book {
    async fn open(engine: Engine, rows: usize) -> Self {
        // One client asks as fast as it is answered.
        let platform = Platform::with(engine.database(), &[("CHAPPE_RATE_LIMIT", "1000000")]);
        let bakery = platform.account("bakery", 0).await;
        Self { engine, platform, bakery, rows }
    }

    fn name(&self, part: &str) -> String {
        format!("book_{part}_{}", self.engine.name())
    }

    /// A long part outlasts an access token.
    async fn sign_in_again(&mut self) {
        self.bakery.sign_in("bakery", PASSWORD).await.expect("the account exists");
    }
}

/// Waits until a job is done, however long it takes; the harness's own patience is a test's.
async fn wait_for(client: &Client, job: JobId) -> Job {
    let start = Instant::now();
    loop {
        let job: Job = client.get(&format!("/jobs/{job}")).await.expect("the job is ours");
        match job.status {
            JobStatus::Queued | JobStatus::Running => sleep(LOOK).await,
            JobStatus::Done => return job,
            _ => panic!("the job failed: {job:?}"),
        }
        assert!(start.elapsed() < PATIENCE, "the job stands still: {job:?}");
    }
}
