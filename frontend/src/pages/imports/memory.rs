//! What the browser keeps of an import under way: the file, so that another of its sheets can be read, and the choices,
//! so that a reload in the middle loses none. Neither outlives the tab.

use std::cell::RefCell;

use openapi::ImportId;
use openapi::imports::ImportRun;
use web_sys::{File, Storage};

thread_local! {
    static FILE: RefCell<Option<(ImportId, File)>> = const { RefCell::new(None) };
}

pub fn keep_file(import: ImportId, file: File) {
    FILE.with_borrow_mut(|kept| *kept = Some((import, file)));
}

/// `None` after a reload, and for an import of another day.
pub fn file_of(import: ImportId) -> Option<File> {
    FILE.with_borrow(|kept| kept.as_ref().filter(|(of, _)| *of == import).map(|(_, file)| file.clone()))
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn key(import: ImportId) -> String {
    format!("chappe.import.{import}")
}

pub fn keep_run(import: ImportId, run: &ImportRun) {
    if let (Some(storage), Ok(json)) = (storage(), serde_json::to_string(run)) {
        // Full or forbidden: the choices are made again after a reload, no more.
        let _ = storage.set_item(&key(import), &json);
    }
}

pub fn run_of(import: ImportId) -> Option<ImportRun> {
    serde_json::from_str(&storage()?.get_item(&key(import)).ok().flatten()?).ok()
}
