//! `chappe ledger verify`.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use openapi::Time;
use openapi::values::BadValue;

use super::{Failure, open};
use crate::clock::Clock;
use crate::config::DataConfig;
use crate::credits;

#[derive(Args)]
pub struct LedgerArgs {
    #[command(subcommand)]
    command: LedgerCommand,
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Prove that every movement sums to zero, every balance equals its postings, and every charge its messages. It sees
    /// one moment, and may run beside a server.
    Verify {
        /// Only what has moved since this day (2026-11-23) or time (2026-11-23T08:00:00Z), where all before was proven.
        #[arg(long, value_parser = since)]
        since: Option<Time>,
        #[command(flatten)]
        data: DataConfig,
    },
}

/// A time, or the beginning of a day in UTC.
fn since(text: &str) -> Result<Time, BadValue> {
    text.parse()
        .or_else(|_| format!("{text}T00:00:00Z").parse())
        .map_err(|_| BadValue("a day is written like 2026-11-23, a time like 2026-11-23T08:00:00Z"))
}

/// Exit code 1 when anything was found.
pub async fn run(args: &LedgerArgs) -> Result<ExitCode, Failure> {
    let LedgerCommand::Verify { since, data } = &args.command;
    if since.is_some_and(|since| since > Clock::default().now()) {
        return Err("nothing has moved since a time that is to come".into());
    }
    let db = open::open(data).await?;
    let findings = credits::verify(&db, *since).await?;
    db.close().await;
    let Some((first, others)) = findings.split_first() else {
        println!("the ledger is right");
        return Ok(ExitCode::SUCCESS);
    };
    println!("the ledger is wrong: {first}");
    for finding in others {
        println!("also: {finding}");
    }
    Ok(ExitCode::FAILURE)
}
