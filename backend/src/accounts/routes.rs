//! `/accounts` and `/account`.

use actix_web::{HttpResponse, delete, get, patch, post, put, web};
use openapi::ProblemCode;
use openapi::accounts::{Account, AccountChange, Confirmation, ConfirmationResend, NewAccount, PasswordChange};
use openapi::audit::AuditKind;

use super::change::{Change, change};
use super::change_password::change_password;
use super::password::NewPassword;
use super::proof::{Proof, prove};
use super::{AccountId, AccountSettings, Credentials, confirm, show, sign_up};
use crate::app::App;
use crate::audit::{self, Event};
use crate::config::SignUp;
use crate::db::transact;
use crate::http::caller::Anybody;
use crate::http::{Body, Caller, Origin};
use crate::numbers::Country;
use crate::problem::{FieldErrors, Problem};
use crate::sessions::routes::device_cookie;

/// Opens an account. A welcome e-mail brings the link that confirms the e-mail address.
#[utoipa::path(tag = "accounts", request_body = NewAccount, responses(
    (status = 201, description = "The account is open.", body = Account),
    (status = 409, description = "The account ID is taken.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/accounts")]
pub async fn open(app: web::Data<App>, origin: Origin, body: Body<NewAccount>) -> Result<HttpResponse, Problem> {
    if app.config.sign_up == SignUp::Closed {
        return Err(Problem::not_found().detail("Accounts are opened by the operator here."));
    }
    let home = Country::parse(&app.config.country).ok_or_else(|| Problem::new(ProblemCode::Internal))?;
    let (credentials, settings): (_, AccountSettings) = Credentials::parse(body.value, home).await?;
    let key = sign_up(&app, credentials, settings, &origin).await?;
    let account = show(&mut app.db.read().await?, key).await?;
    Ok(HttpResponse::Created().json(account))
}

/// Confirms the e-mail address of a new account.
#[utoipa::path(tag = "accounts", request_body = Confirmation, responses(
    (status = 204, description = "It is confirmed."),
    (status = 410, description = "The link has expired, or was used.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/accounts/confirmations")]
pub async fn confirm_account(
    app: web::Data<App>,
    origin: Origin,
    body: Body<Confirmation>,
) -> Result<HttpResponse, Problem> {
    confirm::confirm(&app, &body.value.token, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sends the welcome e-mail again. The answer never tells whether the account exists.
#[utoipa::path(tag = "accounts", request_body = ConfirmationResend, responses(
    (status = 202, description = "If there is such an account and it is not confirmed, the e-mail is on its way."),
), security(()))]
#[post("/accounts/confirmations/resend")]
pub async fn resend(
    app: web::Data<App>,
    origin: Origin,
    body: Body<ConfirmationResend>,
) -> Result<HttpResponse, Problem> {
    let id = AccountId::in_field(&body.value.account_id)?;
    confirm::resend(&app, &id, &origin).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// The account that calls.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The account.", body = Account)))]
#[get("/account")]
pub async fn view(app: web::Data<App>, caller: Caller<Anybody>) -> Result<HttpResponse, Problem> {
    let account = show(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(account))
}

/// Changes the account. A new e-mail address takes effect once it is confirmed.
#[utoipa::path(tag = "accounts", request_body = AccountChange, responses(
    (status = 200, description = "The account as it is now.", body = Account),
))]
#[patch("/account")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<AccountChange>,
) -> Result<HttpResponse, Problem> {
    let asked = Change::parse(&body.value)?;
    if asked.email.is_some() {
        let proof = Proof::recent_and_code(body.value.password, body.value.otp.as_deref());
        prove(&app, &caller, &origin, proof).await?;
    }
    let (event, letters, now) = (app.ids.next(), [app.ids.next(), app.ids.next()], app.clock.now().millis());
    transact(&app.db, async |tx| -> Result<(), super::Error> {
        change(tx, caller.account, &asked, letters, now).await?;
        if let Some(email) = &asked.email {
            let asked = Event::of(caller.account, AuditKind::EmailChangeAsked, &origin);
            audit::note(tx, event, asked.about(email.as_str())).await?;
        }
        Ok(())
    })
    .await?;
    let account = show(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(account))
}

/// Confirms the new e-mail address of an account.
#[utoipa::path(tag = "accounts", request_body = Confirmation, responses(
    (status = 204, description = "It is the account's address now."),
    (status = 410, description = "The link has expired, or was used.", body = openapi::Problem, content_type = "application/problem+json"),
), security(()))]
#[post("/account/email/confirmations")]
pub async fn confirm_email(
    app: web::Data<App>,
    origin: Origin,
    body: Body<Confirmation>,
) -> Result<HttpResponse, Problem> {
    confirm::confirm_email(&app, &body.value.token, &origin).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Forgets a new e-mail address that was not confirmed.
#[utoipa::path(tag = "accounts", responses((status = 204, description = "It is forgotten.")))]
#[delete("/account/email/pending")]
pub async fn forget_email(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    transact(&app.db, async |tx| confirm::forget_pending(tx, caller.account, now).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Changes the password. Every other session ends.
#[utoipa::path(tag = "accounts", request_body = PasswordChange, responses((status = 204, description = "It is changed.")))]
#[put("/account/password")]
pub async fn set_password(
    app: web::Data<App>,
    caller: Caller,
    origin: Origin,
    body: Body<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    let PasswordChange { old, new, otp } = body.value;
    let known = show(&mut app.db.read().await?, caller.account).await?;
    let mut errors = FieldErrors::default();
    if old == new {
        errors.add("new", "same", "this is the old password");
    }
    let new = errors.take("new", NewPassword::parse(new, vec![known.account_id, known.email]).await?);
    errors.finish()?;
    prove(&app, &caller, &origin, Proof::old_and_code(old, otp.as_deref())).await?;
    let Some(new) = new else { return Err(Problem::new(ProblemCode::InvalidField)) };
    let (session, _) = caller.session()?;
    let device = change_password(&app, caller.account, session, new, &origin).await?;
    Ok(HttpResponse::NoContent().cookie(device_cookie(&app, device)).finish())
}
