//! `/packs` and `/admin/packs`.

use actix_web::{HttpResponse, get, put, web};
use openapi::packs::{PackChange, PackList};

use super::check::Packs;
use super::{list, replace};
use crate::app::App;
use crate::http::caller::Operator;
use crate::http::{Body, Caller, Origin};
use crate::problem::Problem;

/// What credits cost, before tax. Public; the list comes whole.
#[utoipa::path(tag = "packs", responses((status = 200, description = "The packs.", body = PackList)), security(()))]
#[get("/packs")]
pub async fn index(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    answer(&app).await
}

/// Sets all packs, in place of those that there are. What was bought stays as it was bought.
#[utoipa::path(tag = "admin", request_body = PackChange, responses((status = 200, description = "The packs.", body = PackList)))]
#[put("/admin/packs")]
pub async fn set_packs(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    body: Body<PackChange>,
) -> Result<HttpResponse, Problem> {
    let packs = Packs::parse(&body.value.items)?;
    replace::replace(&app, &packs, operator.account, &origin).await?;
    answer(&app).await
}

async fn answer(app: &App) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(PackList { items: list(&mut app.db.read().await?).await? }))
}
