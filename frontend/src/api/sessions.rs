//! Signing in and out. See `session` for what becomes of the tokens.

use openapi::sessions::{NewSession, Session};

use super::Failure;

pub async fn create(credentials: &NewSession) -> Result<Session, Failure> {
    super::post("/sessions", credentials).await
}

/// With the refresh cookie and no token: this is how a token is come by.
pub async fn refresh() -> Result<Session, Failure> {
    let answer = super::exchange(&gloo_net::http::Method::POST, "/sessions/refresh", None, None, None).await?;
    serde_json::from_str(&answer).map_err(|_| Failure::Unreadable)
}

pub async fn delete_current() -> Result<(), Failure> {
    super::delete("/sessions/current").await
}
