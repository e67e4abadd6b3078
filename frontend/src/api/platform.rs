//! The server that the app came from.

use openapi::platform::Platform;

use super::Failure;

pub async fn get() -> Result<Platform, Failure> {
    super::get("/platform").await
}
