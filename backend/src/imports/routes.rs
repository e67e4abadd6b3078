//! `/imports`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use openapi::contacts::JobStarted;
use openapi::imports::{
    Import, ImportOutcome, ImportPage, ImportPreview, ImportRowPage, ImportRun, ImportUpload, RefusedPage,
};
use openapi::{ImportId, JobId};

use super::dry_rows::Wanted;
use super::export::Export;
use super::{Error, create, dry_rows, entries, preview, refused, show, start, store};
use crate::app::App;
use crate::db::transact;
use crate::exports::{self, export_query};
use crate::http::caller::Contacts;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Query};
use crate::problem::Problem;

/// Uploads a file of contacts, or a list that was pasted, and tells what is in it; nothing comes into the address book yet.
#[utoipa::path(tag = "imports", params(IdempotencyKey),
    request_body(content((ImportUpload = "multipart/form-data"), (String = "text/plain"))), responses(
    (status = 201, description = "What was found.", body = Import),
    (status = 413, description = "It is larger than the limit.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/imports")]
pub async fn upload(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    request: HttpRequest,
    key: IdempotencyKey,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    // A file may be large, and whoever is nobody yet may open many accounts.
    caller.confirmed()?;
    Ok(create::create(&app, caller.account, &request, &key, payload).await?.into())
}

/// What `GET /imports` can be asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
}

/// The files of the last month, newest first, and what became of them.
#[utoipa::path(tag = "imports", params(ListQuery), responses((status = 200, description = "A page of imports.", body = ImportPage)), security(("bearer" = ["contacts"])))]
#[get("/imports")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = read_cursor(query.0.after.as_deref(), query.0.limit.as_deref(), None)?;
    let page = entries::entries(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// What was found in an uploaded file.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 200, description = "What was found.", body = Import)), security(("bearer" = ["contacts"])))]
#[get("/imports/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Contacts>, id: Id<ImportId>) -> Result<HttpResponse, Problem> {
    let import = show::show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(import))
}

/// Reads the numbers of the first rows as a run with this body would. Nothing is written.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path, description = "The import.")), request_body = ImportRun,
    responses((status = 200, description = "How they are read.", body = ImportPreview)), security(("bearer" = ["contacts"])))]
#[post("/imports/{id}/preview")]
pub async fn look(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ImportId>,
    body: Body<ImportRun>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    let preview = preview::preview(&mut app.db.read().await?, caller.account, id.0, &body.value, now).await?;
    Ok(HttpResponse::Ok().json(preview))
}

/// Runs an import, or counts what it would do. The job's `result` is an `ImportResult`.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path, description = "The import."),
    IdempotencyKey), request_body = ImportRun, responses(
    (status = 202, description = "It runs as this job.", body = JobStarted),
    (status = 409, description = "It runs already, or has run.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/imports/{id}/run")]
pub async fn run(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ImportId>,
    key: IdempotencyKey,
    body: Body<ImportRun>,
) -> Result<HttpResponse, Problem> {
    let (id, job, now) = (id.0, JobId(app.ids.next()), app.clock.now().millis());
    let there = tokio::fs::try_exists(store::path(&app, id)).await.map_err(Error::Disk)?;
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            let job = start::start(tx, caller.account, id, job, &body.value, &app.ids, now).await?;
            // Asked last: a stranger's import is missing before its file is.
            if !there {
                return Err(Error::Expired.into());
            }
            Answer::new(StatusCode::ACCEPTED, &JobStarted { job })
        })
        .await
    })
    .await?;
    app.worker.wake_jobs();
    Ok(answer.into())
}

/// What `GET /imports/{id}/rows` can be asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// Only rows that came to this.
    #[param(inline)]
    outcome: Option<ImportOutcome>,
    /// Only rows whose number is on the blacklist, or only the others.
    #[param(value_type = Option<bool>)]
    blacklisted: Option<String>,
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
}

/// What the latest dry run told of each row, in the order of the file, for as long as the file is kept.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path, description = "The import."), RowsQuery), responses(
    (status = 200, description = "A page of rows.", body = ImportRowPage),
    (status = 409, description = "The file is no longer kept.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[get("/imports/{id}/rows")]
pub async fn told_rows(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ImportId>,
    query: Query<RowsQuery>,
) -> Result<HttpResponse, Problem> {
    let RowsQuery { outcome, blacklisted, after, limit } = query.0;
    let cursor = read_cursor(after.as_deref(), limit.as_deref(), None)?;
    let malformed = || Problem::field("blacklisted", "malformed", "blacklisted is true or false");
    let blacklisted = blacklisted.map(|word| word.parse().map_err(|_| malformed())).transpose()?;
    let page = dry_rows::rows(&app, caller.account, id.0, Wanted { outcome, blacklisted }, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

export_query! {
    /// What `GET /imports/{id}/refused` can be asked for.
    RefusedQuery {
        /// The `next` of the page before.
        #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
        after: String,
        /// Rows of a page, at most 500.
        #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
        limit: String,
    }
}

/// The rows that the latest run refused, with the reasons, in the order of the file: a page of them, or all of them as a
/// file when a `format` is asked for.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path, description = "The import."), RefusedQuery), responses(
    (status = 200, description = "A page of rows, or the file.", content((RefusedPage = "application/json"), (String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[get("/imports/{id}/refused")]
pub async fn refused_rows(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ImportId>,
    query: Query<RefusedQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), None)?;
    if query.format.is_some() {
        return exports::answer(&app, caller.account, query.form(), async || {
            Ok(Export::begin(&mut app.db.read().await?, caller.account, id.0, cursor).await?)
        })
        .await;
    }
    let page = refused::refused(&mut app.db.read().await?, caller.account, id.0, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}
