//! `/account/second-factor`.

use actix_web::{HttpResponse, get, post, web};
use openapi::second_factor::{NewSecondFactor, RecoveryCodes, SecondFactor, SecondFactorCode, SecondFactorSetup};

use super::{confirm, remove, setup, show};
use crate::accounts::proof::{Proof, prove};
use crate::app::App;
use crate::http::{Body, Caller, Origin};
use crate::problem::Problem;

/// Whether a second factor is on.
#[utoipa::path(tag = "second_factor", responses((status = 200, description = "The second factor.", body = SecondFactor)))]
#[get("/account/second-factor")]
pub async fn view(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(show::show(&mut app.db.read().await?, caller.account).await?))
}

/// Makes a secret for an authenticator app; nothing changes before a first code has confirmed it.
#[utoipa::path(tag = "second_factor", request_body = NewSecondFactor, responses(
    (status = 201, description = "The secret, shown once.", body = SecondFactorSetup),
    (status = 409, description = "A second factor is on already.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/account/second-factor")]
pub async fn set_up(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<NewSecondFactor>,
) -> Result<HttpResponse, Problem> {
    prove(&app, &caller, &origin, Proof::recent(body.value.password)).await?;
    Ok(HttpResponse::Created().json(setup::set_up(&app.db, caller.account).await?))
}

/// Turns the second factor on with a first code of the app; answers the recovery codes. Other sessions end.
#[utoipa::path(tag = "second_factor", request_body = SecondFactorCode, responses(
    (status = 200, description = "It is on. The recovery codes, shown once.", body = RecoveryCodes),
    (status = 409, description = "There is nothing to confirm.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/account/second-factor/confirmations")]
pub async fn enable(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<SecondFactorCode>,
) -> Result<HttpResponse, Problem> {
    let (session, _) = caller.session()?;
    let codes = confirm::confirm(&app, caller.account, session, &body.value.otp, &origin).await?;
    Ok(HttpResponse::Ok().json(RecoveryCodes { codes }))
}

/// Makes new recovery codes; the old ones are void.
#[utoipa::path(tag = "second_factor", request_body = SecondFactorCode, responses(
    (status = 200, description = "The new recovery codes, shown once.", body = RecoveryCodes),
    (status = 409, description = "No second factor is on.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/account/second-factor/recovery-codes")]
pub async fn renew_codes(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<SecondFactorCode>,
) -> Result<HttpResponse, Problem> {
    prove(&app, &caller, &origin, Proof::code(&body.value.otp)).await?;
    let codes = remove::renew_codes(&app, caller.account, &origin).await?;
    Ok(HttpResponse::Ok().json(RecoveryCodes { codes }))
}

/// Turns the second factor off.
#[utoipa::path(tag = "second_factor", request_body = SecondFactorCode, responses(
    (status = 204, description = "It is off."),
    (status = 409, description = "No second factor is on.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/account/second-factor/removal")]
pub async fn turn_off(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<SecondFactorCode>,
) -> Result<HttpResponse, Problem> {
    prove(&app, &caller, &origin, Proof::code(&body.value.otp)).await?;
    remove::remove(&app, caller.account, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}
