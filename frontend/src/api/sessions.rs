//! Signing in and out. See `session` for what becomes of the tokens.

use openapi::SessionId;
use openapi::sessions::{NewSession, Session, SessionPage};

use super::{Failure, query};

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

pub async fn list(after: Option<&str>, limit: u32) -> Result<SessionPage, Failure> {
    let limit = limit.to_string();
    super::get(&format!("/sessions{}", query(&[("after", after), ("limit", Some(&limit))]))).await
}

pub async fn end(id: SessionId) -> Result<(), Failure> {
    super::delete(&format!("/sessions/{id}")).await
}

/// Every session but the one that asks.
pub async fn end_others() -> Result<(), Failure> {
    super::delete("/sessions").await
}
