//! A template: a text that is kept, to be chosen when an SMS is written.

use crate::{TemplateId, Time};

dto! {
    pub struct Template {
        pub id: TemplateId,
        /// Unique in its folder.
        pub name: String,
        /// Absent where it lies in none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub folder: Option<String>,
        pub text: String,
        /// Fields in the text that nobody knows, as they are written: neither built in nor the account's own.
        pub unknown: Vec<String>,
        pub created_at: Time,
        pub updated_at: Time,
    }

    #[serde(deny_unknown_fields)]
    pub struct NewTemplate {
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100, example = "Saturday"))]
        pub name: String,
        /// May hold fields, as the text of a campaign does.
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 1600, example = "Bonjour $prenom, à samedi !"))]
        pub text: String,
        /// Made with its first template, gone with its last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100, example = "Events"))]
        pub folder: Option<String>,
    }

    /// Changes a template; absent fields stay as they are.
    #[derive(Default)]
    #[serde(deny_unknown_fields)]
    pub struct TemplateChange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100))]
        pub name: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 1600))]
        pub text: Option<String>,
        /// An empty one takes it out of its folder.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(max_length = 100))]
        pub folder: Option<String>,
    }

    pub struct TemplateFolder {
        pub name: String,
        /// Templates in it.
        pub templates: i64,
    }

    /// The folders, by name.
    pub struct TemplateFolders {
        pub items: Vec<TemplateFolder>,
        /// Templates in no folder.
        pub loose: i64,
    }
}

page!(TemplatePage of Template);
