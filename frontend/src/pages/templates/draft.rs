//! A template as it stands in the form.

use openapi::templates::{NewTemplate, Template, TemplateChange};

use crate::api::{self, Failure};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    pub name: String,
    pub folder: String,
    pub text: String,
}

impl From<&Template> for Draft {
    fn from(template: &Template) -> Self {
        Self {
            name: template.name.clone(),
            folder: template.folder.clone().unwrap_or_default(),
            text: template.text.clone(),
        }
    }
}

impl Draft {
    /// `before`: the template that it changes; none: it is a new one, made once however often `key` is sent.
    pub async fn save(self, before: Option<&Template>, key: &str) -> Result<Template, Failure> {
        let Self { name, folder, text } = self;
        match before {
            Some(template) => {
                let change = TemplateChange { name: Some(name), text: Some(text), folder: Some(folder) };
                api::templates::change(template.id, &change).await
            }
            None => {
                let folder = Some(folder).filter(|folder| !folder.trim().is_empty());
                api::templates::create(&NewTemplate { name, text, folder }, key).await
            }
        }
    }
}
