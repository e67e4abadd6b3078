//! A real headless Chromium, driven by the scripts in `tests/browser/` through playwright-core.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::root;

/// Runs one of the scripts with these settings.
///
/// # Panics
/// When the script fails; the message is all it printed.
pub fn run(script: &str, settings: &[(&str, &str)]) {
    assert!(
        root().join("tests/node_modules").exists(),
        "playwright-core is missing: npm ci --prefix tests (`make test` does it)"
    );
    let output = Command::new("node")
        .arg(Path::new("tests/browser").join(script))
        .current_dir(root())
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("node is installed");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{script}:\n{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    println!("{printed}");
}
