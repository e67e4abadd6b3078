//! The README's calls, run as they stand.

use std::process::Command;

use openapi::Credits;
use tests::process::{chappe, root};
use tests::{Database, Platform};

#[tokio::test]
async fn the_calls_of_the_readme_work() {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
    let script = text.split("```sh\n").filter_map(|rest| rest.split("```").next()).find(|block| block.contains("curl"));
    let platform = Platform::start(Database::sqlite());
    let script = script
        .expect("the README shows how to call the API")
        .replace("http://localhost:8080", &platform.server.address)
        .replace("target/release/chappe", &chappe().display().to_string());
    let folder = tempfile::tempdir().unwrap();
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", &script]).current_dir(folder.path()).envs(platform.database.settings());
    let output = shell.output().expect("bash and curl are installed");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));

    let mut bakery = platform.stranger();
    bakery.sign_in("bakery", "brioche et croissant").await.unwrap();
    let greeted = platform.sandbox().handset("+33612345601".parse().unwrap()).await;
    assert_eq!(greeted.messages[0].text, "Bonjour Zoé, à samedi !", "{printed}");
    assert_eq!(bakery.messages().await.len(), 4, "{printed}");
    assert_eq!(bakery.balance().await, Credits::whole(96), "{printed}");
}
