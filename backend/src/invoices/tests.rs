//! Documents of every kind, against the official schema and rules and as pictures.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use openapi::Euros;
use openapi::accounts::Locale;
use proptest::prelude::{ProptestConfig, any, proptest};

use super::frozen::Buyer;
use super::{cii, pdf, samples};

const LOCALES: [(Locale, &str); 2] = [(Locale::Fr, "fr"), (Locale::En, "en")];

/// Where the repository is.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Runs a program that the tests need; its words.
fn run(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let words = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{program} {arguments:?}: {words}");
    words
}

/// Every sample in both languages, written once into `target/invoices`, where a person can look at them, too.
fn samples() -> &'static (PathBuf, usize) {
    static WRITTEN: OnceLock<(PathBuf, usize)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = root().join("target/invoices");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let samples = samples::all();
        for (name, document) in &samples {
            for (locale, word) in LOCALES {
                let bytes = pdf::write(document, locale).unwrap_or_else(|error| panic!("{name}: {error}"));
                std::fs::write(folder.join(format!("{name}-{word}.pdf")), bytes).unwrap();
            }
        }
        (folder, samples.len() * LOCALES.len())
    })
}

#[test]
fn the_official_schema_and_rules_take_every_kind() {
    let (folder, written) = samples();
    let python = root().join("target/venv/bin/python");
    let script = root().join("tests/invoices.py");
    let words = run(python.to_str().unwrap(), &[script.to_str().unwrap(), folder.to_str().unwrap()]);
    assert_eq!(words.trim(), format!("{written} checked"));
}
