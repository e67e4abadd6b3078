//! `/purchases`.

use actix_web::{HttpResponse, get, post, web};
use openapi::purchases::{NewPurchase, PaymentMethod, Purchase, PurchasePage, PurchaseStatus, Vat};
use openapi::{ProblemCode, PurchaseId};
use serde::Deserialize;

use super::create::{self, Draft};
use super::sql::status_word;
use super::{cancel, checkout, list, show};
use crate::app::App;
use crate::db::transact;
use crate::http::caller::Billing;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Query};
use crate::problem::Problem;

/// What `GET /purchases` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PurchaseQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    #[param(inline)]
    status: Option<PurchaseStatus>,
}

/// The account's purchases, newest first.
#[utoipa::path(tag = "purchases", params(PurchaseQuery), responses((status = 200, description = "A page of purchases.", body = PurchasePage)), security(("bearer" = ["billing"])))]
#[get("/purchases")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Billing>,
    query: Query<PurchaseQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = read_cursor(query.0.after.as_deref(), query.0.limit.as_deref(), None)?;
    let status = query.0.status.map_or("%", status_word);
    let page = list::list(&mut app.db.read().await?, &app.seller, caller.account, status, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Buys a pack. By card: open `pay_url`; the credits are there as soon as the bank says so. By transfer or cheque: follow
/// `instructions`; the credits are there once the operator has the money.
#[utoipa::path(tag = "purchases", request_body = NewPurchase, params(IdempotencyKey), responses(
    (status = 201, description = "It waits for its money.", body = Purchase),
    (status = 409, description = "Too many purchases wait for their money.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 502, description = "The payment service did not answer as it should.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["billing"])))]
#[post("/purchases")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Billing>,
    key: IdempotencyKey,
    body: Body<NewPurchase>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    live(&caller)?;
    let answer = make(&app, &caller, &key, &body).await?;
    // Also where an earlier request was broken off before it had its page.
    let purchase: Purchase = answer.read()?;
    let waits = purchase.method == PaymentMethod::Card && purchase.pay_url.is_none();
    if waits && purchase.status == PurchaseStatus::Pending {
        return Ok(checkout::open(&app, &key, caller.account, purchase.id).await?.into());
    }
    Ok(answer.into())
}

/// There is no purchase but a real one, so a test key neither makes one nor gives one up.
fn live(caller: &Caller<Billing>) -> Result<(), Problem> {
    if caller.is_test() {
        return Err(Problem::new(ProblemCode::MissingScope).detail("A test key buys nothing: use a live one."));
    }
    Ok(())
}

async fn make(
    app: &App,
    caller: &Caller<Billing>,
    key: &IdempotencyKey,
    body: &Body<NewPurchase>,
) -> Result<Answer, Problem> {
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, caller.account, &body.hash).await? {
        return Ok(answer);
    }
    let draft = Draft::parse(&mut reader, app, caller.account, body.value).await?;
    drop(reader);
    let (id, now) = (PurchaseId(app.ids.next()), app.clock.now().millis());
    transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            let row = create::create(tx, app, caller.account, id, &draft).await?;
            Answer::created(&show::bare(&app.seller, row))
        })
        .await
    })
    .await
}

/// The VAT that the account would pay today, by its billing particulars.
#[utoipa::path(tag = "purchases", responses((status = 200, description = "The VAT.", body = Vat)), security(("bearer" = ["billing"])))]
#[get("/purchases/vat")]
pub async fn vat(app: web::Data<App>, caller: Caller<Billing>) -> Result<HttpResponse, Problem> {
    let buyer = show::buyer(&mut app.db.read().await?, caller.account).await?;
    let (_, _, vat) = create::vat_of(&app.seller, buyer);
    Ok(HttpResponse::Ok().json(vat))
}

/// One purchase.
#[utoipa::path(tag = "purchases", params(("id" = PurchaseId, Path, description = "The purchase.")),
    responses((status = 200, description = "The purchase.", body = Purchase)), security(("bearer" = ["billing"])))]
#[get("/purchases/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Billing>, id: Id<PurchaseId>) -> Result<HttpResponse, Problem> {
    answer(&app, &caller, id.0).await
}

/// Gives a purchase up that waits for its money. Money that comes all the same is credited.
#[utoipa::path(tag = "purchases", params(("id" = PurchaseId, Path, description = "The purchase.")), responses(
    (status = 200, description = "The purchase.", body = Purchase),
    (status = 409, description = "It does not wait any more, or part of its money came in.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["billing"])))]
#[post("/purchases/{id}/cancel")]
pub async fn give_up(
    app: web::Data<App>,
    caller: Caller<Billing>,
    id: Id<PurchaseId>,
) -> Result<HttpResponse, Problem> {
    live(&caller)?;
    transact(&app.db, async |tx| cancel::cancel(tx, caller.account, id.0).await).await?;
    answer(&app, &caller, id.0).await
}

async fn answer(app: &App, caller: &Caller<Billing>, id: PurchaseId) -> Result<HttpResponse, Problem> {
    let purchase = show::show(&mut app.db.read().await?, &app.seller, caller.account, id).await?;
    Ok(HttpResponse::Ok().json(purchase))
}
