//! `/campaigns`.

use std::ops::ControlFlow;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use openapi::campaigns::{Campaign, CampaignChange, CampaignLaunch, CampaignPage, CampaignTest, Estimate, NewCampaign};
use openapi::messages::{Message, MessagePage, MessageStatus};
use openapi::{CampaignId, MessageId};
use serde::Deserialize;

use super::draft::Draft;
use super::estimate::Subject;
use super::export::Export;
use super::{Error, cancel, change, copy, create, delete, launch, list, messages, pause, stream, trial};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{fetch_optional, transact};
use crate::exports::{answer as answer_file, export_query};
use crate::http::caller::{Read, Send};
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, OptionalBody, Query};
use crate::messages::{Payer, Sending, send};
use crate::problem::Problem;

/// What a campaign would cost, computed by the code that will charge it. With `Accept: text/event-stream` it tells how far it has
/// come: `progress` events, then `estimate`, or `problem`.
#[utoipa::path(tag = "campaigns", request_body = NewCampaign, responses(
    (status = 200, description = "The estimate.", content((Estimate = "application/json"), (String = "text/event-stream"))),
), security(("bearer" = ["read"])))]
#[post("/campaigns/estimate")]
pub async fn estimate(
    app: web::Data<App>,
    caller: Caller<Read>,
    request: HttpRequest,
    body: Body<NewCampaign>,
) -> Result<HttpResponse, Problem> {
    let subject = Subject::of_new(&app, caller.account, body.value, caller.is_test()).await?;
    answer_estimate(&app, caller.account, &request, subject).await
}

/// What a draft or a programmed campaign would cost; kept on the campaign. Streamed like `POST /campaigns/estimate`.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), responses(
    (status = 200, description = "The estimate.", content((Estimate = "application/json"), (String = "text/event-stream"))),
    (status = 409, description = "It is launched.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/estimate")]
pub async fn estimate_kept(
    app: web::Data<App>,
    caller: Caller<Send>,
    request: HttpRequest,
    id: Id<CampaignId>,
) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    let subject = Subject::of_campaign(&app, caller.account, id.0).await?;
    answer_estimate(&app, caller.account, &request, subject).await
}

async fn answer_estimate(
    app: &App,
    account: AccountKey,
    request: &HttpRequest,
    subject: Subject,
) -> Result<HttpResponse, Problem> {
    let slot = app.estimates.take(account)?;
    if stream::is_asked(request) {
        return Ok(stream::answer(app, account, subject, slot));
    }
    let found = super::estimate(app, account, &subject, |_| ControlFlow::Continue(())).await?;
    drop(slot);
    Ok(HttpResponse::Ok().json(found))
}

/// Sends the text to the account's own certified mobile, as a recipient would get it.
#[utoipa::path(tag = "campaigns", request_body = CampaignTest, params(IdempotencyKey), responses(
    (status = 201, description = "Accepted and paid.", body = Message),
    (status = 402, description = "The balance does not cover it.", body = openapi::Problem, content_type = "application/problem+json"),
    (status = 403, description = "No mobile is certified.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/campaigns/test")]
pub async fn try_out(
    app: web::Data<App>,
    caller: Caller<Send>,
    key: IdempotencyKey,
    body: Body<CampaignTest>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, caller.account, &body.hash).await? {
        return Ok(answer.into());
    }
    let (id, movement, now) = (MessageId(app.ids.next()), app.ids.next(), app.clock.now().millis());
    let priced = trial::trial(&app, &mut reader, caller.account, id, body.value).await?;
    drop(reader);
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

/// Writes a campaign: sends it at once or at its date, or keeps it as a draft.
#[utoipa::path(tag = "campaigns", request_body = NewCampaign, params(IdempotencyKey), responses(
    (status = 201, description = "The campaign.", body = Campaign),
), security(("bearer" = ["send"])))]
#[post("/campaigns")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Send>,
    key: IdempotencyKey,
    body: Body<NewCampaign>,
) -> Result<HttpResponse, Problem> {
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, caller.account, &body.hash).await? {
        return Ok(answer.into());
    }
    let home = owner(&mut reader, caller.account).await?.country;
    let launch_it = !body.value.draft;
    if launch_it {
        caller.confirmed()?;
    }
    let now = app.clock.now();
    let draft = Draft::parse(&app, &mut reader, caller.account, home, body.value, now).await?;
    drop(reader);
    let id = CampaignId(app.ids.next());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now.millis(), async |tx| {
            create::create(tx, &app, caller.account, id, &draft, caller.is_test(), launch_it).await?;
            Answer::created(&super::show(tx, caller.account, id).await?)
        })
        .await
    })
    .await?;
    app.worker.wake_launches();
    Ok(answer.into())
}

/// What `GET /campaigns` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CampaignQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Words of the name or the text.
    #[param(max_length = 100)]
    q: Option<String>,
    #[param(inline)]
    state: Option<State>,
}

/// The three lists that campaigns are in.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Draft,
    Programmed,
    /// Launched: running, paused, finished, cancelled …
    Sent,
}

/// The account's campaigns, newest first.
#[utoipa::path(tag = "campaigns", params(CampaignQuery), responses((status = 200, description = "A page of campaigns.", body = CampaignPage)), security(("bearer" = ["read"])))]
#[get("/campaigns")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<CampaignQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    let state = match query.state {
        None => "all",
        Some(State::Draft) => "draft",
        Some(State::Programmed) => "programmed",
        Some(State::Sent) => "sent",
    };
    let page = list::list(&mut app.db.read().await?, caller.account, state, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// A campaign with its totals.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign.", body = Campaign)), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Read>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    answer(&app, &caller, id.0).await
}

/// Changes a draft or a programmed campaign. What changes nothing raises no version.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), request_body = CampaignChange, responses(
    (status = 200, description = "The campaign as it is now.", body = Campaign),
    (status = 409, description = "It is launched, or was changed since it was read.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[patch("/campaigns/{id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller<Send>,
    id: Id<CampaignId>,
    body: Body<CampaignChange>,
) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    change::change(&app, caller.account, id.0, body.value).await?;
    answer(&app, &caller, id.0).await
}

/// Deletes a draft or a programmed campaign, or takes an ended one off the list.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 204, description = "It is gone.")), security(("bearer" = ["send"])))]
#[delete("/campaigns/{id}")]
pub async fn remove(app: web::Data<App>, caller: Caller<Send>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    delete::delete(&app, caller.account, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Launches a draft, at once or at its date. Launched twice, it is launched once: the second is told (409).
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), request_body = Option<CampaignLaunch>, responses(
    (status = 200, description = "The campaign.", body = Campaign),
    (status = 409, description = "It is no draft any more, or was changed since it was read.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/launch")]
pub async fn start(
    app: web::Data<App>,
    caller: Caller<Send>,
    id: Id<CampaignId>,
    body: OptionalBody<CampaignLaunch>,
) -> Result<HttpResponse, Problem> {
    caller.confirmed()?;
    within_mode(&app, &caller, id.0).await?;
    let version = body.0.version;
    transact(&app.db, async |tx| launch::start(tx, &app, caller.account, id.0, version).await).await?;
    app.worker.wake_launches();
    answer(&app, &caller, id.0).await
}

/// Copies a campaign into a new draft.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 201, description = "The new draft.", body = Campaign)), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/copy")]
pub async fn duplicate(app: web::Data<App>, caller: Caller<Send>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    let (new, now) = (CampaignId(app.ids.next()), app.clock.now().millis());
    transact(&app.db, async |tx| copy::copy(tx, caller.account, id.0, new, caller.is_test(), now).await).await?;
    let campaign = super::show(&mut app.db.read().await?, caller.account, new).await?;
    Ok(HttpResponse::Created().json(campaign))
}

/// Pauses a campaign: nothing more leaves.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign.", body = Campaign)), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/pause")]
pub async fn hold(app: web::Data<App>, caller: Caller<Send>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    pause::pause(&app, caller.account, id.0).await?;
    answer(&app, &caller, id.0).await
}

/// Goes on with a campaign that is paused or waits for credits.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign.", body = Campaign)), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/resume")]
pub async fn go_on(app: web::Data<App>, caller: Caller<Send>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    pause::resume(&app, caller.account, id.0).await?;
    answer(&app, &caller, id.0).await
}

/// Cancels a campaign: what has not left never does.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign.", body = Campaign)), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/cancel")]
pub async fn stop(app: web::Data<App>, caller: Caller<Send>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    cancel::cancel(&app, caller.account, id.0).await?;
    answer(&app, &caller, id.0).await
}

/// What `GET /campaigns/{id}/messages` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecipientQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    status: Option<MessageStatus>,
    /// A reason as the report tells it.
    #[param(min_length = 1, max_length = 100)]
    reason: Option<String>,
}

/// Every recipient of a campaign with its outcome.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign."), RecipientQuery),
    responses((status = 200, description = "A page of recipients.", body = MessagePage)), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}/messages")]
pub async fn recipients(
    app: web::Data<App>,
    caller: Caller<Read>,
    id: Id<CampaignId>,
    query: Query<RecipientQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), None)?;
    let filter = messages::Filter::parse(query.status, query.reason)?;
    let page = messages::list(&mut app.db.read().await?, caller.account, id.0, &filter, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

export_query! {
    /// What `GET /campaigns/{id}/export` can be asked for.
    CampaignExport {
        status: MessageStatus,
        /// A reason as the report tells it.
        #[param(min_length = 1, max_length = 100)]
        reason: String,
    }
}

/// Every recipient of a campaign with its outcome, as a file.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign."), CampaignExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Read>,
    id: Id<CampaignId>,
    query: Query<CampaignExport>,
) -> Result<HttpResponse, Problem> {
    let form = query.0.form();
    let filter = messages::Filter::parse(query.0.status, query.0.reason)?;
    let cursor = read_cursor(None, None, None)?;
    answer_file(&app, caller.account, form, async || {
        Ok(Export::begin(&mut app.db.read().await?, caller.account, id.0, filter, cursor).await?)
    })
    .await
}

/// For a test key there are only campaigns of test keys: with another one it could let out what costs.
pub(super) async fn within_mode<A>(app: &App, caller: &Caller<A>, id: CampaignId) -> Result<(), Problem> {
    if !caller.is_test() {
        return Ok(());
    }
    let found = fetch_optional!(&mut app.db.read().await?, (bool,), super::sql::IS_TEST, id.0, caller.account.0)?;
    if found == Some((true,)) { Ok(()) } else { Err(Problem::not_found()) }
}

async fn answer<A>(app: &App, caller: &Caller<A>, id: CampaignId) -> Result<HttpResponse, Problem> {
    let campaign: Result<Campaign, Error> = super::show(&mut app.db.read().await?, caller.account, id).await;
    Ok(HttpResponse::Ok().json(campaign?))
}
