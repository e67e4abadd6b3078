//! Schemathesis reads the document and calls every operation with input that fits it and input that does not: whatever
//! comes back must be what the document says.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::process::root;
use tests::{Database, Platform};

/// Cases an operation and phase. The run takes about a minute.
const EXAMPLES: &str = "25";

/// The cases are drawn from this number: the same ones every time. `CHAPPE_SEED` draws others.
const SEED: &str = "1";

/// Left out by name: streams that never end, and what is no part of the JSON API.
const LEFT_OUT: &str = "/events$|^/metrics$";

#[tokio::test]
async fn the_server_keeps_its_contract() {
    let program = root().join("target/venv/bin/schemathesis");
    assert!(program.exists(), "Schemathesis is missing: `make test` installs it into target/venv");
    // PostgreSQL is the stricter of the two: it keeps no NUL, and it minds types. The cases come as fast as they can; the limit has a test of its own.
    let platform = Platform::with(Database::postgres(), &[("CHAPPE_RATE_LIMIT", "100000")]);
    platform.account("schemathesis", 1_000).await;
    let work = tempfile::tempdir().unwrap();
    let output = Command::new(program)
        .arg("--config-file")
        .arg(beside("schemathesis.toml"))
        .arg("run")
        .arg(format!("{}{}/openapi.json", platform.server.address, tests::client::API))
        .args(["--exclude-path-regex", LEFT_OUT])
        .args(["--max-examples", EXAMPLES])
        .args(["--seed", &std::env::var("CHAPPE_SEED").unwrap_or_else(|_| SEED.to_owned())])
        .args(["--request-timeout", "30", "--no-color", "--continue-on-failure"])
        .env("SCHEMATHESIS_HOOKS", beside("hooks.py"))
        .env("CHAPPE_ADDRESS", &platform.server.address)
        .env("CHAPPE_PASSWORD", tests::platform::PASSWORD)
        // Its notes of earlier runs do not belong into the repository.
        .current_dir(work.path())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    println!("{printed}");
    platform.verify_ledger();
}

fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("contract").join(name)
}
