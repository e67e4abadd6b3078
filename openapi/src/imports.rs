//! An uploaded file of contacts, between the upload and the run.

use std::collections::BTreeMap;

use crate::ImportId;

dto! {
    /// What was found in an uploaded file.
    pub struct Import {
        pub id: ImportId,
        pub file_name: String,
        /// The character between two cells: `;`, `,`, a tab or `|`.
        pub separator: String,
        /// `utf-8` or `windows-1252`.
        pub encoding: String,
        pub columns: Vec<ImportColumn>,
        /// The first rows, as read.
        pub sample: Vec<Vec<String>>,
    }

    pub struct ImportColumn {
        /// Counted from 0.
        pub number: u32,
        pub header: String,
        /// The field of ours that the header seems to mean: `mobile`, `last_name` …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub guess: Option<String>,
    }

    /// Runs an import.
    #[serde(deny_unknown_fields)]
    pub struct ImportRun {
        /// Our field (`mobile`, `last_name`, `first_name`, `email`, `company`) → the file's header, or the column's number.
        pub mapping: BTreeMap<String, ColumnRef>,
        /// Puts everybody into this group; created if missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100))]
        pub group: Option<String>,
        /// Puts the numbers on the blacklist.
        #[serde(default)]
        pub blacklist: bool,
        #[serde(default)]
        pub mode: ImportMode,
        /// Counts what would happen and writes nothing.
        #[serde(default)]
        pub dry_run: bool,
    }

    /// A column by its header or by its number, counted from 0.
    #[serde(untagged)]
    pub enum ColumnRef {
        Number(u32),
        Header(String),
    }

    /// What happens to a contact whose number is there already.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "lowercase")]
    pub enum ImportMode {
        /// It stays as it is.
        Add,
        /// Cells that are not empty replace what it has.
        #[default]
        Update,
        /// Every mapped cell replaces what it has, empty ones too.
        Replace,
    }

    /// What an import did, or would do: the `result` of its job.
    #[derive(Default)]
    pub struct ImportResult {
        pub rows: i64,
        pub new: i64,
        pub updated: i64,
        pub unchanged: i64,
        pub duplicate: i64,
        pub invalid: i64,
        pub blacklisted: i64,
    }

    /// A row that could not be imported.
    pub struct RefusedRow {
        /// The row of the file, counted from 1, its header included.
        pub row: i64,
        /// A stable word: `no_mobile`, `not_a_number` …
        pub reason: String,
        /// The row as it stood.
        pub cells: Vec<String>,
    }
}

page!(RefusedPage of RefusedRow);
