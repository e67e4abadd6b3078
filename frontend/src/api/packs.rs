//! Packs of credits and their prices.

use openapi::packs::PackList;

use super::Failure;

pub async fn list() -> Result<PackList, Failure> {
    super::get("/packs").await
}
