//! Numbers that never receive anything.

use openapi::Msisdn;
use openapi::blacklist::{BlacklistChanged, BlacklistHistory, BlacklistNumbers, BlacklistPage};

use super::{Failure, query};

pub async fn list(search: &str, after: Option<&str>, limit: u32) -> Result<BlacklistPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/blacklist{query}")).await
}

pub async fn get(number: Msisdn) -> Result<BlacklistHistory, Failure> {
    super::get(&path(number)).await
}

pub async fn add(numbers: Vec<String>) -> Result<BlacklistChanged, Failure> {
    super::post("/blacklist", &BlacklistNumbers { numbers }).await
}

pub async fn remove(number: Msisdn, reason: &str) -> Result<(), Failure> {
    super::delete(&format!("{}{}", path(number), query(&[("reason", Some(reason))]))).await
}

fn path(number: Msisdn) -> String {
    format!("/blacklist/{}", String::from(js_sys::encode_uri_component(&number.to_string())))
}
