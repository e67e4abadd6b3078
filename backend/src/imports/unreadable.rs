//! Why a file cannot be imported.

use std::io;

use serde::{Deserialize, Serialize};

/// Columns that a file may have: as many as the widest spreadsheets that people keep.
pub const MAX_COLUMNS: usize = 500;

/// Each says in a sentence what to do. Serialised, because spreadsheets are read in a process of their own.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    #[error("there is nothing in this file: it needs at least one row")]
    Empty,
    #[error("this is no text: a table is read from CSV, XLSX, XLS and ODS files, so save it as one of these")]
    NotText,
    #[error("this is a web page or an XML file, whatever its name says: open it in a spreadsheet and save it as XLSX")]
    Markup,
    #[error("this kind of office file is not read: save the table as XLSX or CSV")]
    OtherSpreadsheet,
    #[error("this is an archive: unpack it and upload the file that is inside")]
    Archive,
    #[error("this file is protected by a password: save it without one")]
    Encrypted,
    #[error("this file is damaged, or was cut off on its way: open it in a spreadsheet, save it again and upload that")]
    Damaged,
    #[error("unpacked, this file would be many times larger than a table is: save it as CSV")]
    Bomb,
    #[error("this spreadsheet is too large to be read as it is: save it as CSV")]
    SpreadsheetTooLarge,
    #[error("there is no such sheet in this file; it has: {0}")]
    NoSheet(String),
    #[error("a quotation mark is opened and never closed behind row {0}: close it or remove it")]
    UnclosedQuote(i64),
    #[error("the row behind row {0} is longer than 1 MB, which no contact is: remove it")]
    RowTooLong(i64),
    #[error("a file has at most {MAX_COLUMNS} columns: remove those that are not needed")]
    TooManyColumns,
    #[error(transparent)]
    #[serde(skip)]
    Disk(#[from] io::Error),
}

impl Unreadable {
    /// A stable word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText | Self::Disk(_) => "not_csv",
            Self::Markup => "markup",
            Self::OtherSpreadsheet => "spreadsheet",
            Self::Archive => "archive",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Bomb => "archive_bomb",
            Self::SpreadsheetTooLarge => "spreadsheet_too_large",
            Self::NoSheet(_) => "unknown_sheet",
            Self::UnclosedQuote(_) => "unclosed_quote",
            Self::RowTooLong(_) => "row_too_long",
            Self::TooManyColumns => "too_many_columns",
        }
    }

    /// The field of the upload that it is about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoSheet(_) => "sheet",
            _ => "file",
        }
    }
}
