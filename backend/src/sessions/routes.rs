//! `/sessions`.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::USER_AGENT;
use actix_web::{HttpRequest, HttpResponse, delete, post, web};
use openapi::ProblemCode;
use openapi::sessions::{NewSession, Session};

use super::{Begun, REFRESH_MILLIS, create, end, refresh};
use crate::app::App;
use crate::http::tokens::ACCESS_SECONDS;
use crate::http::{Body, Caller};
use crate::problem::Problem;

const COOKIE: &str = "chappe_refresh";
/// The only address the refresh token is ever sent to.
const COOKIE_PATH: &str = "/api/v1/sessions";

/// Signs in. The refresh token comes as a cookie.
#[utoipa::path(tag = "sessions", request_body = NewSession, responses(
    (status = 201, description = "Signed in.", body = Session),
), security(()))]
#[post("/sessions")]
pub async fn sign_in(
    app: web::Data<App>,
    request: HttpRequest,
    body: Body<NewSession>,
) -> Result<HttpResponse, Problem> {
    let device = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let begun = create::create(&app, body.value, device).await?;
    answer(&app, &begun, HttpResponse::Created())
}

/// Exchanges the cookie's refresh token for a new access token.
#[utoipa::path(tag = "sessions", responses(
    (status = 200, description = "Still signed in.", body = Session),
    (status = 401, description = "Sign in again.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/sessions/refresh")]
pub async fn renew(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let token = request.cookie(COOKIE).ok_or_else(|| Problem::new(ProblemCode::Unauthorized))?;
    let begun = refresh::refresh(&app, token.value()).await?;
    answer(&app, &begun, HttpResponse::Ok())
}

/// Signs out.
#[utoipa::path(tag = "sessions", responses((status = 204, description = "Signed out.")))]
#[delete("/sessions/current")]
pub async fn sign_out(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    end::end(&app, caller.session).await?;
    let mut cookie = cookie(&app, String::new());
    cookie.make_removal();
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}

fn answer(app: &App, begun: &Begun, mut response: actix_web::HttpResponseBuilder) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis() / 1000;
    let access_token = app.tokens.sign(begun.account, begun.session, now).map_err(Problem::internal)?;
    let session = Session { access_token, expires_in: ACCESS_SECONDS };
    Ok(response.cookie(cookie(app, begun.refresh_token.clone())).json(session))
}

fn cookie(app: &App, token: String) -> Cookie<'static> {
    let over_tls = app.config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    Cookie::build(COOKIE, token)
        .path(COOKIE_PATH)
        .http_only(true)
        .secure(over_tls)
        .same_site(SameSite::Strict)
        .max_age(Duration::milliseconds(REFRESH_MILLIS))
        .finish()
}
