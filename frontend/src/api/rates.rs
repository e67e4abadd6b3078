//! What a part costs.

use openapi::rates::RateList;

use super::Failure;

pub async fn list() -> Result<RateList, Failure> {
    super::get("/rates").await
}
