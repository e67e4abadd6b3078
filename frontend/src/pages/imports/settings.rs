use std::collections::BTreeMap;

use openapi::imports::{ColumnRef, Import, ImportMode, ImportRun};

/// Our fields, in the order in which they are asked for.
pub const FIELDS: [&str; 5] = ["mobile", "last_name", "first_name", "email", "company"];

/// What a person says about the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Our field → the number of the file's column.
    pub columns: BTreeMap<&'static str, u32>,
    pub group: String,
    pub mode: ImportMode,
    pub blacklist: bool,
}

impl Settings {
    /// What the headings seem to mean.
    pub fn guessed(import: &Import) -> Self {
        let mut columns = BTreeMap::new();
        for field in FIELDS {
            if let Some(column) = import.columns.iter().find(|column| column.guess.as_deref() == Some(field)) {
                columns.insert(field, column.number);
            }
        }
        Self { columns, ..Self::default() }
    }

    pub fn to_run(&self, dry_run: bool) -> ImportRun {
        let group = self.group.trim();
        ImportRun {
            mapping: self
                .columns
                .iter()
                .map(|(field, column)| ((*field).to_owned(), ColumnRef::Number(*column)))
                .collect(),
            group: (!group.is_empty()).then(|| group.to_owned()),
            blacklist: self.blacklist,
            mode: self.mode,
            consent: None,
            dry_run,
        }
    }
}

/// The mode as a form control spells it.
pub const fn mode_word(mode: ImportMode) -> &'static str {
    match mode {
        ImportMode::Add => "add",
        ImportMode::Update => "update",
        ImportMode::Replace => "replace",
    }
}

pub fn mode_of(word: &str) -> ImportMode {
    match word {
        "add" => ImportMode::Add,
        "replace" => ImportMode::Replace,
        _ => ImportMode::Update,
    }
}
