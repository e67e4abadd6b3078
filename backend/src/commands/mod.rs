//! The command line: one file a command.

mod admin;
mod ledger;
mod migrate;
pub(crate) mod open;
mod openapi;
mod rates;
mod sandbox;
pub(crate) mod serve;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The SMS platform that anyone can host.
#[derive(Parser)]
#[command(name = "chappe", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API, the web app and the worker.
    Serve(Box<crate::config::ServeConfig>),
    /// Bring the database's schema up to date.
    Migrate(crate::config::DataConfig),
    /// Print the OpenAPI document.
    Openapi,
    /// Run the sandbox: a fake SMS provider over HTTP, with handsets to look at.
    Sandbox(sandbox::SandboxArgs),
    /// Prove the credit ledger.
    Ledger(ledger::LedgerArgs),
    /// The table of prices by country.
    Rates(rates::RatesArgs),
    /// Manage accounts from the command line.
    Admin(admin::AdminArgs),
    /// Make a CSV file of a workbook; what the server runs for itself.
    #[command(hide = true)]
    Spreadsheet(crate::imports::convert::SpreadsheetArgs),
}

/// What a command may fail with; shown to the operator as it is.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Runs the command. Each has a runtime of its own kind: the server's threads are actix's.
pub fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Serve(config) => actix_web::rt::System::new().block_on(serve::serve(*config)),
        Command::Migrate(config) => actix_web::rt::System::new().block_on(migrate::run(&config)),
        Command::Openapi => openapi::print(),
        Command::Sandbox(args) => actix_web::rt::System::new().block_on(sandbox::run(args)),
        Command::Ledger(args) => actix_web::rt::System::new().block_on(ledger::run(&args)),
        Command::Rates(args) => actix_web::rt::System::new().block_on(rates::run(&args)),
        Command::Admin(args) => actix_web::rt::System::new().block_on(admin::run(&args)),
        Command::Spreadsheet(args) => crate::imports::convert::run(&args),
    }
}
