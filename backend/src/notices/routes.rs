//! `/notices`.

use actix_web::{HttpResponse, get, post, web};
use openapi::notices::{NoticePage, NoticesChanged, NoticesRead};
use serde::Deserialize;

use super::{list, read};
use crate::app::App;
use crate::http::caller::{Read, Send};
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Query};
use crate::problem::Problem;

/// What `GET /notices` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Only those that were not read, or only those that were.
    unread: Option<bool>,
}

/// What became of campaigns, newest first.
#[utoipa::path(tag = "notices", params(NoticeQuery), responses((status = 200, description = "A page of notices.", body = NoticePage)), security(("bearer" = ["read"])))]
#[get("/notices")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<NoticeQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), None)?;
    let page = list::list(&mut app.db.read().await?, caller.account, query.unread, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Marks notices as read; ids of nothing are passed over.
#[utoipa::path(tag = "notices", request_body = NoticesRead,
    responses((status = 200, description = "How many were marked.", body = NoticesChanged)), security(("bearer" = ["send"])))]
#[post("/notices/read")]
pub async fn mark(app: web::Data<App>, caller: Caller<Send>, body: Body<NoticesRead>) -> Result<HttpResponse, Problem> {
    let changed = read::mark(&app, caller.account, &body.value).await?;
    Ok(HttpResponse::Ok().json(NoticesChanged { changed }))
}
