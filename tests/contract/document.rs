//! `openapi/openapi.json`: generated, committed, compared.

use std::collections::BTreeSet;
use std::fs;

use openapi::ProblemCode;
use serde_json::Value;
use tests::process::root;
use tests::{Database, Platform};

const METHODS: &[&str] = &["get", "put", "post", "patch", "delete"];

async fn served() -> Value {
    let platform = Platform::start(Database::sqlite());
    platform.stranger().get("/openapi.json").await.expect("anybody may read the document")
}

#[tokio::test]
async fn the_committed_document_is_the_served_one() {
    let committed = fs::read_to_string(root().join("openapi/openapi.json")).expect("it is committed");
    let committed: Value = serde_json::from_str(&committed).expect("it is JSON");
    let served = served().await;
    let changed: Vec<&String> = paths(&served)
        .union(&paths(&committed))
        .copied()
        .filter(|path| served["paths"][path.as_str()] != committed["paths"][path.as_str()])
        .collect();
    assert!(
        served == committed,
        "the API has changed: run `make openapi`, read the difference and commit it (paths: {changed:?})"
    );
}

fn paths(document: &Value) -> BTreeSet<&String> {
    document["paths"].as_object().map(|paths| paths.keys().collect()).unwrap_or_default()
}

#[tokio::test]
async fn every_operation_is_complete() {
    let document = served().await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut names = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in METHODS {
            let Some(operation) = operations.get(*method) else {
                continue;
            };
            let name =
                operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no operationId"));
            assert!(names.insert(name), "two operations are called {name}");
            let told = operation["summary"].as_str().is_some_and(|text| !text.is_empty());
            assert!(told, "{method} {path} has no summary");
            for (status, response) in operation["responses"].as_object().unwrap() {
                // Generators refuse a response without a description, and utoipa leaves out what nobody wrote.
                let described = response["description"].as_str().is_some_and(|text| !text.is_empty());
                assert!(described || response.get("$ref").is_some(), "{method} {path}: {status} has no description");
            }
        }
    }
}

#[tokio::test]
async fn every_problem_code_is_in_the_document() {
    let document = served().await;
    let listed = &document["components"]["schemas"]["ProblemCode"]["enum"];
    let listed: BTreeSet<&str> = listed.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let known: Vec<String> = ProblemCode::ALL.iter().map(|code| code.word()).collect();
    assert_eq!(listed, known.iter().map(String::as_str).collect());
}
