//! `/campaigns/{id}`: its report, and what one does with it.

use actix_web::{HttpResponse, get, post, web};
use openapi::CampaignId;
use openapi::campaigns::{Campaign, CampaignReport, Resend};

use super::{report, resend};
use crate::app::App;
use crate::db::transact;
use crate::http::caller::{Read, Send};
use crate::http::{Body, Caller, Id};
use crate::problem::Problem;

/// What became of a campaign: outcomes, reasons, countries, and how it went over time.
#[utoipa::path(tag = "campaigns", params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The report.", body = CampaignReport)), security(("bearer" = ["read"])))]
#[get("/campaigns/{id}/report")]
pub async fn view(app: web::Data<App>, caller: Caller<Read>, id: Id<CampaignId>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(report::report(&app, caller.account, id.0).await?))
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
