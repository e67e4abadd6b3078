//! Probes and figures for whoever watches the process.

use actix_web::{HttpRequest, HttpResponse, get, web};
use metrics_exporter_prometheus::PrometheusHandle;
use openapi::ProblemCode;

use crate::app::App;
use crate::db::{fetch_one, statements};
use crate::problem::Problem;

statements! {
    PING => ("SELECT COUNT(*) FROM rate WHERE 1 = 0");
}

/// The process runs.
#[utoipa::path(tag = "platform", responses((status = 204, description = "It runs.")), security(()))]
#[get("/health/live")]
pub async fn live() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// The process can serve: its database answers.
#[utoipa::path(tag = "platform", responses(
    (status = 204, description = "It can serve."),
    (status = 503, description = "Its database does not answer.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[get("/health/ready")]
pub async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    let unavailable = |_| Problem::new(ProblemCode::Unavailable).retry_after(1);
    let mut reader = app.db.read().await.map_err(unavailable)?;
    fetch_one!(&mut reader, (i64,), PING).map_err(unavailable)?;
    Ok(HttpResponse::NoContent().finish())
}

/// The process's figures, in Prometheus' text format. Answered to this machine only: what a business sends is not for
/// everybody to read.
#[utoipa::path(tag = "platform", responses((status = 200, description = "The figures.", body = String)), security(()))]
#[get("/metrics")]
pub async fn metrics(request: HttpRequest, figures: web::Data<PrometheusHandle>) -> Result<HttpResponse, Problem> {
    if !request.peer_addr().is_some_and(|peer| peer.ip().is_loopback()) {
        return Err(Problem::not_found());
    }
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(figures.render()))
}
