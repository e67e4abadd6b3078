//! `chappe ledger verify`.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Failure, open};
use crate::config::DataConfig;
use crate::credits;

#[derive(Args)]
pub struct LedgerArgs {
    #[command(subcommand)]
    command: LedgerCommand,
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Prove that every movement sums to zero, every balance equals its postings, and every charge its messages.
    Verify(DataConfig),
}

/// Exit code 1 when anything was found.
pub async fn run(args: &LedgerArgs) -> Result<ExitCode, Failure> {
    let LedgerCommand::Verify(config) = &args.command;
    let db = open::open(config).await?;
    let findings = credits::verify(&mut db.read().await?).await?;
    db.close().await;
    if findings.is_empty() {
        println!("the ledger is right");
        return Ok(ExitCode::SUCCESS);
    }
    for finding in &findings {
        println!("{finding}");
    }
    Ok(ExitCode::FAILURE)
}
