//! Templates: kept, found, moved and changed.

use openapi::ProblemCode;
use openapi::templates::{Template, TemplateFolders, TemplatePage};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

tests::on_both!(a_template_lives, templates_are_found, texts_are_checked);

async fn a_template_lives(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let body = json!({ "name": " Saturday ", "text": "Bonjour $prenom, $carte et ${ville|ici}", "folder": "Events" });
    let template: Template = bakery.post("/templates", &body).await.unwrap();
    assert_eq!((template.name.as_str(), template.folder.as_deref()), ("Saturday", Some("Events")));
    assert_eq!(template.unknown, ["carte", "ville"]);
    let taken = bakery.post::<Value>("/templates", &body).await.unwrap_err();
    assert_eq!(taken.code(), ProblemCode::AlreadyExists);

    let _: Value = bakery.post("/contact-fields", &json!({ "name": "Ville", "kind": "text" })).await.unwrap();
    let path = format!("/templates/{}", template.id);
    let shown: Template = bakery.get(&path).await.unwrap();
    assert_eq!(shown.unknown, ["carte"], "a field that the account has is known");

    let elsewhere: Template = bakery.post("/templates", &json!({ "name": "Saturday", "text": "Hello" })).await.unwrap();
    assert_eq!((elsewhere.folder.as_deref(), elsewhere.unknown.len()), (None, 0));
    let taken = bakery.patch::<Value>(&path, &json!({ "folder": "" })).await.unwrap_err();
    assert_eq!(taken.code(), ProblemCode::AlreadyExists);
    let changed: Template =
        bakery.patch(&path, &json!({ "name": "Sunday", "folder": "", "text": "Bye" })).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.folder.as_deref(), changed.text.as_str()), ("Sunday", None, "Bye"));
    assert!(changed.updated_at.millis() >= changed.created_at.millis());
    bakery.delete(&path).await.unwrap();
    assert_eq!(bakery.delete(&path).await.unwrap_err().code(), ProblemCode::NotFound);
    assert_eq!(bakery.patch::<Value>(&path, &json!({})).await.unwrap_err().code(), ProblemCode::NotFound);
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let page: TemplatePage = client.get(&format!("/templates{query}")).await.unwrap();
    page.items.into_iter().map(|template| template.name).collect()
}

async fn templates_are_found(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    for (name, folder, text) in
        [("Noël", "Fêtes", "Joyeux Noël"), ("Pâques", "Fêtes", "100 % chocolat"), ("Rappel", "", "N’oubliez pas")]
    {
        let body = json!({ "name": name, "folder": folder, "text": text });
        let _: Template = bakery.post("/templates", &body).await.unwrap();
    }
    assert_eq!(names(&bakery, "").await, ["Rappel", "Pâques", "Noël"]);
    assert_eq!(names(&bakery, "?q=NOEL").await, ["Noël"]);
    assert_eq!(names(&bakery, "?q=fetes").await, ["Pâques", "Noël"]);
    assert_eq!(names(&bakery, "?folder=F%C3%AAtes&q=chocolat").await, ["Pâques"]);
    assert_eq!(names(&bakery, "?folder=").await, ["Rappel"]);
    assert_eq!(names(&florist, "").await, [] as [&str; 0]);
    let page: TemplatePage = bakery.get("/templates?limit=2").await.unwrap();
    assert_eq!(names(&bakery, &format!("?after={}", page.next.unwrap())).await, ["Noël"]);
    let folders: TemplateFolders = bakery.get("/templates/folders").await.unwrap();
    assert_eq!((folders.items.len(), folders.loose), (1, 1));
    assert_eq!((folders.items[0].name.as_str(), folders.items[0].templates), ("Fêtes", 2));
}

async fn texts_are_checked(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (body, fields) in [
        (json!({ "name": " ", "text": " " }), vec!["name", "text"]),
        (json!({ "name": "a\nb", "text": "nul \0" }), vec!["name", "text"]),
        (json!({ "name": "long", "text": "€".repeat(1601), "folder": "f".repeat(101) }), vec!["folder", "text"]),
    ] {
        let refused = bakery.post::<Value>("/templates", &body).await.unwrap_err();
        assert_eq!((refused.code(), refused.fields()), (ProblemCode::InvalidField, fields));
    }
}
