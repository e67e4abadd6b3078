//! Rates by country and kind, and what an operator does to them.

use openapi::Time;
use openapi::campaigns::Kind;
use openapi::rates::{AdminRate, AdminRateList, RateChange, RateImport, RateList};
use web_sys::File;
use yew::Callback;

use super::exports::{self, Exported};
use super::upload::{self, Content};
use super::{Failure, query};

pub async fn list() -> Result<RateList, Failure> {
    super::get("/rates").await
}

pub async fn all() -> Result<AdminRateList, Failure> {
    super::get("/admin/rates").await
}

pub async fn set(change: RateChange) -> Result<AdminRate, Failure> {
    super::post("/admin/rates", &change).await
}

/// Calls off what is to come.
pub async fn call_off(country: String, kind: Kind, from: Time) -> Result<AdminRate, Failure> {
    let (kind, from) = (if kind == Kind::Voice { "voice" } else { "pro" }, from.to_string());
    let query = query(&[("country", Some(&country)), ("kind", Some(kind)), ("from", Some(&from))]);
    super::delete(&format!("/admin/rates{query}")).await
}

/// Takes a table, or only shows what it would change.
pub async fn import(file: File, from: Option<Time>, dry_run: bool) -> Result<RateImport, Failure> {
    let from = from.map(|from| from.to_string());
    let query = query(&[("from", from.as_deref()), ("dry_run", dry_run.then_some("true"))]);
    upload::send(&format!("/admin/rates/import{query}"), Content::Table(&file), Callback::noop()).await
}

pub async fn export() -> Result<Exported, Failure> {
    exports::file("/admin/rates/export", "rates.csv").await
}
