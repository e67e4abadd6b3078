//! `chappe openapi`.

use std::process::ExitCode;

use super::Failure;
use crate::http::server::document;

pub fn print() -> Result<ExitCode, Failure> {
    println!("{}", document().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
