//! Who is calling.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use openapi::ProblemCode;

use crate::accounts::AccountKey;
use crate::app::App;
use crate::problem::Problem;

/// An account that has signed in; every handler that takes one refuses everybody else (401).
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    pub account: AccountKey,
    pub session: i64,
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(identify(request))
    }
}

fn identify(request: &HttpRequest) -> Result<Caller, Problem> {
    let unauthorized = || Problem::new(ProblemCode::Unauthorized);
    let app = request.app_data::<web::Data<App>>().ok_or_else(unauthorized)?;
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(unauthorized)?;
    let token = header.strip_prefix("Bearer ").ok_or_else(unauthorized)?;
    let claims = app.tokens.read(token, app.clock.now().millis() / 1000).ok_or_else(unauthorized)?;
    Ok(Caller { account: AccountKey(claims.sub), session: claims.sid })
}
