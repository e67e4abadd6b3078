//! `/admin/purchases`: what operators see and do of purchases.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use openapi::purchases::{
    AdminPurchase, AdminPurchasePage, NewRefund, PaymentMethod, PurchaseStatus, Receipt, RefundStatus, Refusal,
};
use openapi::{PurchaseId, RefundId};
use serde::Deserialize;

use super::list::{self, Wanted};
use super::sql::{method_word, refund_status_word, status_word};
use super::{confirm, refund, refuse, show};
use crate::app::App;
use crate::db::transact;
use crate::http::caller::Operator;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Origin, Query};
use crate::problem::Problem;

/// Some sentences; a credit note and a letter print them.
const MAX_REASON: usize = 500;

/// What `GET /admin/purchases` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AdminPurchaseQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Part of a reference, an account's ID or an e-mail address.
    #[param(max_length = 100)]
    q: Option<String>,
    #[param(inline)]
    status: Option<PurchaseStatus>,
    #[param(inline)]
    method: Option<PaymentMethod>,
    /// Only those with a refund that stands like this: `pending` and `failed` ones may be the operator's to pay.
    #[param(inline)]
    refund: Option<RefundStatus>,
}

/// Everybody's purchases, newest first.
#[utoipa::path(tag = "admin", params(AdminPurchaseQuery), responses((status = 200, description = "A page of purchases.", body = AdminPurchasePage)))]
#[get("/admin/purchases")]
pub async fn all_purchases(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    query: Query<AdminPurchaseQuery>,
) -> Result<HttpResponse, Problem> {
    let AdminPurchaseQuery { after, limit, q, status, method, refund } = query.0;
    let cursor = read_cursor(after.as_deref(), limit.as_deref(), q)?;
    let wanted = Wanted {
        status: status.map_or("%", status_word),
        method: method.map_or("%", method_word),
        refund: refund.map_or("", refund_status_word),
    };
    let page = list::list_all(&mut app.db.read().await?, &app.seller, wanted, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// One purchase.
#[utoipa::path(tag = "admin", params(("id" = PurchaseId, Path, description = "The purchase.")),
    responses((status = 200, description = "The purchase.", body = AdminPurchase)))]
#[get("/admin/purchases/{id}")]
pub async fn any_purchase(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    id: Id<PurchaseId>,
) -> Result<HttpResponse, Problem> {
    let purchase = show::show_any(&mut app.db.read().await?, &app.seller, id.0).await?;
    Ok(HttpResponse::Ok().json(purchase))
}

/// Says that money came in for a transfer or a cheque. As much as the price, or more: the credits are there at once. Less: see
/// `shortfall`. A purchase that was refused or cancelled can be confirmed, too: its money came all the same.
#[utoipa::path(tag = "admin", params(("id" = PurchaseId, Path, description = "The purchase."), IdempotencyKey), request_body = Receipt, responses(
    (status = 200, description = "The purchase.", body = AdminPurchase),
    (status = 409, description = "Less than is to be paid, paid already, or by card.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/purchases/{id}/confirm")]
pub async fn confirm_it(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    key: IdempotencyKey,
    id: Id<PurchaseId>,
    body: Body<Receipt>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    let answer = transact(&app.db, async |tx| {
        key.once(tx, operator.account, &body.hash, now, async |tx| {
            confirm::confirm(tx, &app, id.0, &body.value, operator.account, &origin).await?;
            Answer::new(StatusCode::OK, &show::show_any(tx, &app.seller, id.0).await?)
        })
        .await
    })
    .await?;
    app.worker.wake();
    Ok(answer.into())
}

/// Refuses a purchase that waits for its money. The buyer is told why.
#[utoipa::path(tag = "admin", params(("id" = PurchaseId, Path, description = "The purchase.")), request_body = Refusal, responses(
    (status = 200, description = "The purchase.", body = AdminPurchase),
    (status = 409, description = "It does not wait any more.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/purchases/{id}/refuse")]
pub async fn refuse_it(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    id: Id<PurchaseId>,
    body: Body<Refusal>,
) -> Result<HttpResponse, Problem> {
    let reason = reason(&body.value.reason)?;
    transact(&app.db, async |tx| refuse::refuse(tx, &app, id.0, reason, operator.account, &origin).await).await?;
    let purchase = show::show_any(&mut app.db.read().await?, &app.seller, id.0).await?;
    Ok(HttpResponse::Ok().json(purchase))
}

/// Takes credits back and gives their money back, with a credit note: never more than the purchase has left, nor than the
/// account has.
#[utoipa::path(tag = "admin", params(("id" = PurchaseId, Path, description = "The purchase."), IdempotencyKey), request_body = NewRefund, responses(
    (status = 201, description = "The purchase, with the refund.", body = AdminPurchase),
    (status = 402, description = "The account has not so many credits.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 409, description = "It was not paid, or is given back whole.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/purchases/{id}/refunds")]
pub async fn refund_it(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    key: IdempotencyKey,
    id: Id<PurchaseId>,
    body: Body<NewRefund>,
) -> Result<HttpResponse, Problem> {
    let (reason, credits) = (reason(&body.value.reason)?, body.value.credits);
    let now = app.clock.now().millis();
    let answer = transact(&app.db, async |tx| {
        key.once(tx, operator.account, &body.hash, now, async |tx| {
            refund::refund(tx, &app, id.0, credits, reason, operator.account, &origin).await?;
            Answer::created(&show::show_any(tx, &app.seller, id.0).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// Says that a refund was paid by hand: one of a transfer or a cheque, or one that the bank refused.
#[utoipa::path(tag = "admin", params(("id" = PurchaseId, Path, description = "The purchase."), ("refund" = RefundId, Path, description = "The refund.")), responses(
    (status = 200, description = "The purchase.", body = AdminPurchase),
    (status = 409, description = "The bank is being asked for it.", body = openapi::Problem, content_type = "application/problem+json"),
))]
#[post("/admin/purchases/{id}/refunds/{refund}/settle")]
pub async fn settle_it(
    app: web::Data<App>,
    operator: Caller<Operator>,
    origin: Origin,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (Ok(id), Ok(refund)) = (path.0.parse::<PurchaseId>(), path.1.parse::<RefundId>()) else {
        return Err(Problem::not_found());
    };
    transact(&app.db, async |tx| refund::settle(tx, &app, id, refund, operator.account, &origin).await).await?;
    let purchase = show::show_any(&mut app.db.read().await?, &app.seller, id).await?;
    Ok(HttpResponse::Ok().json(purchase))
}

/// A sentence for the buyer. Control characters would stand on a credit note.
fn reason(given: &str) -> Result<&str, Problem> {
    let given = given.trim();
    if given.is_empty() {
        return Err(Problem::field("reason", "required", "the buyer is told why"));
    }
    if given.chars().count() > MAX_REASON {
        return Err(Problem::field("reason", "too_long", format!("a reason has at most {MAX_REASON} characters")));
    }
    if given.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Problem::field("reason", "malformed", "a reason has no control characters"));
    }
    Ok(given)
}
