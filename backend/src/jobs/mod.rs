//! A job: a long piece of work that goes on after its request was answered.
//!
//! It is a row, so it survives the process. Each slice of its work is one short transaction that also moves the job's
//! cursor: whoever continues after a crash begins where the last commit ended, and nothing is done twice. A job is
//! leased while it runs; a lease that ended is another node's to take. The runner is `worker/jobs.rs`; what a slice
//! does is told by the capability the job belongs to.
//!
//! Some kinds can be cancelled: they stop between two slices, and what was done stays done; an import takes back what it
//! has done first. What a job deleted can be undone for a minute after it ended (`contacts/trash.rs`), an import for a week
//! (`imports/undo.rs`): by another job, a restoration.

mod cancel;
pub mod routes;
mod show;
pub(crate) mod sql;
mod stands;
mod start;
mod undo;

pub use show::show;
pub use sql::JobRow;
pub use stands::stands;
pub use start::{NewJob, start};
pub use undo::{Restored, UNDO_WINDOW};

use openapi::ProblemCode;
use openapi::jobs::JobKind;

use crate::problem::Problem;

/// The kinds and their words in the database.
const KINDS: [(JobKind, &str); 5] = [
    (JobKind::Import, "import"),
    (JobKind::Selection, "selection"),
    (JobKind::Restoration, "restoration"),
    (JobKind::Duplicates, "duplicates"),
    (JobKind::Launch, "launch"),
];

pub(crate) fn kind_word(kind: JobKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word)
}

pub(crate) fn kind_of(word: &str) -> JobKind {
    KINDS.iter().find(|(_, known)| *known == word).map_or(JobKind::Import, |(kind, _)| *kind)
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such job")]
    Missing,
    #[error("it has ended, or is of a kind that is not cancelled here")]
    NotCancelled,
    #[error("there is nothing to undo, or not any more")]
    NotUndone,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::NotCancelled => {
                Self::new(ProblemCode::Conflict).detail("It has ended, or is of a kind that is not cancelled here.")
            }
            Error::NotUndone => {
                Self::new(ProblemCode::Conflict).detail("There is nothing to undo, or it is too late for it.")
            }
            Error::Database(cause) => Self::internal(cause),
        }
    }
}
