//! `POST /api/v1/payments/{service}/notifications`: what payment services call; no part of the contract with clients.

use actix_web::{HttpRequest, HttpResponse, web};

use super::BadNotice;
use super::receive::receive;
use crate::app::App;
use crate::problem::Problem;

/// Answered 200 only once it is durable; anything else makes the service send it again. What is not signed as it should be is
/// told nothing, not even what is wrong.
pub async fn notify(
    app: web::Data<App>,
    name: web::Path<String>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let service = app.payments.by_name(&name).ok_or_else(Problem::not_found)?;
    let signature = request.headers().get(service.signature_header()).and_then(|value| value.to_str().ok());
    let notice = match service.notice(signature.unwrap_or_default(), &body, app.clock.now()) {
        Ok(notice) => notice,
        Err(error) => {
            // A forgery is the internet's weather; what is signed and unreadable is a defect of ours.
            match &error {
                BadNotice::Forged => tracing::warn!(service = service.name(), "a notification with a wrong signature"),
                BadNotice::Unreadable(_) => {
                    tracing::error!(service = service.name(), %error, "a notification that is not understood");
                }
            }
            return Ok(HttpResponse::BadRequest().finish());
        }
    };
    receive(&app, service.name(), &notice).await?;
    Ok(HttpResponse::Ok().finish())
}
