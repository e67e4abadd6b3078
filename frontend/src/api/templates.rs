//! Texts that are kept.

use openapi::TemplateId;
use openapi::templates::{NewTemplate, Template, TemplateChange, TemplateFolders, TemplatePage};

use super::{Failure, query};

/// `folder`: in this one only; the empty one holds what lies in none.
pub async fn list(
    search: &str,
    folder: Option<&str>,
    after: Option<&str>,
    limit: u32,
) -> Result<TemplatePage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("folder", folder), ("after", after), ("limit", Some(&limit))]);
    // An empty word is left out of a query, and here it says something.
    let loose = if folder == Some("") { "&folder=" } else { "" };
    super::get(&format!("/templates{query}{loose}")).await
}

pub async fn folders() -> Result<TemplateFolders, Failure> {
    super::get("/templates/folders").await
}

pub async fn get(id: TemplateId) -> Result<Template, Failure> {
    super::get(&format!("/templates/{id}")).await
}

pub async fn create(template: &NewTemplate, key: &str) -> Result<Template, Failure> {
    super::post_once("/templates", template, key).await
}

pub async fn change(id: TemplateId, change: &TemplateChange) -> Result<Template, Failure> {
    super::patch(&format!("/templates/{id}"), change).await
}

pub async fn delete(id: TemplateId) -> Result<(), Failure> {
    super::delete(&format!("/templates/{id}")).await
}
