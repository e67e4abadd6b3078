//! `/api/v1/providers/{name}/{secret}/…`: what providers call. An address that is not one of ours is a 404.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use openapi::ProblemCode;

use super::{BadCallback, Callback, Configured};
use crate::app::App;
use crate::problem::Problem;
use crate::replies::receive;

/// Receipts come by the thousand a second, and actix finds a route by trying one regular expression after the other: this
/// address is taken apart by hand.
pub async fn callback(app: web::Data<App>, request: HttpRequest, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let mut parts = request.match_info().unprocessed().trim_start_matches('/').split('/');
    let (Some(name), Some(secret), Some(what), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Problem::not_found());
    };
    let provider = app.providers.by_address(name, secret).ok_or_else(Problem::not_found)?;
    if !matches!(*request.method(), Method::GET | Method::POST) {
        return Err(Problem::new(ProblemCode::MethodNotAllowed).allow("GET, POST".to_owned()));
    }
    let callback = Callback { query: request.query_string(), body: &body };
    match what {
        "receipts" => receipts(&app, provider, callback).await?,
        "replies" => replies(&app, provider, callback).await?,
        _ => return Err(Problem::not_found()),
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Delivery receipts. Answered 204 only once they are durable; anything else makes the provider send them again.
async fn receipts(app: &App, provider: &Configured, callback: Callback<'_>) -> Result<(), Problem> {
    let receipts = provider.adapter.receipts(callback).map_err(unreadable)?;
    app.worker.receive(provider.adapter.name(), receipts).await
}

/// Replies. Answered 204 once they are stored.
async fn replies(app: &App, provider: &Configured, callback: Callback<'_>) -> Result<(), Problem> {
    for inbound in provider.adapter.replies(callback).map_err(unreadable)? {
        receive(app, provider.adapter.name(), &inbound).await?;
    }
    Ok(())
}

fn unreadable(error: BadCallback) -> Problem {
    Problem::new(ProblemCode::MalformedRequest).detail(error.0)
}
