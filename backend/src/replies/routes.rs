//! `/replies`.

use actix_web::{HttpResponse, get, post, web};
use openapi::messages::Message;
use openapi::replies::{RepliesChanged, RepliesRead, RepliesUnread, ReplyAnswer, ReplyPage};
use openapi::{CampaignId, MessageId, ReplyId};
use serde::Deserialize;

use super::list::{Filter, list};
use super::{answer, read};
use crate::accounts::owner;
use crate::app::App;
use crate::db::transact;
use crate::http::caller::{Read, Send};
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Query};
use crate::messages::{Payer, Priced, Sending};
use crate::problem::Problem;

/// What `GET /replies` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReplyQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Words of the text or of the contact's name, or digits of the number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only those that were not read, or only those that were.
    unread: Option<bool>,
    /// Answers to this campaign.
    campaign: Option<CampaignId>,
    /// Only those that say STOP, or only those that do not.
    stop: Option<bool>,
}

/// What people wrote back, newest first.
#[utoipa::path(tag = "replies", params(ReplyQuery), responses((status = 200, description = "A page of replies.", body = ReplyPage)), security(("bearer" = ["read"])))]
#[get("/replies")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<ReplyQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    let filter = Filter { unread: query.unread, campaign: query.campaign, stop: query.stop };
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let page = list(&mut reader, caller.account, home, &filter, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// How many replies are unread.
#[utoipa::path(tag = "replies", responses((status = 200, description = "Their number.", body = RepliesUnread)), security(("bearer" = ["read"])))]
#[get("/replies/unread")]
pub async fn unread(app: web::Data<App>, caller: Caller<Read>) -> Result<HttpResponse, Problem> {
    let unread = read::unread(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(RepliesUnread { unread }))
}

/// Marks replies as read or unread; ids of nothing are passed over.
#[utoipa::path(tag = "replies", request_body = RepliesRead,
    responses((status = 200, description = "How many were marked.", body = RepliesChanged)), security(("bearer" = ["send"])))]
#[post("/replies/read")]
pub async fn mark(app: web::Data<App>, caller: Caller<Send>, body: Body<RepliesRead>) -> Result<HttpResponse, Problem> {
    let changed = read::mark(&app, caller.account, &body.value).await?;
    Ok(HttpResponse::Ok().json(RepliesChanged { changed }))
}

/// Answers a reply with one message, at once: paid and on its way, or refused.
#[utoipa::path(tag = "replies", params(("id" = ReplyId, Path, description = "The reply."), IdempotencyKey), request_body = ReplyAnswer, responses(
    (status = 201, description = "Accepted and paid.", body = Message),
    (status = 402, description = "The balance does not cover it.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 409, description = "The number is on the blacklist.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/replies/{id}/answer")]
pub async fn write_back(
    app: web::Data<App>,
    caller: Caller<Send>,
    id: Id<ReplyId>,
    key: IdempotencyKey,
    body: Body<ReplyAnswer>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, caller.account, &body.hash).await? {
        return Ok(answer.into());
    }
    let home = owner(&mut reader, caller.account).await?.country;
    let new = answer::draft(&mut reader, caller.account, id.0, body.value.text, caller.is_test()).await?;
    drop(reader);
    let (message, movement, now) = (MessageId(app.ids.next()), app.ids.next(), app.clock.now().millis());
    let priced = Priced::parse(new, message, home, &app.rates.at(now), &app.opt_outs)?;
    let payer = if caller.is_test() { Payer::Test(caller.account) } else { Payer::Account(caller.account) };
    let provider = app.providers.for_mode(caller.is_test()).adapter.name();
    let sending = Sending { id: message, movement, payer, provider, now };
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            Answer::created(&answer::answer(tx, caller.account, id.0, &priced, sending).await?)
        })
        .await
    })
    .await?;
    app.worker.wake();
    Ok(answer.into())
}
