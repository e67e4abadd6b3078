//! `/account/mobile`.

use actix_web::{HttpResponse, post, web};
use openapi::accounts::{MobileCertified, MobileCode, MobileConfirmation, NewMobile};

use super::{confirm, create};
use crate::accounts::{owner, show};
use crate::app::App;
use crate::http::{Body, Caller, Origin};
use crate::problem::Problem;

/// Sends a code by SMS to a mobile, to certify it. The platform pays.
#[utoipa::path(tag = "accounts", request_body = NewMobile, responses(
    (status = 202, description = "The code is on its way.", body = MobileCode),
    (status = 409, description = "This mobile is certified already.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/account/mobile")]
pub async fn ask(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<NewMobile>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let locale = show(&mut reader, caller.account).await?.locale;
    drop(reader);
    let number = create::parse(&app, &body.value.number, home)?;
    let code = create::create(&app, caller.account, number, locale, &origin).await?;
    app.worker.wake();
    Ok(HttpResponse::Accepted().json(code))
}

/// Certifies the mobile with the code that it received. Earns a gift of credits, once an account and once a number.
#[utoipa::path(tag = "accounts", request_body = MobileConfirmation, responses(
    (status = 200, description = "It is certified.", body = MobileCertified),
))]
#[post("/account/mobile/confirmations")]
pub async fn certify(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<MobileConfirmation>,
) -> Result<HttpResponse, Problem> {
    let gift = confirm::confirm(&app, caller.account, &body.value.code, &origin).await?;
    let account = show(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(MobileCertified { account, gift }))
}
