//! `/platform`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use openapi::platform::Platform;

use crate::app::App;
use crate::config::SignUp;
use crate::{mail, purchases};

/// The server's version, country, and whether the sandbox is the provider.
#[utoipa::path(tag = "platform", responses((status = 200, description = "The platform.", body = Platform)), security(()))]
#[get("/platform")]
pub async fn view(request: HttpRequest, app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().json(Platform {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        country: app.config.country.clone(),
        sandbox: app.providers.sandbox_page().map(str::to_owned),
        mail: mail::page::address(&request, &app.config).map(str::to_owned),
        contact: app.config.contact.clone(),
        opt_out_example: app.opt_outs.example().map(str::to_owned),
        stop_mention: app.config.stop_mention().map(str::to_owned),
        payment_methods: purchases::methods(&app),
        test_bank: app.payments.is_test_bank(),
        sign_up: app.config.sign_up == SignUp::Open,
        example_seller: app.seller.example,
    })
}
