//! Numbers that never receive anything.

use openapi::Msisdn;
use openapi::blacklist::{BlacklistChanged, BlacklistNumbers, BlacklistPage};

use super::{Failure, query};

pub async fn list(search: &str, after: Option<&str>, limit: u32) -> Result<BlacklistPage, Failure> {
    let limit = limit.to_string();
    let query = query(&[("q", Some(search)), ("after", after), ("limit", Some(&limit))]);
    super::get(&format!("/blacklist{query}")).await
}

pub async fn add(numbers: Vec<String>) -> Result<BlacklistChanged, Failure> {
    super::post("/blacklist", &BlacklistNumbers { numbers }).await
}

pub async fn remove(number: Msisdn) -> Result<(), Failure> {
    super::delete(&format!("/blacklist/{}", String::from(js_sys::encode_uri_component(&number.to_string())))).await
}
