//! `/movements` and `/transfers`.

use actix_web::{HttpResponse, get, post, web};
use openapi::credits::{Movement, MovementKind, MovementPage, NewTransfer};
use openapi::{Credits, MovementId, ProblemCode, Time};

use super::export::Export;
use super::{list, transfer};
use crate::app::App;
use crate::db::transact;
use crate::exports::{answer, export_query};
use crate::http::caller::Billing;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, IdempotencyKey, PageQuery, Query};
use crate::problem::Problem;

/// A reference is a line on a statement, not a letter.
const MAX_REFERENCE: usize = 200;

/// Every movement of the account's credits, newest first.
#[utoipa::path(tag = "credits", params(PageQuery), responses((status = 200, description = "A page of movements.", body = MovementPage)), security(("bearer" = ["billing"])))]
#[get("/movements")]
pub async fn movements(
    app: web::Data<App>,
    caller: Caller<Billing>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list::list(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

export_query! {
    /// What `GET /movements/export` can be asked for.
    MovementExport {}
}

/// Every movement of the account's credits as a file.
#[utoipa::path(tag = "credits", params(MovementExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["billing"])))]
#[get("/movements/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Billing>,
    query: Query<MovementExport>,
) -> Result<HttpResponse, Problem> {
    let cursor = read_cursor(None, None, None)?;
    answer(&app, caller.account, query.0.form(), async || Ok(Export::new(caller.account, cursor))).await
}

/// Sends credits to another account, at once.
#[utoipa::path(tag = "credits", request_body = NewTransfer, params(IdempotencyKey), responses(
    (status = 201, description = "Transferred.", body = Movement),
    (status = 402, description = "The balance does not cover it.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 409, description = "Campaigns still need these credits.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["billing"])))]
#[post("/transfers")]
pub async fn send(
    app: web::Data<App>,
    caller: Caller<Billing>,
    key: IdempotencyKey,
    body: Body<NewTransfer>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    if caller.is_test() {
        return Err(Problem::new(ProblemCode::MissingScope).detail("A test key moves no credits: use a live one."));
    }
    let new = &body.value;
    if new.reference.as_ref().is_some_and(|reference| reference.chars().count() > MAX_REFERENCE) {
        return Err(Problem::field(
            "reference",
            "too_long",
            format!("a reference has at most {MAX_REFERENCE} characters"),
        ));
    }
    if new.reference.as_ref().is_some_and(|reference| reference.chars().any(char::is_control)) {
        return Err(Problem::field("reference", "malformed", "a reference is one line without control characters"));
    }
    let (id, now) = (MovementId(app.ids.next()), app.clock.now());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now.millis(), async |tx| {
            transfer::transfer(tx, id, caller.account, new, now.millis()).await?;
            let balance = super::lock(tx, caller.account).await?;
            Answer::created(&movement(id, new, balance, now))
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

fn movement(id: MovementId, transfer: &NewTransfer, balance_after: Credits, at: Time) -> Movement {
    Movement {
        id,
        kind: MovementKind::Transfer,
        credits: -transfer.credits,
        balance_after,
        reference: transfer.reference.clone(),
        counterparty: Some(transfer.to.to_ascii_lowercase()),
        campaign_id: None,
        purchase_id: None,
        invoice_id: None,
        at,
    }
}
