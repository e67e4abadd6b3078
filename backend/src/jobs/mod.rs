//! A job: a long piece of work that goes on after its request was answered.
//!
//! It is a row, so it survives the process. Each slice of its work is one short transaction that also moves the job's
//! cursor: whoever continues after a crash begins where the last commit ended, and nothing is done twice. A job is
//! leased while it runs; a lease that ended is another node's to take. The runner is `worker/jobs.rs`; what a slice
//! does is told by the capability the job belongs to.

pub mod routes;
mod show;
pub(crate) mod sql;
mod stands;
mod start;

pub use show::show;
pub use sql::JobRow;
pub use stands::stands;
pub use start::{NewJob, start};

use openapi::jobs::JobKind;

pub(crate) const fn kind_word(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Import => "import",
        JobKind::Launch => "launch",
    }
}

pub(crate) fn kind_of(word: &str) -> JobKind {
    if word == "launch" { JobKind::Launch } else { JobKind::Import }
}
