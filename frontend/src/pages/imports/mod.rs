//! Bringing contacts in: choose a file or paste a list (`upload`), say which column is what (`mapping`), see what would
//! happen, row by row (`check`), do it and see what happened (`run`), take it back (`undo`); and what was brought in
//! before (`history`).
//!
//! The file is uploaded once; the check and the run are jobs of the server over the same upload. The address says which
//! import and which job is looked at, so that a reload, or a link of the history, comes back to the same place.

mod check;
mod counts;
mod file;
mod found;
mod history;
mod mapping;
mod memory;
mod options;
mod preview;
mod refused;
mod run;
mod settings;
mod steps;
mod undo;
mod upload;
mod work;

pub use file::ImportFile;
pub use history::Imports;
pub use upload::{ENDINGS, Upload};
pub use work::{is_moving, result_of, use_job};
