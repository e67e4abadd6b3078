//! The page of the handsets.

use crate::support::{World, quick};

#[tokio::test]
async fn the_page_and_its_files_are_served_under_a_strict_policy() {
    let world = World::new(quick()).await;
    for path in ["/", "/page.css", "/page.js", "/words.js", "/icon.svg"] {
        let url = format!("{}{path}", world.sandbox.url());
        let answer = world.client.get(url).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'"));
        assert!(answer.text().await.unwrap().len() > 100, "{path}");
    }
}
