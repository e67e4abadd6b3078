//! The API as an integrator meets it: every case over HTTP against the real server, on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounts;
mod admin;
mod alert;
mod api_keys;
mod balance;
mod contacts;
mod exports;
mod idempotency;
mod imports;
mod journey;
mod mail;
mod mobile;
mod passwords;
mod readme;
mod refusals;
mod second_factor;
mod secrets;
mod serving;
mod sessions;
mod strangers;
