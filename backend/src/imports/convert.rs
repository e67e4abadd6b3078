//! Has a workbook made into a CSV file, by a process of its own.
//!
//! Readers of spreadsheets trust what a file says of itself: a few thousand bytes can make them ask for more memory than
//! there is, which ends the process that they run in. So they run in one that has nothing to lose: `chappe spreadsheet`
//! knows no settings, holds no database, and gets only so much memory and so much time. What it finds comes back as JSON.

use std::io;
use std::path::Path;
use std::process::{ExitCode, Output, Stdio};
use std::time::Duration;

use clap::Args;
use rlimit::Resource;
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::unreadable::Unreadable;
use super::workbook::{self, Sheet};

/// What the process may hold, in bytes: four times what an XLSX file of a million rows needs.
const MEMORY: u64 = 400 << 20;

/// A sheet of a million rows takes three seconds; a slow machine that is busy may take its time.
const PATIENCE: Duration = Duration::from_secs(120);

/// Workbooks at the same time; who comes third waits. More would need more memory than a small server has.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// The exit code of a panic in Rust: a reader met what it did not expect.
const PANICKED: i32 = 101;

/// `chappe spreadsheet FROM TO MOST [SHEET]`.
#[derive(Args)]
pub struct SpreadsheetArgs {
    from: std::path::PathBuf,
    to: std::path::PathBuf,
    /// The bytes that the result may have.
    most: u64,
    sheet: Option<String>,
}

/// What the process does.
pub fn run(args: &SpreadsheetArgs) -> Result<ExitCode, crate::commands::Failure> {
    // What the process has mapped already counts too, which is little beside it.
    Resource::DATA.set(MEMORY, MEMORY)?;
    Resource::CORE.set(0, 0)?;
    let found = match workbook::convert(&args.from, &args.to, args.sheet.as_deref(), args.most) {
        Err(Unreadable::Disk(error)) => return Err(error.into()),
        found => found,
    };
    println!("{}", serde_json::to_string(&found)?);
    Ok(ExitCode::SUCCESS)
}

/// Makes the CSV file `to` of the workbook `from`.
pub async fn convert(from: &Path, to: &Path, sheet: Option<&str>, most: u64) -> Result<Sheet, Unreadable> {
    let _slot = SLOTS.acquire().await.map_err(io::Error::other)?;
    let mut command = Command::new(this_program()?);
    // Arguments that begin with a dash are values too: a sheet may be called so.
    command.arg("spreadsheet").arg("--").arg(from).arg(to).arg(most.to_string()).args(sheet);
    command.env_clear().stdin(Stdio::null()).kill_on_drop(true);
    match tokio::time::timeout(PATIENCE, command.output()).await {
        Ok(output) => told(&output?),
        Err(_) => Err(Unreadable::SpreadsheetTooLarge),
    }
}

/// What runs, even when another version has been put in its place meanwhile.
fn this_program() -> io::Result<std::path::PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { std::env::current_exe() }
}

fn told(output: &Output) -> Result<Sheet, Unreadable> {
    let said = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
    match output.status.code() {
        Some(0) => serde_json::from_slice(&output.stdout).map_err(io::Error::from)?,
        Some(PANICKED) => Err(Unreadable::Damaged),
        Some(_) => Err(io::Error::other(said()).into()),
        // Ended by a signal: it asked for more memory than it may have.
        None => Err(Unreadable::SpreadsheetTooLarge),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::ExitStatus;

    use super::*;

    #[test]
    fn however_the_process_ends_something_is_told() {
        let ended = |raw, stdout: &str| {
            let status = ExitStatus::from_raw(raw);
            told(&Output { status, stdout: stdout.into(), stderr: b"why\n".to_vec() })
        };
        let sheet = ended(0, r#"{"Ok":{"format":"xls","name":"A","all":["A","B"]}}"#).unwrap();
        assert_eq!((sheet.name.as_str(), sheet.all.len()), ("A", 2));
        assert_eq!(ended(0, r#"{"Err":{"no_sheet":"A, B"}}"#).unwrap_err().code(), "unknown_sheet");
        assert_eq!(ended(PANICKED << 8, "").unwrap_err().code(), "damaged");
        assert_eq!(ended(6, "").unwrap_err().code(), "spreadsheet_too_large");
        assert_eq!(ended(1 << 8, "").unwrap_err().to_string(), "why");
    }
}
