//! Packs of credits and their prices.

use openapi::packs::{NewPack, PackChange, PackList};

use super::Failure;

pub async fn list() -> Result<PackList, Failure> {
    super::get("/packs").await
}

/// Sets all of them, by an operator.
pub async fn set(items: Vec<NewPack>) -> Result<PackList, Failure> {
    super::put("/admin/packs", &PackChange { items }).await
}
