//! `/rates`.

use actix_web::{HttpResponse, get, web};
use openapi::rates::RateList;

use super::list::in_force;
use crate::app::App;

/// What a part costs now, in credits, for every country that is served. Public; the list comes whole.
#[utoipa::path(tag = "rates", responses((status = 200, description = "The rates.", body = RateList)), security(()))]
#[get("/rates")]
pub async fn list(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(RateList { items: in_force(&app.rates.book(), app.clock.now().millis()) })
}
