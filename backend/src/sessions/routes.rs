//! `/sessions`.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, delete, get, post, web};
use openapi::sessions::{NewSession, Session, SessionPage};
use openapi::{ProblemCode, SessionId};

use super::{Begun, DEVICE_MILLIS, REFRESH_MILLIS, create, end, list, refresh};
use crate::app::App;
use crate::http::tokens::ACCESS_SECONDS;
use crate::http::{Body, Caller, Id, Origin, PageQuery, Query};
use crate::problem::Problem;

const REFRESH_COOKIE: &str = "chappe_refresh";
/// Says that this browser has signed in before; it opens nothing.
const DEVICE_COOKIE: &str = "chappe_device";
/// The only address that these cookies are ever sent to.
const COOKIE_PATH: &str = "/api/v1/sessions";

/// Signs in. The refresh token comes as a cookie.
#[utoipa::path(tag = "sessions", request_body = NewSession, responses(
    (status = 201, description = "Signed in.", body = Session),
), security(()))]
#[post("/sessions")]
pub async fn sign_in(
    app: web::Data<App>,
    request: HttpRequest,
    origin: Origin,
    body: Body<NewSession>,
) -> Result<HttpResponse, Problem> {
    let device = request.cookie(DEVICE_COOKIE);
    let begun = create::create(&app, body.value, device.as_ref().map(Cookie::value), &origin).await?;
    answer(&app, begun, HttpResponse::Created())
}

/// Exchanges the cookie's refresh token for a new access token.
#[utoipa::path(tag = "sessions", responses(
    (status = 200, description = "Still signed in.", body = Session),
    (status = 401, description = "Sign in again.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/sessions/refresh")]
pub async fn renew(app: web::Data<App>, request: HttpRequest, origin: Origin) -> Result<HttpResponse, Problem> {
    let token = request.cookie(REFRESH_COOKIE).ok_or_else(|| Problem::new(ProblemCode::Unauthorized))?;
    let begun = refresh::refresh(&app, token.value(), &origin).await?;
    answer(&app, begun, HttpResponse::Ok())
}

/// The account's open sessions, newest first.
#[utoipa::path(tag = "sessions", params(PageQuery), responses((status = 200, description = "A page of sessions.", body = SessionPage)))]
#[get("/sessions")]
pub async fn index(app: web::Data<App>, caller: Caller, page: Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let (current, _) = caller.session()?;
    let (cursor, now) = (page.0.read()?, app.clock.now().millis());
    let page = list::list(&mut app.db.read().await?, caller.account, current, &cursor, now).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Signs out.
#[utoipa::path(tag = "sessions", responses((status = 204, description = "Signed out.")))]
#[delete("/sessions/current")]
pub async fn sign_out(app: web::Data<App>, caller: Caller, origin: Origin) -> Result<HttpResponse, Problem> {
    let (session, _) = caller.session()?;
    end::sign_out(&app, caller.account, session, &origin).await?;
    let mut cookie = cookie(&app, REFRESH_COOKIE, String::new(), REFRESH_MILLIS);
    cookie.make_removal();
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}

/// Ends one of the account's sessions.
#[utoipa::path(tag = "sessions", params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "It has ended.")))]
#[delete("/sessions/{id}")]
pub async fn remove(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    id: Id<SessionId>,
) -> Result<HttpResponse, Problem> {
    end::end(&app, caller.account, id.0, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends every session but the one that asks.
#[utoipa::path(tag = "sessions", responses((status = 204, description = "They have ended.")))]
#[delete("/sessions")]
pub async fn remove_others(app: web::Data<App>, caller: Caller, origin: Origin) -> Result<HttpResponse, Problem> {
    let (session, _) = caller.session()?;
    end::end_all_others(&app, caller.account, session, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn answer(app: &App, begun: Begun, mut response: HttpResponseBuilder) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis() / 1000;
    let access_token = app.tokens.sign(begun.account, begun.session, now).map_err(Problem::internal)?;
    response.cookie(cookie(app, REFRESH_COOKIE, begun.refresh_token, REFRESH_MILLIS));
    if let Some(token) = begun.device_token {
        response.cookie(device_cookie(app, token));
    }
    Ok(response.json(Session { access_token, expires_in: ACCESS_SECONDS }))
}

/// Says that this browser has signed in before, or proven to be the owner's otherwise.
pub fn device_cookie(app: &App, token: String) -> Cookie<'static> {
    cookie(app, DEVICE_COOKIE, token, DEVICE_MILLIS)
}

fn cookie(app: &App, name: &'static str, token: String, millis: i64) -> Cookie<'static> {
    let over_tls = app.config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    Cookie::build(name, token)
        .path(COOKIE_PATH)
        .http_only(true)
        .secure(over_tls)
        .same_site(SameSite::Strict)
        .max_age(Duration::milliseconds(millis))
        .finish()
}
