//! An uploaded file of contacts, between the upload and the run.

use std::collections::BTreeMap;

use crate::ImportId;

dto! {
    /// The body of an upload.
    #[serde(deny_unknown_fields)]
    pub struct ImportUpload {
        /// A CSV file: any separator, UTF-8, UTF-16 or Windows-1252.
        #[cfg_attr(feature = "schema", schema(format = Binary, content_media_type = "text/csv"))]
        pub file: String,
    }

    /// What was found in an uploaded file.
    pub struct Import {
        pub id: ImportId,
        pub file_name: String,
        /// The character between two cells: `;`, `,`, a tab or `|`.
        pub separator: String,
        /// `utf-8` or `windows-1252`; `utf-16le` or `utf-16be` when a byte order mark says so.
        pub encoding: String,
        /// Whether the first row names the columns. Without one, headers are empty and columns go by their numbers.
        pub has_header: bool,
        /// Rows of contacts: neither the header nor empty rows.
        pub rows: i64,
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
        /// Our field (`mobile`, `last_name`, `first_name`, `email`, `company`, or `fields.NAME` for one of the account's own)
        /// → the file's header, or the column's number.
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

    /// What an import did, or would do: the `result` of its job, whose progress is counted in rows.
    /// `new`, `updated`, `unchanged`, `duplicate` and `invalid` add up to `rows`.
    #[derive(Default)]
    pub struct ImportResult {
        pub rows: i64,
        pub new: i64,
        pub updated: i64,
        pub unchanged: i64,
        /// Rows with a number that an earlier row of the file has; they are passed over.
        pub duplicate: i64,
        /// Rows that were refused; `/imports/{id}/refused` lists them.
        pub invalid: i64,
        /// Of the new, updated and unchanged: those whose number is on the blacklist.
        pub blacklisted: i64,
    }

    /// A row that could not be imported.
    pub struct RefusedRow {
        /// The row of the file, counted from 1, its header included.
        pub row: i64,
        /// A stable word: `no_mobile`, `not_a_number`, `impossible_number`, `too_long`, `too_many_cells`.
        pub reason: String,
        /// The row as it stood.
        pub cells: Vec<String>,
    }
}

page!(RefusedPage of RefusedRow);
