//! What the Makefile needs of the harness:
//!
//! - `harness postgres COMMAND…` runs a command beside a throwaway PostgreSQL and answers its exit code.

use std::process::{Command, ExitCode};

use tests::postgres::{ADDRESS, Cluster, Durability};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((verb, [program, rest @ ..])) if verb == "postgres" => with_postgres(program, rest),
        _ => ExitCode::from(2),
    }
}

fn with_postgres(program: &str, arguments: &[String]) -> ExitCode {
    let cluster = Cluster::start(Durability::None);
    match Command::new(program)
        .args(arguments)
        .env(ADDRESS, &cluster.address)
        .status()
    {
        Ok(status) => ExitCode::from(
            status
                .code()
                .and_then(|code| u8::try_from(code).ok())
                .unwrap_or(1),
        ),
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}
