//! An uploaded file of contacts, between the upload and the run.

use std::collections::BTreeMap;

use crate::contacts::{LineType, NewConsent};
use crate::jobs::Job;
use crate::{ImportId, Msisdn, Time};

dto! {
    /// The body of an upload. A list that was pasted is sent as it is, as `text/plain`.
    #[serde(deny_unknown_fields)]
    pub struct ImportUpload {
        /// A CSV file (any separator; UTF-8, UTF-16, Windows-1252 or ISO-8859-15) or a spreadsheet (XLSX, XLS, ODS). What it
        /// is, is told by what is in it, whatever its name. In a CSV file, a quotation mark in a quoted cell is written
        /// twice; a backslash is a character like any other.
        #[cfg_attr(feature = "schema", schema(format = Binary, content_media_type = "application/octet-stream"))]
        pub file: String,
        /// The sheet to read of a spreadsheet; the first that has anything when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 100))]
        pub sheet: Option<String>,
    }

    /// What was found in an uploaded file.
    pub struct Import {
        pub id: ImportId,
        /// Empty for a list that was pasted.
        pub file_name: String,
        pub format: ImportFormat,
        /// Of a spreadsheet: the sheet that was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sheet: Option<String>,
        /// Of a spreadsheet: its sheets, but for hidden ones. To read another, upload the file again with its name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub sheets: Vec<String>,
        /// The character between two cells: `;`, `,`, a tab, `|` or another; `,` for a spreadsheet.
        pub separator: String,
        /// `utf-8`, `windows-1252`, `iso-8859-15`, `utf-16le` or `utf-16be`; `utf-8` for a spreadsheet.
        pub encoding: String,
        /// Whether the first row names the columns. Without one, headers are empty and columns go by their numbers.
        pub has_header: bool,
        /// Rows of contacts: neither the header and what stands above it, nor empty rows.
        pub rows: i64,
        pub columns: Vec<ImportColumn>,
        /// The first rows, as read.
        pub sample: Vec<Vec<String>>,
        /// What a run may be given as its mapping: that of the account's latest run of a file with the same header, else the
        /// columns' guesses.
        pub mapping: BTreeMap<String, ColumnRef>,
        /// The mapping is that of an earlier run.
        pub remembered: bool,
    }

    /// What an upload is, by what is in it.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum ImportFormat {
        Csv,
        Xlsx,
        Xls,
        Ods,
        /// A list that was pasted.
        Text,
    }

    pub struct ImportColumn {
        /// Counted from 0.
        pub number: u32,
        pub header: String,
        /// The field of ours that the header, or what stands in the column, seems to mean: `mobile`, `last_name` …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub guess: Option<String>,
    }

    /// Runs an import.
    #[serde(deny_unknown_fields)]
    pub struct ImportRun {
        /// Our field (`mobile`, `last_name`, `first_name`, `email`, `company`, `consent_source`, `consent_at`, or `fields.NAME`
        /// for one of the account's own, which is made if it is new) → the file's header, or the column's number.
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
        /// Notes that these people have agreed to be written to; a row's own consent columns go before it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent: Option<NewConsent>,
        /// Counts what would happen and writes nothing.
        #[serde(default)]
        pub dry_run: bool,
    }

    /// How the numbers of the first rows are read: one entry a row of the import's `sample`.
    pub struct ImportPreview {
        pub rows: Vec<PreviewedRow>,
    }

    /// A row of the sample: its number, or why a run would refuse it.
    pub struct PreviewedRow {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Msisdn>,
        /// The country that the number belongs to, ISO 3166-1 alpha-2.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub country: Option<String>,
        /// What the number reaches.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub line: Option<LineType>,
        /// As of a `RefusedRow`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
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

    /// What happened to a row in the latest dry run, or would happen.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "lowercase")]
    pub enum ImportOutcome {
        New,
        Updated,
        Unchanged,
        Duplicate,
        Invalid,
    }

    /// A row of a dry run.
    pub struct ImportRow {
        /// The row of the file, counted from 1, its header included; of a spreadsheet, as it numbers its rows.
        pub row: i64,
        pub outcome: ImportOutcome,
        /// Its number is on the blacklist.
        pub blacklisted: bool,
        /// The number that was read; absent when none could be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<Msisdn>,
        /// Of an invalid row, as of a `RefusedRow`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
        /// The row as it stands.
        pub cells: Vec<String>,
    }

    /// A file that was uploaded, and what became of it.
    pub struct ImportEntry {
        pub id: ImportId,
        /// Empty for a list that was pasted.
        pub file_name: String,
        pub rows: i64,
        pub created_at: Time,
        /// The latest run. Until its `undo_until`, `POST /jobs/{id}/undo` takes back what it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub job: Option<Job>,
        /// The latest run was a dry run.
        pub dry_run: bool,
        /// The job that takes the latest run back, or has done so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub undo: Option<Job>,
    }

    /// A row that could not be imported.
    pub struct RefusedRow {
        /// The row of the file, counted from 1, its header included; of a spreadsheet, as it numbers its rows.
        pub row: i64,
        /// A stable word: `no_mobile`, `not_a_number`, `impossible_number`, `not_a_date` (of a consent), `too_long`,
        /// `too_many_cells`.
        pub reason: String,
        /// The row as it stood.
        pub cells: Vec<String>,
    }
}

page!(RefusedPage of RefusedRow);
page!(ImportRowPage of ImportRow);
page!(ImportPage of ImportEntry);
