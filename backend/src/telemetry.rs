//! Logs (lines for people on a terminal, JSON for machines everywhere else) and metrics (Prometheus text).

use std::io::IsTerminal;

use metrics::{describe_counter, describe_gauge};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Messages that were settled, by `outcome`: accepted, refused, later, unsent, unknown.
pub const SETTLED: &str = "chappe_messages_settled_total";
/// Receipts that were applied.
pub const RECEIPTS: &str = "chappe_receipts_total";
/// Letters by e-mail, by `outcome`: sent, later (a try that failed), refused, given_up.
pub const LETTERS: &str = "chappe_letters_total";
/// Messages claimed and not yet settled.
pub const OUTSTANDING: &str = "chappe_messages_outstanding";
/// Seconds of the worker's last turn.
pub const TURN: &str = "chappe_worker_turn_seconds";

/// Faults that the last verification of the ledger found: anything but 0 is an alarm.
pub const LEDGER_FAULTS: &str = "chappe_ledger_faults";
/// When that was, in seconds since 1970: what is older than two days is an alarm too.
pub const LEDGER_VERIFIED: &str = "chappe_ledger_verified_timestamp_seconds";

/// Starts to count; the handle writes what Prometheus reads.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().install_recorder()?;
    describe_counter!(SETTLED, "Messages settled, by outcome");
    describe_counter!(RECEIPTS, "Receipts applied");
    describe_counter!(LETTERS, "Letters by e-mail, by outcome");
    describe_gauge!(OUTSTANDING, "Messages claimed and not yet settled");
    describe_gauge!(TURN, "Seconds the worker's last turn took");
    describe_gauge!(LEDGER_FAULTS, "Faults that the last verification of the ledger found");
    describe_gauge!(LEDGER_VERIFIED, "When the ledger was last verified, in seconds since 1970");
    Ok(handle)
}

/// Starts logging to standard error. `RUST_LOG` chooses what; our own notices and everybody's warnings otherwise.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,backend=info,chappe=info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.with_target(false).init();
    } else {
        logs.json().init();
    }
}
