//! Imports: a file of contacts becomes address book.
//!
//! Two steps, so that nobody imports blindly. **Upload**: the file goes to disk as it arrives, never into memory. What it
//! is, is found out by looking, never by its name: a workbook (XLSX, XLS, ODS), one of whose sheets is made into CSV by a
//! process that may fail (`convert`), or a text, whose encoding and separator are found. So is where the table begins,
//! whether its first row names the columns, and which column means what. What is no table is refused and not kept. A list
//! that was pasted is a file without a name. The mapping of an earlier run is proposed for a file with the same header.
//! **Run**: a job reads it in slices. A slice is one transaction that also moves the job's cursor (a byte offset, a row
//! number, the counts so far), so a killed server goes on where the last commit ended and no row counts twice. The next
//! slice is read while one is written (`reader`).
//!
//! A number is one contact here: when the account has a contact with the number (the oldest of several), the row updates
//! it as the mode says; else it makes one. A number's second row in the file is a `duplicate` and passed over, whichever
//! slice it is in. So running a file twice creates nobody twice, and neither do two runs at once: of an account one slice is
//! written at a time (`import_turn`). The number is kept as it stood in the file beside what it means. Rows that cannot be
//! read are kept with their cells and a reason. A row's consent is its own, or what the run says of all. Own fields that
//! the account does not have are made when a run starts.
//!
//! A **dry run** does all of it but writes neither contacts, group, fields nor blacklist. What it told of each row is kept as
//! a letter a row, and `GET /imports/{id}/rows` reads the cells from the file again.
//!
//! **Never half an import**: a run remembers what it finds before it changes it (`import_before`), and marks what it makes
//! (`import_id` of contacts and numbers on the blacklist). By that it can be undone for a week, and by that a run that is
//! cancelled, or that has lost its file, takes back what it has written before it ends (`undo`). What somebody has changed
//! since stays as it is.
//!
//! The file is deleted when its run has ended, or a day after its upload; after a cancelled run it is still there. What it
//! was is listed for a month (`forget`). On several nodes the data folder's `uploads` is shared, or a job waits for the node
//! that has its file.

mod archive;
pub mod cancel;
mod cells;
mod columns;
mod consent;
pub mod convert;
mod create;
mod dry_rows;
mod encoding;
mod entries;
mod examine;
mod export;
pub mod forget;
mod list;
mod mapping;
mod merge;
mod outcomes;
mod preview;
mod read;
mod reader;
mod receive;
mod records;
mod refused;
mod remember;
pub mod routes;
pub mod run;
mod separator;
mod show;
pub(crate) mod sql;
mod start;
mod store;
mod survey;
mod table;
pub mod undo;
pub(crate) mod undo_sql;
mod unreadable;
mod workbook;
mod write;

use openapi::ProblemCode;

use crate::problem::Problem;
use unreadable::Unreadable;

/// How long after its end an import can be undone, in milliseconds: a week, since what is wrong with a file is often seen
/// by whoever comes back from the weekend.
const IMPORT_UNDO_WINDOW: i64 = 7 * 24 * 3600 * 1000;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such import")]
    Missing,
    #[error("it is in the address book already")]
    Imported,
    #[error("it is being run")]
    Running,
    #[error("its file is no longer kept")]
    Expired,
    #[error("the upload is larger than {0} bytes")]
    TooLarge(u64),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    Account(#[from] crate::accounts::Error),
    #[error(transparent)]
    Group(#[from] crate::groups::Error),
    #[error("the uploads cannot be written or read: {0}")]
    Disk(#[from] std::io::Error),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Imported => Self::new(ProblemCode::Conflict).detail("This file is in the address book already."),
            Error::Running => Self::new(ProblemCode::Conflict).detail("This file is being imported right now."),
            Error::Expired => Self::new(ProblemCode::Conflict).detail("This file is no longer kept: upload it again."),
            Error::TooLarge(limit) => {
                Self::new(ProblemCode::PayloadTooLarge).detail(format!("A file has at most {limit} bytes."))
            }
            Error::Unreadable(Unreadable::Disk(cause)) => Self::internal(cause),
            Error::Unreadable(why) => Self::field(why.field(), why.code(), why.to_string()),
            Error::Account(cause) => cause.into(),
            Error::Group(cause) => cause.into(),
            Error::Disk(cause) => Self::internal(cause),
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
