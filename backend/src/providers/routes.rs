//! `/api/v1/providers/{name}/{secret}/…`: what providers call. An address that is not one of ours is a 404.

use actix_web::{HttpRequest, HttpResponse, route, web};
use openapi::ProblemCode;

use super::{Callback, Configured};
use crate::app::App;
use crate::problem::Problem;
use crate::replies::receive;

/// Delivery receipts. Answered 204 only once they are durable; anything else makes the provider send them again.
#[route("/api/v1/providers/{name}/{secret}/receipts", method = "GET", method = "POST")]
pub async fn receipts(
    app: web::Data<App>,
    request: HttpRequest,
    address: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let provider = provider(&app, &address)?;
    let callback = Callback { query: request.query_string(), body: &body };
    let receipts = provider.adapter.receipts(callback).map_err(unreadable)?;
    app.worker.receive(provider.adapter.name(), receipts).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Replies. Answered 204 once they are stored.
#[route("/api/v1/providers/{name}/{secret}/replies", method = "GET", method = "POST")]
pub async fn inbound(
    app: web::Data<App>,
    request: HttpRequest,
    address: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let provider = provider(&app, &address)?;
    let callback = Callback { query: request.query_string(), body: &body };
    for inbound in provider.adapter.replies(callback).map_err(unreadable)? {
        receive(&app, provider.adapter.name(), &inbound).await?;
    }
    Ok(HttpResponse::NoContent().finish())
}

fn provider<'a>(app: &'a App, address: &(String, String)) -> Result<&'a Configured, Problem> {
    app.providers.by_address(&address.0, &address.1).ok_or_else(Problem::not_found)
}

fn unreadable(error: super::BadCallback) -> Problem {
    Problem::new(ProblemCode::MalformedRequest).detail(error.0)
}
