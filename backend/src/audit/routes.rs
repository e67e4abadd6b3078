//! `/audit`.

use actix_web::{HttpResponse, get, web};
use openapi::audit::AuditPage;

use super::{Whose, list};
use crate::app::App;
use crate::http::{Caller, PageQuery, Query};
use crate::problem::Problem;

/// What happened to the account's security, newest first.
#[utoipa::path(tag = "audit", params(PageQuery), responses((status = 200, description = "A page of events.", body = AuditPage)))]
#[get("/audit")]
pub async fn index(app: web::Data<App>, caller: Caller, page: Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list(&mut app.db.read().await?, Whose::Own(caller.account), &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}
