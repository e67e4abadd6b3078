//! `chappe rates …`: the table of prices by country, beside the running server.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Failure, open};
use crate::clock::Clock;
use crate::config::DataConfig;
use crate::db::Db;
use crate::rates::{self, Book, Changes, Desk};

/// Node numbers below this are the servers'.
const LOWEST_NODE: u16 = 512;

#[derive(Args)]
pub struct RatesArgs {
    #[command(subcommand)]
    command: RatesCommand,
}

#[derive(Subcommand)]
enum RatesCommand {
    /// Take a table of rates: a CSV file with country, kind, credits and credits_with_sender. Whole, or not at all. Countries it
    /// does not name stay as they are; a line without amounts withdraws its country.
    Import {
        /// The file.
        file: PathBuf,
        /// When it begins: a date (its first moment in this machine's time zone) or a time such as 2027-01-01T08:00:00Z; at once
        /// when absent. Never in the past: what was sent is not priced again.
        #[arg(long, value_parser = moment)]
        from: Option<i64>,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        data: DataConfig,
    },
    /// Print the table of rates, as `import` reads it.
    Export {
        /// The rates of this date or time; of now when absent.
        #[arg(long, value_parser = moment)]
        at: Option<i64>,
        #[command(flatten)]
        data: DataConfig,
    },
}

pub async fn run(args: &RatesArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        RatesCommand::Import { file, from, dry_run, data } => {
            let db = opened(data).await?;
            let changes = import(&db, file, *from, *dry_run).await;
            db.close().await;
            tell(&changes?, *dry_run)?;
        }
        RatesCommand::Export { at, data } => {
            let db = opened(data).await?;
            let now = Clock::default().now().millis();
            let book = Book::load(&mut db.read().await?, at.unwrap_or(now)).await;
            db.close().await;
            std::io::stdout().write_all(&rates::export(&book?, at.unwrap_or(now))?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn opened(data: &DataConfig) -> Result<Db, Failure> {
    let db = open::open(data).await?;
    rates::seed(&db).await?;
    Ok(db)
}

async fn import(db: &Db, file: &Path, from: Option<i64>, dry_run: bool) -> Result<Changes, Failure> {
    let text = std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let lines =
        rates::read(&text).map_err(|bad| format!("nothing was changed; {} has wrong lines\n{bad}", file.display()))?;
    let clock = Clock::default();
    if dry_run {
        let from = rates::beginning(from, clock.now().millis())?;
        return Ok(rates::compare(&mut db.read().await?, &lines, from).await?);
    }
    let ids = open::ids(db, &clock, LOWEST_NODE).await?;
    Ok(Desk { db, ids: &ids, clock: &clock, by: None }.set(&lines, from, "a table").await?)
}

/// What changed, one a line.
fn tell(changes: &Changes, dry_run: bool) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for one in &changes.differences {
        writeln!(out, "{one}")?;
    }
    let (changed, all) = (changes.differences.len(), changes.lines);
    let from = openapi::Time::from_millis(changes.from);
    let word = if dry_run { "would change" } else { "changed" };
    writeln!(out, "{changed} of {all} rates {word} from {from}")?;
    Ok(())
}

/// A date begins when it does on this machine's clock.
fn moment(text: &str) -> Result<i64, String> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time.as_millisecond());
    }
    let wrong = |_| format!("“{text}” is neither a date such as 2027-01-01 nor a time such as 2027-01-01T08:00:00Z");
    let date: Date = text.parse().map_err(wrong)?;
    Ok(date.to_zoned(TimeZone::system()).map_err(wrong)?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_date_or_a_time() {
        assert_eq!(moment("2027-01-01T08:00:00Z"), Ok(1_798_790_400_000));
        assert_eq!(moment("2027-01-01T09:00:00+01:00"), Ok(1_798_790_400_000));
        let date = moment("2027-01-01").unwrap();
        assert!((date - 1_798_761_600_000).abs() <= 14 * 3_600_000, "{date}");
        for text in ["tomorrow", "", "2027-13-01", "01/02/2027"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }
}
