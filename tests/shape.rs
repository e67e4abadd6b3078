//! The shape of the repository: small files, small functions, one noun a folder, and a README that names what exists.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::process::root;

/// A file that fits in a head.
const FILE_LINES: usize = 400;
/// A function that fits on a screen.
const FUNCTION_LINES: usize = 70;
/// Everything at the top: a newcomer sees it all at once.
const TOP: &[&str] =
    &["Cargo.lock", "Cargo.toml", "Makefile", "README.md", "backend", "frontend", "migrations", "openapi", "tests"];
/// Written by people; what is generated (lock files, `openapi.json`) may be as long as it likes.
const CODE: &[&str] = &["rs", "mjs", "js", "py", "sh", "sql", "css"];

#[test]
fn files_are_short() {
    let long: Vec<String> = code(CODE)
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "over {FILE_LINES} lines, split by noun or verb:\n{}", long.join("\n"));
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for (path, text) in code(&["rs"]) {
        for (name, lines) in functions(&text) {
            if lines > FUNCTION_LINES {
                long.push(format!("{path}: {name}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "over {FUNCTION_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn a_capability_opens_with_its_rules() {
    let silent: Vec<String> = code(&["rs"])
        .filter(|(path, _)| path.ends_with("/mod.rs") || path.ends_with("/lib.rs") || path.ends_with("/main.rs"))
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(
        silent.is_empty(),
        "open these with a paragraph (`//!`) that tells a colleague their rules:\n{}",
        silent.join("\n")
    );
}

#[test]
fn the_top_level_is_as_agreed() {
    let mut top: Vec<String> = tracked()
        .iter()
        .map(|path| path.split('/').next().unwrap_or_default().to_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    top.sort_unstable();
    top.dedup();
    assert_eq!(top, TOP);
}

#[test]
fn the_readme_names_what_exists() {
    let text = fs::read_to_string(root().join("README.md")).expect("there is a README.md");
    let missing: Vec<&str> =
        text.split('`').skip(1).step_by(2).filter(|word| is_path(word)).filter(|path| !exists(path)).collect();
    assert!(missing.is_empty(), "README.md names what does not exist: {missing:?}");
}

/// The files of the repository, new ones included, ignored ones not.
fn tracked() -> Vec<String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8_lossy(&output.stdout);
    // One that was deleted and not yet committed is listed still.
    names.lines().filter(|path| root().join(path).exists()).map(str::to_owned).collect()
}

fn code(extensions: &'static [&'static str]) -> impl Iterator<Item = (String, String)> {
    let of_kind = move |path: &String| {
        Path::new(path).extension().is_some_and(|kind| extensions.iter().any(|wanted| kind == *wanted))
    };
    tracked()
        .into_iter()
        .filter(of_kind)
        .filter_map(|path| fs::read_to_string(root().join(&path)).ok().map(|text| (path, text)))
}

/// Name and length of each function, signature and braces included. rustfmt puts the closing brace under the `f` of
/// its own `fn` line, so indentation alone tells where a function ends.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indentation = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{indentation}}}");
        let body = lines[start..].iter().position(|line| *line == closing);
        // A trait's method without a body, declared over several lines, ends at its semicolon.
        let opening = lines[start..].iter().position(|line| line.ends_with(['{', ';']));
        let declaration = opening.filter(|at| lines[start + at].ends_with(';'));
        let end = declaration.or(body);
        found.push((name.to_owned(), end.map_or(1, |end| end + 1)));
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start();
    for prefix in ["pub(crate) ", "pub(super) ", "pub ", "default ", "const ", "async ", "unsafe "] {
        words = words.strip_prefix(prefix).unwrap_or(words);
    }
    let rest = words.strip_prefix("fn ")?;
    // One line is never too long, and the declaration of a trait's method has no body.
    if line.trim_end().ends_with([';', '}']) {
        return None;
    }
    rest.split(['(', '<']).next()
}

/// Whether a word in backquotes claims to be a path of this repository.
fn is_path(word: &str) -> bool {
    let plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
    let top = word.split('/').next().unwrap_or_default();
    plain && (TOP.contains(&top) && (word.contains('/') || word.contains('.')))
}

fn exists(path: &str) -> bool {
    root().join(path).exists()
}

#[test]
fn functions_are_measured() {
    let text = "impl A {\n    pub fn short(&self) -> u8 { 1 }\n    pub async fn long(\n        a: u8,\n    ) {\n        {\n        }\n    }\n}\n";
    assert_eq!(functions(text), [("long".to_owned(), 6)]);
}
