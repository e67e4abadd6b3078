//! `/blacklist`.

use actix_web::{HttpResponse, delete, get, post, web};
use openapi::Msisdn;
use openapi::blacklist::{BlacklistChanged, BlacklistHistory, BlacklistNumbers, BlacklistPage};
use serde::Deserialize;

use super::export::Export;
use super::remove::Reason;
use super::{add, list, remove, show};
use crate::accounts::owner;
use crate::app::App;
use crate::db::transact;
use crate::exports::{answer, export_query};
use crate::http::caller::Contacts;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Number, PageQuery, Query};
use crate::problem::Problem;

/// The numbers that never receive anything, in the order of the numbers. `q` is the first digits of a number.
#[utoipa::path(tag = "blacklist", params(PageQuery), responses((status = 200, description = "A page of numbers.", body = BlacklistPage)), security(("bearer" = ["contacts"])))]
#[get("/blacklist")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let page = list::list(&mut reader, caller.account, home, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

export_query! {
    /// What `GET /blacklist/export` can be asked for.
    BlacklistExport {
        /// As in the list.
        #[param(max_length = 100)]
        q: String,
    }
}

/// The blacklist as a file.
#[utoipa::path(tag = "blacklist", params(BlacklistExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[get("/blacklist/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<BlacklistExport>,
) -> Result<HttpResponse, Problem> {
    let (form, query) = (query.0.form(), query.0);
    let cursor = read_cursor(None, None, query.q)?;
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    answer(&app, caller.account, form, async || Ok(Export::new(caller.account, home, cursor))).await
}

/// Puts numbers on the blacklist: all of them, or none when one is wrong. Those on it already stay as they are.
#[utoipa::path(tag = "blacklist", request_body = BlacklistNumbers,
    responses((status = 200, description = "How many were new to it.", body = BlacklistChanged)), security(("bearer" = ["contacts"])))]
#[post("/blacklist")]
pub async fn put(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    body: Body<BlacklistNumbers>,
) -> Result<HttpResponse, Problem> {
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let numbers = add::parse(&body.value, home)?;
    let now = app.clock.now().millis();
    let added = transact(&app.db, async |tx| add::add(tx, caller.account, &numbers, now).await).await?;
    Ok(HttpResponse::Ok().json(BlacklistChanged { added }))
}

/// A number that is on the blacklist or was: since when, why, and why it was taken off.
#[utoipa::path(tag = "blacklist", params(("number" = Msisdn, Path, description = "The number in E.164, percent-encoded.")),
    responses((status = 200, description = "What is known of it.", body = BlacklistHistory)), security(("bearer" = ["contacts"])))]
#[get("/blacklist/{number}")]
pub async fn view(app: web::Data<App>, caller: Caller<Contacts>, number: Number) -> Result<HttpResponse, Problem> {
    let history = show::show(&mut app.db.read().await?, caller.account, number.0).await?;
    Ok(HttpResponse::Ok().json(history.ok_or_else(Problem::not_found)?))
}

/// Why a number is taken off.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RemovalQuery {
    /// Kept in the number's history.
    #[param(max_length = 200)]
    reason: Option<String>,
}

/// Takes a number off the blacklist.
#[utoipa::path(tag = "blacklist", params(("number" = Msisdn, Path, description = "The number in E.164, percent-encoded."), RemovalQuery),
    responses((status = 204, description = "It can be written to again.")), security(("bearer" = ["contacts"])))]
#[delete("/blacklist/{number}")]
pub async fn take_off(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    number: Number,
    query: Query<RemovalQuery>,
) -> Result<HttpResponse, Problem> {
    let reason = Reason::parse(query.0.reason.as_deref())?;
    let (id, now) = (app.ids.next(), app.clock.now().millis());
    let removed =
        transact(&app.db, async |tx| remove::remove(tx, caller.account, number.0, &reason, id, now).await).await?;
    if removed { Ok(HttpResponse::NoContent().finish()) } else { Err(Problem::not_found()) }
}
