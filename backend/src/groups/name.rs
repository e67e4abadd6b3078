//! The name of a group, parsed.

/// A name is read in lists, not a description.
const MAX_NAME: usize = 100;

/// 1 to 100 characters on one line, without spaces around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    pub fn parse(text: &str) -> Result<Self, (&'static str, String)> {
        let name = text.trim();
        if name.is_empty() {
            return Err(("required", "a group needs a name".to_owned()));
        }
        if name.chars().count() > MAX_NAME {
            return Err(("too_long", format!("a group's name has at most {MAX_NAME} characters")));
        }
        if name.chars().any(char::is_control) {
            return Err(("malformed", "a group's name has no line breaks or other control characters".to_owned()));
        }
        Ok(Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a search looks in.
    pub fn search(&self) -> String {
        sms::fold(&self.0)
    }
}
