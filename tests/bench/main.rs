//! How fast a campaign leaves, beside what this machine can do at all.
//!
//! Each measure stands beside its own physical limit, taken in the same run: a bare pair that posts the same bodies to the
//! same sandbox and takes its receipts, and stores nothing. Trust the ratios; the figures are this machine's. Every
//! figure is the median of several rounds. With receipts, each message gets one, the final one.
//!
//! `make bench` runs it and `CHAPPE_BENCH=long` makes it ten times as long. The table goes to `target/bench.json` too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bare;
mod disk;
mod dispatch;
mod report;
mod usage;

use dispatch::Engine;
use report::Report;
use tests::Sandbox;

/// What is asked of the sandbox and of the server alike.
#[derive(Clone, Copy)]
pub struct Load {
    pub messages: usize,
    /// The provider's, in milliseconds.
    pub latency: u64,
    pub receipts: bool,
}

impl Load {
    /// On its way at the same time: enough to hide the latency, no more than helps.
    const fn in_flight(self) -> usize {
        if self.latency == 0 { 64 } else { 512 }
    }

    /// `_receipts`, `_50ms` …: the end of a measure's name.
    fn suffix(self) -> String {
        let receipts = if self.receipts { "_receipts" } else { "" };
        if self.latency == 0 { receipts.to_owned() } else { format!("{receipts}_{}ms", self.latency) }
    }

    /// A sandbox that behaves so; a fresh one, because it remembers every reference.
    pub fn sandbox(self) -> Sandbox {
        let latency = self.latency.to_string();
        let receipts = if self.receipts { "final" } else { "none" };
        Sandbox::start(&["--latency-ms", &latency, "--receipt-delay-ms", "0", "--receipts", receipts])
    }
}

fn main() {
    let long = std::env::var("CHAPPE_BENCH").is_ok_and(|length| length == "long");
    let messages = if long { 1_000_000 } else { 100_000 };
    let rounds = if long { 5 } else { 3 };
    let runtime = tokio::runtime::Runtime::new().expect("threads can be started");
    let mut report = Report::default();
    report.limit("fdatasync", disk::syncs_per_second(), "/s");
    for latency in [0, 50] {
        for receipts in [false, true] {
            let load = Load { messages, latency, receipts };
            let bare = median(rounds, || runtime.block_on(bare::run(load)));
            report.limit(&format!("bare{}", load.suffix()), bare.rate, "messages/s");
            report.limit(&format!("bare{}_cpu", load.suffix()), bare.cpu, "us/message");
            for engine in [Engine::Sqlite, Engine::Postgres] {
                let name = format!("dispatch_{}{}", engine.name(), load.suffix());
                let run = median(rounds, || runtime.block_on(dispatch::run(engine, load)));
                report.beside(&name, run.rate, "messages/s", bare.rate);
                report.beside(&format!("{name}_cpu"), run.cpu, "us/message", bare.cpu);
                report.limit(&format!("{name}_memory_server"), run.server_memory, "MB");
                report.limit(&format!("{name}_memory_sandbox"), run.sandbox_memory, "MB");
                if let Some(memory) = run.database_memory {
                    report.limit(&format!("{name}_memory_postgres"), memory, "MB");
                }
            }
        }
    }
    report.finish();
}

/// What one round measured.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Messages a second.
    pub rate: f64,
    /// CPU of the sender and its database, microseconds a message; the sandbox's is not ours.
    pub cpu: f64,
    /// Peak resident memory, megabytes.
    pub server_memory: f64,
    pub sandbox_memory: f64,
    pub database_memory: Option<f64>,
}

/// The round in the middle, by rate.
fn median(rounds: usize, mut round: impl FnMut() -> Run) -> Run {
    let mut runs: Vec<Run> = (0..rounds).map(|_| round()).collect();
    runs.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    runs[rounds / 2]
}
