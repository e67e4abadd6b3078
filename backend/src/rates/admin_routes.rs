//! `/admin/rates`.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use openapi::campaigns::Kind;
use openapi::rates::{AdminRate, AdminRateList, RateChange, RateImport};
use openapi::{ProblemCode, Time};
use serde::Deserialize;

use super::change::{Desk, beginning, compare};
use super::countries::land_of;
use super::table::{self, Line};
use super::{export, list};
use crate::app::App;
use crate::http::body::{too_large, unread};
use crate::http::caller::Operator;
use crate::http::{Body, Caller, Origin, Query};
use crate::numbers::Country;
use crate::problem::Problem;

/// Far more than the table of every country, with room for remarks.
const MAX_FILE: usize = 500_000;

/// Every country and kind: what is in force, and what is to come.
#[utoipa::path(tag = "admin", operation_id = "admin_rates", responses((status = 200, description = "The rates.", body = AdminRateList)))]
#[get("/admin/rates")]
pub async fn index(app: web::Data<App>, _operator: Caller<Operator>) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    // What another node changed a moment ago is to be seen, too.
    app.rates.refresh(&app.db, now).await?;
    Ok(HttpResponse::Ok().json(AdminRateList { items: list::for_operator(&app.rates.book(), now) }))
}

/// Sets what a part to one country costs, from a moment on; without amounts the country is not served any more.
#[utoipa::path(tag = "admin", operation_id = "set_rate", request_body = RateChange, responses((status = 200, description = "The country's rates.", body = AdminRate)))]
#[post("/admin/rates")]
pub async fn set(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    body: Body<RateChange>,
) -> Result<HttpResponse, Problem> {
    let RateChange { country, kind, credits, credits_with_sender, from } = body.value;
    let country = country_of(&country)?;
    let price = table::price(credits, credits_with_sender)
        .map_err(|(field, (code, message))| Problem::field(field, code, message))?;
    let line = Line { country, kind, price };
    desk(&app, &operator, &origin).set(&[line], from.map(Time::millis), "by hand").await?;
    answer(&app, country, kind).await
}

/// Which change is meant.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CallOffQuery {
    #[param(pattern = "^[A-Z]{2}$")]
    country: String,
    kind: Kind,
    /// When it was to begin.
    from: Time,
}

/// Calls off a change that is still to come.
#[utoipa::path(tag = "admin", operation_id = "call_off_rate", params(CallOffQuery), responses((status = 200, description = "The country's rates.", body = AdminRate)))]
#[delete("/admin/rates")]
pub async fn call_off(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    query: Query<CallOffQuery>,
) -> Result<HttpResponse, Problem> {
    let CallOffQuery { country, kind, from } = query.0;
    let country = country_of(&country)?;
    desk(&app, &operator, &origin).call_off(country, kind, from.millis()).await?;
    answer(&app, country, kind).await
}

/// What `POST /admin/rates/import` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// When the table begins; at once when absent. Never in the past.
    from: Option<Time>,
    /// Shows what would change, and writes nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Takes a table of rates, whole or not at all: CSV with the columns `country`, `kind`, `credits` and `credits_with_sender`. Countries that it
/// does not name stay as they are; a line without amounts withdraws its country.
#[utoipa::path(tag = "admin", operation_id = "import_rates", params(ImportQuery), request_body(content = String, content_type = "text/csv"), responses(
    (status = 200, description = "What changes.", body = RateImport),
    (status = 422, description = "Lines are wrong; `errors` names each of them.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/rates/import")]
pub async fn import_table(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    query: Query<ImportQuery>,
    request: HttpRequest,
    file: Result<Bytes, actix_web::Error>,
) -> Result<HttpResponse, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/csv")) {
        return Err(Problem::new(ProblemCode::UnsupportedMediaType).detail("Send text/csv."));
    }
    let file = file.map_err(|error| unread(&error, MAX_FILE))?;
    if file.len() > MAX_FILE {
        return Err(too_large(MAX_FILE));
    }
    let lines = table::read(&file)?;
    let ImportQuery { from, dry_run } = query.0;
    let now = app.clock.now().millis();
    let changes = if dry_run {
        compare(&mut app.db.read().await?, &lines, beginning(from.map(Time::millis), now)?).await?
    } else {
        desk(&app, &operator, &origin).set(&lines, from.map(Time::millis), "a table").await?
    };
    app.rates.refresh(&app.db, now).await?;
    Ok(HttpResponse::Ok().json(list::import(&changes, dry_run)))
}

/// What `GET /admin/rates/export` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// The rates of this moment; of now when absent.
    at: Option<Time>,
}

/// The table of rates, as an import reads it.
#[utoipa::path(tag = "admin", operation_id = "export_rates", params(ExportQuery), responses((status = 200, description = "The file.", body = String, content_type = "text/csv")))]
#[get("/admin/rates/export")]
pub async fn export_table(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    app.rates.refresh(&app.db, now).await?;
    let at = query.0.at.map_or(now, Time::millis);
    let file = export(&app.rates.book(), at).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"rates.csv\""))
        .body(file))
}

fn country_of(code: &str) -> Result<Country, Problem> {
    let unknown = || Problem::field("country", "unknown_country", "the numbering plan has no such country");
    Country::parse(code).ok_or_else(unknown)
}

fn desk<'a>(app: &'a App, operator: &Caller<Operator>, origin: &'a Origin) -> Desk<'a> {
    Desk { db: &app.db, ids: &app.ids, clock: &app.clock, by: Some((operator.account, origin)) }
}

/// The country's rates as they are now; this process prices by them from here on.
async fn answer(app: &App, country: Country, kind: Kind) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    app.rates.refresh(&app.db, now).await?;
    let land = land_of(country).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().json(list::one(&app.rates.book(), land, kind, now)))
}
