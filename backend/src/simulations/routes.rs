//! `/simulations`.

use actix_web::{HttpResponse, post, web};
use openapi::simulations::{NewSimulation, Simulation};

use super::simulate;
use crate::app::App;
use crate::http::caller::Read;
use crate::http::{Body, Caller};
use crate::problem::Problem;

/// What a campaign would cost that left now. Public; groups are the caller's own, who is signed in then, or has a key with the scope `read`.
#[utoipa::path(tag = "simulations", request_body = NewSimulation, responses(
    (status = 200, description = "What it would cost.", body = Simulation),
    (status = 401, description = "There are groups, and nobody is signed in.", body = openapi::Problem, content_type = "application/problem+json"),
), security((), ("bearer" = ["read"])))]
#[post("/simulations")]
pub async fn create(
    app: web::Data<App>,
    caller: Result<Caller<Read>, Problem>,
    body: Body<NewSimulation>,
) -> Result<HttpResponse, Problem> {
    let account = if body.value.groups.is_empty() { None } else { Some(caller?.account) };
    Ok(HttpResponse::Ok().json(simulate(&app, account, &body.value).await?))
}
