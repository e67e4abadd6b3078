//! The server of Chappe: API, web app and worker in one binary.
//!
//! Read it in the order a request meets it: `http/router.rs` (every route), the capability's `routes.rs`, its verb, its
//! `sql.rs`. Then `worker/`: how a message leaves. `db/` explains how one SQL text serves two databases.

pub mod accounts;
pub mod admin;
pub mod allowances;
pub mod api_keys;
pub mod app;
pub mod audit;
pub mod blacklist;
pub mod campaigns;
pub mod clock;
pub mod commands;
pub mod config;
pub mod contact_fields;
pub mod contacts;
pub mod credits;
pub mod dashboard;
pub mod db;
pub mod exports;
pub mod groups;
pub mod guessing;
pub mod http;
pub mod ids;
pub mod imports;
pub mod invoices;
pub mod jobs;
pub mod links;
pub mod mail;
pub mod messages;
pub mod mobile;
pub mod notices;
pub mod numbers;
pub mod opt_outs;
pub mod packs;
pub mod password_resets;
pub mod payments;
pub mod platform;
pub mod problem;
pub mod providers;
pub mod purchases;
pub mod rates;
pub mod replies;
pub mod second_factor;
pub mod seller;
pub mod sent;
mod sessions;
pub mod simulations;
pub mod telemetry;
pub mod templates;
pub mod worker;
