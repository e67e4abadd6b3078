//! `/movements` and `/transfers`.

use actix_web::{HttpResponse, get, post, web};
use openapi::credits::{BalanceHistory, Movement, MovementKind, MovementPage, NewTransfer};
use openapi::{CampaignId, Credits, MovementId, ProblemCode, Time};
use serde::Deserialize;

use super::export::Export;
use super::list::Filter;
use super::{Error, balance, list, transfer};
use crate::app::App;
use crate::db::transact;
use crate::exports::{answer, export_query};
use crate::http::caller::Billing;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, IdempotencyKey, Query};
use crate::problem::Problem;

/// A reference is a line on a statement, not a letter.
const MAX_REFERENCE: usize = 200;

/// Days of `GET /movements/balance`.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BalanceQuery {
    /// Today among them.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 366, default = 30)]
    days: Option<String>,
}

/// What `GET /movements` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovementQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    #[param(inline)]
    kind: Option<MovementKind>,
    /// Of this campaign.
    campaign: Option<CampaignId>,
    /// Made at this time or later.
    from: Option<Time>,
    /// Made before this time.
    to: Option<Time>,
    /// Each campaign as one line of the kind `sending`, at its last movement.
    fold: Option<bool>,
}

/// Every movement of the account's credits, newest first.
#[utoipa::path(tag = "credits", params(MovementQuery), responses((status = 200, description = "A page of movements.", body = MovementPage)), security(("bearer" = ["billing"])))]
#[get("/movements")]
pub async fn movements(
    app: web::Data<App>,
    caller: Caller<Billing>,
    query: Query<MovementQuery>,
) -> Result<HttpResponse, Problem> {
    let MovementQuery { after, limit, kind, campaign, from, to, fold } = query.0;
    let cursor = read_cursor(after.as_deref(), limit.as_deref(), None)?;
    let filter = Filter { kind, campaign, from, to, fold: fold.unwrap_or_default() };
    let page = list::list(&mut app.db.read().await?, caller.account, &filter, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The balance at the end of each of the last days.
#[utoipa::path(tag = "credits", params(BalanceQuery), responses((status = 200, description = "A balance a day.", body = BalanceHistory)), security(("bearer" = ["billing"])))]
#[get("/movements/balance")]
pub async fn balances(
    app: web::Data<App>,
    caller: Caller<Billing>,
    query: Query<BalanceQuery>,
) -> Result<HttpResponse, Problem> {
    let days =
        match query.0.days.as_deref() {
            None => balance::DAYS,
            Some(text) => text.parse().ok().filter(|days| (1..=balance::MAX_DAYS).contains(days)).ok_or_else(|| {
                Problem::field("days", "out_of_range", format!("days are 1 to {}", balance::MAX_DAYS))
            })?,
        };
    let history = balance::history(&mut app.db.read().await?, caller.account, days, app.clock.now()).await?;
    Ok(HttpResponse::Ok().json(history))
}

export_query! {
    /// What `GET /movements/export` can be asked for.
    MovementExport {
        #[param(inline)]
        kind: MovementKind,
        /// Of this campaign.
        campaign: CampaignId,
        /// Made at this time or later.
        from: Time,
        /// Made before this time.
        to: Time,
        /// Each campaign as one line of the kind `sending`, at its last movement.
        fold: bool,
    }
}

/// The movements of the account's credits as a file, with the filters of the list.
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
    let (form, cursor) = (query.0.form(), read_cursor(None, None, None)?);
    let MovementExport { kind, campaign, from, to, fold, .. } = query.0;
    let filter = Filter { kind, campaign, from, to, fold: fold.unwrap_or_default() };
    answer(&app, caller.account, form, async || Ok(Export::new(caller.account, filter, cursor))).await
}

/// Sends credits to another account, at once.
#[utoipa::path(tag = "credits", request_body = NewTransfer, params(IdempotencyKey), responses(
    (status = 201, description = "Transferred.", body = Movement),
    (status = 422, description = "The account or the amount cannot be: `own_account`, `unknown_account`, `disabled_account`, `zero_amount`, `negative_amount`, `too_precise`.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 402, description = "The balance does not cover it.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 409, description = "Campaigns still need these credits.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["billing"])))]
#[post("/transfers")]
pub async fn send(
    app: web::Data<App>,
    caller: Caller<Billing>,
    key: IdempotencyKey,
    body: Result<Body<NewTransfer>, Problem>,
) -> Result<HttpResponse, Problem> {
    let body = body.map_err(too_precise)?;
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

/// An amount with too many decimals is a refusal of its own, not a body that cannot be read.
fn too_precise(problem: Problem) -> Problem {
    let told = problem.body();
    let said = |error: &openapi::FieldError| error.field == "credits" && error.message == Credits::TOO_PRECISE.0;
    if told.errors.iter().any(said) { Error::TooPrecise.into() } else { problem }
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
        campaign_name: None,
        folded: None,
        purchase_id: None,
        invoice_id: None,
        at,
    }
}
