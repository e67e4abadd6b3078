//! The access log: one line a request, without what must not be read there.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// Logs method, path, status and duration. The secret in a provider's address and the token of an opt-out link are left out, and so is every query string:
/// tokens of links travel there.
pub async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return next.call(request).await;
    }
    let begun = std::time::Instant::now();
    let (method, path) = (request.method().clone(), redacted(request.path()));
    let response = next.call(request).await?;
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::debug!(%method, path, status = response.status().as_u16(), micros, "request");
    Ok(response)
}

/// `/api/v1/providers/NAME/SECRET/…` without its secret, and an opt-out link without its token.
fn redacted(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    if let [_, "api", "v1", "providers", _, secret, ..] | [_, "o", secret] = parts.as_mut_slice() {
        *secret = "-";
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn secrets_are_not_logged() {
        assert_eq!(redacted("/api/v1/providers/sandbox/s3cret/receipts"), "/api/v1/providers/sandbox/-/receipts");
        assert_eq!(redacted("/o/0123456789a"), "/o/-");
        assert_eq!(redacted("/api/v1/contacts/12"), "/api/v1/contacts/12");
    }
}
