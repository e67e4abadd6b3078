//! How fast a campaign leaves, and how fast a large address book answers, beside what this machine can do at all.
//!
//! Each measure stands beside its own physical limit, taken in the same run: a bare pair that posts the same bodies to the
//! same sandbox and takes its receipts, and stores nothing. Trust the ratios; the figures are this machine's. The bare
//! pair and the server on either database take turns, so that a busy moment hits all alike, and the median round counts.
//!
//! `dispatch_sqlite_receipts` is the rate from the launch of a campaign to the last receipt applied. Its parts are
//! `….launch`, until the first message left, and `….sending`, from there. With receipts each message gets one, the final
//! one, at once. After every round the totals, the balance, the ledger and the sandbox's counts are checked.
//!
//! The address book (`book/`) has a million contacts, and one round: each page is asked for many times.
//!
//! `make bench` runs it; `CHAPPE_BENCH=long` sends ten times as many and imports ten million contacts, `CHAPPE_BENCH=short` is
//! one round and a tenth of the contacts, and `CHAPPE_BENCH_ONLY` runs just what it names
//! (`dispatch_sqlite_receipts,dispatch_sqlite`, `book`, `book_lists_sqlite`). The table goes to `target/bench.json` too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bare;
mod book;
mod disk;
mod dispatch;
mod load;
mod report;
mod run;
mod usage;

use dispatch::Engine;
use load::{Load, TYPED};
use report::Report;
use run::Run;
use tokio::runtime::Runtime;

/// What the sandbox must answer the bare client, messages a second: a slower one would be no measure.
const SANDBOX_LEAST: f64 = 50_000.0;

/// A large address book.
const CONTACTS: usize = 1_000_000;

const LOADS: [(u64, bool); 4] = [(0, false), (0, true), (50, false), (50, true)];

fn main() {
    let setting = |name| std::env::var(name).unwrap_or_default();
    let only = setting("CHAPPE_BENCH_ONLY");
    let (messages, rounds, contacts, longest) = match setting("CHAPPE_BENCH").as_str() {
        "long" => (10 * TYPED, 5, CONTACTS, Some(10 * CONTACTS)),
        "short" => (TYPED, 1, CONTACTS / 10, None),
        _ => (TYPED, 3, CONTACTS, None),
    };
    let runtime = Runtime::new().expect("threads can be started");
    let mut report = Report::default();
    report::print_machine(&dispatch::cluster().psql("SHOW server_version"));
    println!("{messages} messages a round, medians of {rounds}\n");
    report.alone("fdatasync", disk::syncs_per_second(), "/s");
    for (latency, receipts) in LOADS {
        measure(&runtime, Load { messages, latency, receipts }, rounds, &only, &mut report);
    }
    book::measure(&runtime, contacts, longest, &book::Wanted(&only), &mut report);
    report.finish();
}

/// One load: the bare pair, then the server on either database beside it.
fn measure(runtime: &Runtime, load: Load, rounds: usize, only: &str, report: &mut Report) {
    let name = |engine: Engine| format!("dispatch_{}{}", engine.name(), load.suffix());
    let engines = [Engine::Sqlite, Engine::Postgres];
    let engines: Vec<Engine> = engines
        .into_iter()
        .filter(|&engine| only.is_empty() || only.split(',').any(|only| only == name(engine)))
        .collect();
    if engines.is_empty() {
        return;
    }
    let mut bare = Vec::new();
    let mut runs: Vec<Vec<Run>> = engines.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        bare.push(bare::run(runtime, load));
        for (&engine, runs) in engines.iter().zip(&mut runs) {
            runs.push(runtime.block_on(dispatch::run(engine, load)));
        }
    }
    let bare = Run::median(bare);
    if load.latency == 0 && !load.receipts {
        report.beside("sandbox", bare.rate, "messages/s", SANDBOX_LEAST);
    }
    report.run(&format!("bare{}", load.suffix()), &bare, None);
    for (engine, runs) in engines.into_iter().zip(runs) {
        report.run(&name(engine), &Run::median(runs), Some(&bare));
    }
}
