//! `/accounts` and `/account`.

use actix_web::{HttpResponse, get, patch, post, web};
use openapi::ProblemCode;
use openapi::accounts::{Account, AccountChange, NewAccount};

use super::{AccountSettings, Credentials, change, create, show};
use crate::app::App;
use crate::config::SignUp;
use crate::http::{Body, Caller};
use crate::numbers::Country;
use crate::problem::Problem;

/// Opens an account.
#[utoipa::path(tag = "accounts", request_body = NewAccount, responses(
    (status = 201, description = "The account is open.", body = Account),
    (status = 409, description = "The account ID is taken.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/accounts")]
pub async fn open(app: web::Data<App>, body: Body<NewAccount>) -> Result<HttpResponse, Problem> {
    if app.config.sign_up == SignUp::Closed {
        return Err(Problem::not_found().detail("Accounts are opened by the operator here."));
    }
    let home = Country::parse(&app.config.country).ok_or_else(|| Problem::new(ProblemCode::Internal))?;
    let (credentials, settings): (_, AccountSettings) = Credentials::parse(body.value, home)?;
    let key = create(&app.db, &app.ids, &app.clock, credentials, settings).await?;
    let account = show(&mut app.db.read().await?, key).await?;
    Ok(HttpResponse::Created().json(account))
}

/// The account that is signed in.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account.", body = Account)))]
#[get("/account")]
pub async fn view(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    let account = show(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(account))
}

/// Changes language, time zone or country.
#[utoipa::path(tag = "accounts", request_body = AccountChange, responses(
    (status = 200, description = "The account as it is now.", body = Account),
))]
#[patch("/account")]
pub async fn edit(app: web::Data<App>, caller: Caller, body: Body<AccountChange>) -> Result<HttpResponse, Problem> {
    let account = change::change(&app.db, caller.account, body.value).await?;
    Ok(HttpResponse::Ok().json(account))
}
