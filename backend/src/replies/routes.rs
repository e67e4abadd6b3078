//! `/replies`.

use actix_web::{HttpResponse, get, web};
use openapi::replies::ReplyPage;

use super::list;
use crate::app::App;
use crate::http::caller::Read;
use crate::http::{Caller, PageQuery, Query};
use crate::problem::Problem;

/// What people wrote back, newest first.
#[utoipa::path(tag = "replies", params(PageQuery), responses((status = 200, description = "A page of replies.", body = ReplyPage)), security(("bearer" = ["read"])))]
#[get("/replies")]
pub async fn index(app: web::Data<App>, caller: Caller<Read>, page: Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list::list(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}
