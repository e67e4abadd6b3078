//! What is asked for, parsed.

use openapi::templates::{NewTemplate, TemplateChange};

use crate::messages::{self, check_template};
use crate::problem::{FieldErrors, Problem};

/// Names of templates and folders are read in lists.
const MAX_NAME: usize = 100;

/// A template that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    /// Empty: in none.
    pub folder: String,
    pub text: String,
}

/// A change that can be made; `None` leaves what is there.
#[derive(Debug, Clone, Default)]
pub struct Change {
    pub name: Option<String>,
    pub folder: Option<String>,
    pub text: Option<String>,
}

impl Draft {
    /// Every wrong field is told.
    pub fn parse(new: NewTemplate) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", name(&new.name));
        let folder = errors.take("folder", folder(new.folder.as_deref().unwrap_or_default()));
        let text = text(&mut errors, new.text);
        errors.finish()?;
        Ok(Self { name: name.unwrap_or_default(), folder: folder.unwrap_or_default(), text })
    }

    /// What a search looks in.
    pub fn search(&self) -> String {
        sms::fold(&format!("{} {} {}", self.folder, self.name, self.text))
    }

    pub fn changed(self, change: &Change) -> Self {
        Self {
            name: change.name.clone().unwrap_or(self.name),
            folder: change.folder.clone().unwrap_or(self.folder),
            text: change.text.clone().unwrap_or(self.text),
        }
    }
}

impl Change {
    /// Every wrong field is told.
    pub fn parse(change: TemplateChange) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let name = change.name.as_deref().and_then(|text| errors.take("name", name(text)));
        let folder = change.folder.as_deref().and_then(|text| errors.take("folder", folder(text)));
        let text = change.text.map(|written| text(&mut errors, written));
        errors.finish()?;
        Ok(Self { name, folder, text })
    }
}

fn text(errors: &mut FieldErrors, text: String) -> String {
    if let Err(messages::Error::Field { field, code, message }) = check_template(&text) {
        errors.add(field, code, message);
    }
    text
}

fn name(text: &str) -> Result<String, (&'static str, String)> {
    let name = folder(text)?;
    if name.is_empty() { Err(("required", "a template needs a name".to_owned())) } else { Ok(name) }
}

/// One line, without spaces around it; also what `?folder=` asks for.
pub fn folder(text: &str) -> Result<String, (&'static str, String)> {
    let name = text.trim();
    if name.chars().count() > MAX_NAME {
        return Err(("too_long", format!("a name has at most {MAX_NAME} characters")));
    }
    if name.chars().any(char::is_control) {
        return Err(("malformed", "a name has no line breaks or other control characters".to_owned()));
    }
    Ok(name.to_owned())
}
