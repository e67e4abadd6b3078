//! `/api-keys`.

use actix_web::{HttpResponse, delete, get, post, web};
use openapi::ApiKeyId;
use openapi::api_keys::{ApiKeyPage, CreatedApiKey, NewApiKey};

use super::create::Wanted;
use super::{create, list, revoke};
use crate::accounts::proof::{Proof, prove};
use crate::app::App;
use crate::http::{Body, Caller, Id, Origin, PageQuery, Query};
use crate::problem::Problem;

/// The account's API keys, newest first.
#[utoipa::path(tag = "api_keys", params(PageQuery), responses((status = 200, description = "A page of keys.", body = ApiKeyPage)))]
#[get("/api-keys")]
pub async fn index(app: web::Data<App>, caller: Caller, page: Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list::list(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Makes an API key. The answer has the key itself, this once.
#[utoipa::path(tag = "api_keys", request_body = NewApiKey, responses(
    (status = 201, description = "The key.", body = CreatedApiKey),
    (status = 409, description = "There are too many keys.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/api-keys")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<NewApiKey>,
) -> Result<HttpResponse, Problem> {
    let wanted = Wanted::parse(&body.value)?;
    prove(&app, &caller, &origin, Proof::recent(body.value.password)).await?;
    let created = create::create(&app, caller.account, wanted, &origin).await?;
    Ok(HttpResponse::Created().json(created))
}

/// Revokes an API key: it is refused from the next request on.
#[utoipa::path(tag = "api_keys", params(("id" = ApiKeyId, Path, description = "The key.")),
    responses((status = 204, description = "It is revoked.")))]
#[delete("/api-keys/{id}")]
pub async fn remove(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    id: Id<ApiKeyId>,
) -> Result<HttpResponse, Problem> {
    revoke::revoke(&app, caller.account, id.0, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}
