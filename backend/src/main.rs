//! `chappe`: one binary, one command a task.

use std::process::ExitCode;

use backend::commands::{Cli, run};
use clap::Parser;

fn main() -> ExitCode {
    backend::telemetry::start();
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("chappe: {error}");
            ExitCode::FAILURE
        }
    }
}
