//! `/platform`.

use actix_web::{HttpResponse, get, web};
use openapi::platform::Platform;

use crate::app::App;
use crate::config::SignUp;

/// The server's version, country, and whether the sandbox is the provider.
#[utoipa::path(tag = "platform", responses((status = 200, description = "The platform.", body = Platform)), security(()))]
#[get("/platform")]
pub async fn view(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(Platform {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        country: app.config.country.clone(),
        sandbox: app.providers.sandbox_page().map(str::to_owned),
        mail: None,
        contact: app.config.contact.clone(),
        sign_up: app.config.sign_up == SignUp::Open,
    })
}
