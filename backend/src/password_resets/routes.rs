//! `/password-resets`.

use actix_web::{HttpResponse, post, web};
use openapi::password_resets::{NewPasswordReset, PasswordResetConfirmation};

use super::{confirm, create};
use crate::accounts::AccountId;
use crate::app::App;
use crate::http::{Body, Origin};
use crate::problem::Problem;
use crate::sessions::routes::device_cookie;

/// Asks for a link by e-mail that sets a new password. The answer never tells whether the account exists.
#[utoipa::path(tag = "password_resets", request_body = NewPasswordReset, responses(
    (status = 202, description = "If there is such an account, the e-mail is on its way."),
), security(()))]
#[post("/password-resets")]
pub async fn ask(app: web::Data<App>, origin: Origin, body: Body<NewPasswordReset>) -> Result<HttpResponse, Problem> {
    let id = AccountId::in_field(&body.value.account_id)?;
    create::create(&app, &id, &origin).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Sets a new password with the token of the link. Every session ends.
#[utoipa::path(tag = "password_resets", request_body = PasswordResetConfirmation, responses(
    (status = 204, description = "The new password is set."),
    (status = 410, description = "The link has expired, or was used.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/password-resets/confirmations")]
pub async fn set(
    app: web::Data<App>,
    origin: Origin,
    body: Body<PasswordResetConfirmation>,
) -> Result<HttpResponse, Problem> {
    let device = confirm::confirm(&app, &body.value.token, body.value.new, &origin).await?;
    Ok(HttpResponse::NoContent().cookie(device_cookie(&app, device)).finish())
}
