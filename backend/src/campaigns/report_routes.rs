//! `/campaigns/{id}`: its report, and what one does with it.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignReport, Cleaning, Resend};
use openapi::contacts::JobStarted;

use super::routes::within_mode;
use super::{clean, events, report, resend};
use crate::app::App;
use crate::db::transact;
use crate::http::caller::{Contacts, Read, Send, bearer};
use crate::http::{Body, Caller, Id};
use crate::problem::Problem;

/// What became of a campaign: outcomes, reasons, countries, and how it went over time.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The report.", body = CampaignReport)), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}/report")]
pub async fn outcome(app: web::Data<App>, caller: Caller<Read>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(report::report(&app, caller.account, id.0).await?))
}

/// A campaign's progress as server-sent events: a `campaign` event at once and whenever it moved, at most twice a second, until it
/// has ended and nothing of it is under way. Of a draft there is one event.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), responses(
    (status = 200, description = "Events, each with a `Campaign` as its data.", body = String, content_type = "text/event-stream"),
    (status = 429, description = "Too many watch already.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}/events")]
pub async fn watch(
    app: web::Data<App>,
    caller: Caller<Read>,
    request: HttpRequest,
    id: Id<CampaignId>,
) -> Result<HttpResponse, Problem> {
    let token = bearer(&request).unwrap_or_default().to_owned();
    let events = events::events(&app, caller.account, id.0, token).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("Cache-Control", "no-cache"))
        .streaming(Box::pin(events)))
}

/// Makes a new draft to the failed, the unreached or the silent of a campaign. Who they are is found out when it is launched.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), request_body = Resend, responses(
    (status = 201, description = "The new draft.", body = Campaign),
    (status = 409, description = "It was not launched.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/campaigns/{id}/resend")]
pub async fn again(
    app: web::Data<App>,
    caller: Caller<Send>,
    id: Id<CampaignId>,
    body: Body<Resend>,
) -> Result<HttpResponse, Problem> {
    let (new, now, who) = (CampaignId(app.ids.next()), app.clock.now().millis(), body.value.who);
    let test = caller.is_test();
    transact(&app.db, async |tx| resend::resend(tx, caller.account, id.0, who, new, test, now).await).await?;
    let campaign = super::show(&mut app.db.read().await?, caller.account, new).await?;
    Ok(HttpResponse::Created().json(campaign))
}

/// Cleans the address book by what the report shows: deletes the contacts with the numbers of some messages, or blacklists the
/// numbers. The job's result is a `SelectionResult`; a deletion can be undone for a minute.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")), request_body = Cleaning,
    responses((status = 202, description = "The job.", body = JobStarted)), security(("bearer" = ["contacts"])))]
#[post("/campaigns/{id}/clean")]
pub async fn tidy(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<CampaignId>,
    body: Body<Cleaning>,
) -> Result<HttpResponse, Problem> {
    within_mode(&app, &caller, id.0).await?;
    let job = clean::clean(&app, caller.account, id.0, body.value).await?;
    Ok(HttpResponse::Accepted().json(JobStarted { job }))
}
