//! `/admin`.

use actix_web::{HttpResponse, get, post, web};
use openapi::admin::{AdminAccount, AdminAccountPage, Disabling};
use openapi::audit::AuditPage;
use serde::Deserialize;

use super::accounts::{key, list, show};
use super::{disable, waive};
use crate::accounts::AccountId;
use crate::app::App;
use crate::audit::{self, Whose};
use crate::http::caller::Operator;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, Origin, PageQuery, Query};
use crate::problem::Problem;

/// A note for colleagues.
const MAX_REASON: usize = 500;

/// Every account, newest first; `q` looks in ID, e-mail address, name and company.
#[utoipa::path(tag = "admin", params(PageQuery), responses((status = 200, description = "A page of accounts.", body = AdminAccountPage)))]
#[get("/admin/accounts")]
pub async fn index(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    Ok(HttpResponse::Ok().json(list(&mut app.db.read().await?, &cursor).await?))
}

/// One account.
#[utoipa::path(tag = "admin", params(("id" = String, Path, description = "The account's ID.")),
    responses((status = 200, description = "The account.", body = AdminAccount)))]
#[get("/admin/accounts/{id}")]
pub async fn view(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    id: Id<AccountId>,
) -> Result<HttpResponse, Problem> {
    answer(&app, &id.0).await
}

/// Disables an account: its sessions end, its keys are refused, nothing of it leaves any more.
#[utoipa::path(tag = "admin", params(("id" = String, Path, description = "The account's ID.")), request_body = Disabling, responses(
    (status = 200, description = "The account.", body = AdminAccount),
    (status = 409, description = "It is the operator's own.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/accounts/{id}/disable")]
pub async fn put_out(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    id: Id<AccountId>,
    body: Body<Disabling>,
) -> Result<HttpResponse, Problem> {
    let reason = reason(body.value.reason.as_deref())?;
    let account = key(&mut app.db.read().await?, &id.0).await?;
    disable::disable(&app, account, reason, operator.account, &origin).await?;
    answer(&app, &id.0).await
}

/// Enables an account again: it goes on where it was.
#[utoipa::path(tag = "admin", params(("id" = String, Path, description = "The account's ID.")),
    responses((status = 200, description = "The account.", body = AdminAccount)))]
#[post("/admin/accounts/{id}/enable")]
pub async fn put_back(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    id: Id<AccountId>,
) -> Result<HttpResponse, Problem> {
    let account = key(&mut app.db.read().await?, &id.0).await?;
    disable::enable(&app, account, operator.account, &origin).await?;
    app.worker.wake();
    answer(&app, &id.0).await
}

/// Does without an account's mobile. No gift comes with it.
#[utoipa::path(tag = "admin", params(("id" = String, Path, description = "The account's ID.")),
    responses((status = 200, description = "The account.", body = AdminAccount)))]
#[post("/admin/accounts/{id}/waive-mobile")]
pub async fn waive_mobile(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    id: Id<AccountId>,
) -> Result<HttpResponse, Problem> {
    let account = key(&mut app.db.read().await?, &id.0).await?;
    waive::waive(&app, account, operator.account, &origin).await?;
    answer(&app, &id.0).await
}

/// What `GET /admin/audit` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// The events of this account only, by its ID.
    #[param(max_length = 32)]
    account: Option<String>,
}

/// What happened to the accounts' security, newest first.
#[utoipa::path(tag = "admin", params(AuditQuery), responses((status = 200, description = "A page of events.", body = AuditPage)))]
#[get("/admin/audit")]
pub async fn audit_index(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), None)?;
    let mut reader = app.db.read().await?;
    let whose = match query.account.as_deref() {
        None => Whose::All,
        Some(id) => {
            let id = AccountId::parse(id).map_err(|_| Problem::not_found())?;
            Whose::Of(key(&mut reader, &id).await?)
        }
    };
    Ok(HttpResponse::Ok().json(audit::list(&mut reader, whose, &cursor).await?))
}

fn reason(given: Option<&str>) -> Result<Option<&str>, Problem> {
    let given = given.map(str::trim).filter(|reason| !reason.is_empty());
    match given {
        Some(reason) if reason.chars().count() > MAX_REASON => {
            Err(Problem::field("reason", "too_long", format!("a reason has at most {MAX_REASON} characters")))
        }
        Some(reason) if reason.contains('\0') => {
            Err(Problem::field("reason", "malformed", "a reason cannot contain NUL"))
        }
        given => Ok(given),
    }
}

async fn answer(app: &App, id: &AccountId) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(show(&mut app.db.read().await?, id).await?))
}
