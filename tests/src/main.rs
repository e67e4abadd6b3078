//! What the Makefile needs of the harness:
//!
//! - `harness postgres COMMAND…` runs a command beside a throwaway PostgreSQL and answers its exit code.
//! - `harness walk` photographs every page of the web app into `target/walk/`.

use std::process::{Command, ExitCode};

use tests::browser::{photographs, visit_everything};
use tests::postgres::{ADDRESS, Cluster, Durability};
use tests::{Database, Platform};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((verb, [program, rest @ ..])) if verb == "postgres" => with_postgres(program, rest),
        Some((verb, [])) if verb == "walk" => walk(),
        _ => {
            eprintln!("harness postgres COMMAND… | harness walk");
            ExitCode::from(2)
        }
    }
}

fn with_postgres(program: &str, arguments: &[String]) -> ExitCode {
    let cluster = Cluster::start(Durability::None);
    match Command::new(program).args(arguments).env(ADDRESS, &cluster.address).status() {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn walk() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let folder = photographs("walk");
    let platform = Platform::start(Database::sqlite());
    runtime.block_on(visit_everything(&platform, "walk.mjs", &folder));
    println!("{}", folder.display());
    ExitCode::SUCCESS
}
