//! The API as an integrator meets it: every case over HTTP against the real server, on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod admin;
mod alert;
mod api_keys;
mod balance;
mod blacklist;
mod book;
mod contacts;
mod copies;
mod dashboard;
mod drafts;
mod duplicates;
mod estimates;
mod exports;
mod gone;
mod idempotency;
mod import_files;
mod import_preview;
mod import_rows;
mod import_undo;
mod imports;
mod journey;
mod large_book;
mod mail;
mod mobile;
mod notices;
mod opt_outs;
mod passwords;
mod readme;
mod refusals;
mod replies;
mod reports;
mod second_factor;
mod secrets;
mod selection;
mod sent;
mod serving;
mod sessions;
mod strangers;
mod templates;
mod voice;
mod watching;
