//! `/dashboard`.

use actix_web::{HttpResponse, get, web};
use openapi::dashboard::Dashboard;

use super::show::show;
use crate::app::App;
use crate::http::Caller;
use crate::http::caller::Read;
use crate::problem::Problem;

/// Where the account stands: credits, this month beside the last, campaigns, what is unread.
#[utoipa::path(tag = "dashboard", responses((status = 200, description = "The figures.", body = Dashboard)), security(("bearer" = ["read"])))]
#[get("/dashboard")]
pub async fn view(app: web::Data<App>, caller: Caller<Read>) -> Result<HttpResponse, Problem> {
    let dashboard = show(&mut app.db.read().await?, caller.account, app.clock.now()).await?;
    Ok(HttpResponse::Ok().json(dashboard))
}
