//! `/messages`.

use actix_web::{HttpResponse, delete, get, post, web};
use openapi::campaigns::Campaign;
use openapi::messages::{Message, MessagePage, MessageStatus, NewMessage, Resolution, Resolved};
use openapi::{MessageId, Time};
use serde::Deserialize;

use super::export::Export;
use super::send::check_client_ref;
use super::{Filter, Payer, Priced, Sending, copy, delete, list, resolve, send, show, told};
use crate::accounts::owner;
use crate::app::App;
use crate::db::transact;
use crate::exports::{answer, export_query};
use crate::http::caller::{Read, Send};
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Query};
use crate::problem::Problem;

/// Sends one message at once: paid and on its way, or refused.
#[utoipa::path(tag = "messages", request_body = NewMessage, params(IdempotencyKey), responses(
    (status = 201, description = "Accepted and paid.", body = Message),
    (status = 402, description = "The balance does not cover it.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/messages")]
pub async fn create(
    app: web::Data<App>,
    caller: Caller<Send>,
    key: IdempotencyKey,
    body: Body<NewMessage>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, caller.account, &body.hash).await? {
        return Ok(answer.into());
    }
    let home = owner(&mut reader, caller.account).await?.country;
    drop(reader);
    let (id, movement, now) = (MessageId(app.ids.next()), app.ids.next(), app.clock.now().millis());
    let priced = Priced::parse(body.value, id, home, &app.rates.at(now), &app.opt_outs)?;
    let payer = if caller.is_test() { Payer::Test(caller.account) } else { Payer::Account(caller.account) };
    let provider = app.providers.for_mode(caller.is_test()).adapter.name();
    let sending = Sending { id, movement, payer, provider, now };
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| Answer::created(&send(tx, &priced, sending).await?))
            .await
    })
    .await?;
    app.worker.wake();
    Ok(answer.into())
}

/// What `GET /messages` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Digits of the number or words of the text.
    #[param(max_length = 100)]
    q: Option<String>,
    /// The integrator's own reference, exactly.
    #[param(min_length = 1, max_length = 100)]
    client_ref: Option<String>,
    /// Made at this time or later.
    from: Option<Time>,
    /// Made before this time.
    to: Option<Time>,
    status: Option<MessageStatus>,
}

/// All messages, newest first, campaigns' and single ones alike.
#[utoipa::path(tag = "messages", params(MessageQuery), responses((status = 200, description = "A page of messages.", body = MessagePage)), security(("bearer" = ["read"])))]
#[get("/messages")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<MessageQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    query.client_ref.as_deref().map(check_client_ref).transpose()?;
    let filter = Filter { client_ref: query.client_ref, from: query.from, to: query.to, status: query.status };
    let page = list(&mut app.db.read().await?, caller.account, &filter, &cursor).await?;
    let items = page.items.into_iter().map(|message| told(&app, message)).collect();
    Ok(HttpResponse::Ok().json(MessagePage { items, ..page }))
}

export_query! {
    /// What `GET /messages/export` can be asked for.
    MessageExport {
        /// Digits of the number or words of the text.
        #[param(max_length = 100)]
        q: String,
        /// The integrator's own reference, exactly.
        #[param(min_length = 1, max_length = 100)]
        client_ref: String,
        /// Made at this time or later.
        from: Time,
        /// Made before this time.
        to: Time,
        status: MessageStatus,
    }
}

/// All messages as a file, with the filters of the list.
#[utoipa::path(tag = "messages", params(MessageExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["read"])))]
#[get("/messages/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<MessageExport>,
) -> Result<HttpResponse, Problem> {
    let (form, query) = (query.0.form(), query.0);
    let cursor = read_cursor(None, None, query.q)?;
    query.client_ref.as_deref().map(check_client_ref).transpose()?;
    let filter = Filter { client_ref: query.client_ref, from: query.from, to: query.to, status: query.status };
    answer(&app, caller.account, form, async || Ok(Export::new(caller.account, filter, cursor))).await
}

/// One message.
#[utoipa::path(tag = "messages", params(("id" = MessageId, Path, description = "The message.")),
    responses((status = 200, description = "The message.", body = Message)), security(("bearer" = ["read"])))]
#[get("/messages/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Read>, id: Id<MessageId>) -> Result<HttpResponse, Problem> {
    let message = show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(told(&app, message)))
}

/// Takes a single message off the lists of what was sent; the message and its charge stay.
#[utoipa::path(tag = "messages", params(("id" = MessageId, Path, description = "The message.")), responses(
    (status = 204, description = "It is off the list."),
    (status = 409, description = "It is of a campaign, under way or in doubt.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[delete("/messages/{id}")]
pub async fn remove(app: web::Data<App>, caller: Caller<Send>, id: Id<MessageId>) -> Result<HttpResponse, Problem> {
    delete::delete(&app, caller.account, id.0, caller.is_test()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Copies a message into a new draft of a campaign, to the same number.
#[utoipa::path(tag = "messages", params(("id" = MessageId, Path, description = "The message.")),
    responses((status = 201, description = "The new draft.", body = Campaign)), security(("bearer" = ["send"])))]
#[post("/messages/{id}/copy")]
pub async fn duplicate(app: web::Data<App>, caller: Caller<Send>, id: Id<MessageId>) -> Result<HttpResponse, Problem> {
    let campaign = copy::copy(&app, caller.account, id.0, caller.is_test()).await?;
    Ok(HttpResponse::Created().json(campaign))
}

/// Settles messages that are uncertain: they left, they did not (refunded), or they did not and are sent again.
#[utoipa::path(tag = "messages", request_body = Resolution,
    responses((status = 200, description = "How many were settled.", body = Resolved)), security(("bearer" = ["send"])))]
#[post("/messages/resolutions")]
pub async fn settle(
    app: web::Data<App>,
    caller: Caller<Send>,
    body: Body<Resolution>,
) -> Result<HttpResponse, Problem> {
    let resolved = resolve::resolve(&app, caller.account, caller.is_test(), &body.value).await?;
    app.worker.wake();
    Ok(HttpResponse::Ok().json(Resolved { resolved }))
}
