//! `/groups`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use openapi::GroupId;
use openapi::groups::{Group, GroupMembers, GroupMembersChanged, GroupName, GroupPage};

use super::{Name, change, create, delete, list, members, show};
use crate::app::App;
use crate::contacts::MAX_AT_ONCE;
use crate::db::transact;
use crate::http::caller::Contacts;
use crate::http::idempotency::Answer;
use crate::http::{Body, Caller, Id, IdempotencyKey, PageQuery, Query};
use crate::problem::Problem;

/// The groups of the address book, newest first.
#[utoipa::path(tag = "groups", params(PageQuery), responses((status = 200, description = "A page of groups.", body = GroupPage)), security(("bearer" = ["contacts"])))]
#[get("/groups")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list::list(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Makes a group.
#[utoipa::path(tag = "groups", request_body = GroupName, params(IdempotencyKey), responses(
    (status = 201, description = "Made.", body = Group),
    (status = 409, description = "The name is taken.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/groups")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    body: Body<GroupName>,
) -> Result<HttpResponse, Problem> {
    let name = parse(&body.value)?;
    let (id, now) = (GroupId(app.ids.next()), app.clock.now().millis());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            Answer::created(&create::create(tx, caller.account, id, &name, now).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// One group.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path, description = "The group.")),
    responses((status = 200, description = "The group.", body = Group)), security(("bearer" = ["contacts"])))]
#[get("/groups/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Contacts>, id: Id<GroupId>) -> Result<HttpResponse, Problem> {
    let group = show::show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(group))
}

/// Renames a group.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path, description = "The group.")), request_body = GroupName, responses(
    (status = 200, description = "The group as it is now.", body = Group),
    (status = 409, description = "The name is taken.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[patch("/groups/{id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<GroupId>,
    body: Body<GroupName>,
) -> Result<HttpResponse, Problem> {
    let name = parse(&body.value)?;
    let group = transact(&app.db, async |tx| change::rename(tx, caller.account, id.0, &name).await).await?;
    Ok(HttpResponse::Ok().json(group))
}

/// Deletes a group; its contacts stay.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path, description = "The group.")),
    responses((status = 204, description = "Deleted.")), security(("bearer" = ["contacts"])))]
#[delete("/groups/{id}")]
pub async fn remove(app: web::Data<App>, caller: Caller<Contacts>, id: Id<GroupId>) -> Result<HttpResponse, Problem> {
    let now = app.clock.now().millis();
    transact(&app.db, async |tx| delete::delete(tx, caller.account, id.0, now).await).await?;
    app.worker.wake_jobs();
    Ok(HttpResponse::NoContent().finish())
}

/// Puts contacts into a group; those that are in it, or not there, are passed over.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path, description = "The group.")), request_body = GroupMembers,
    responses((status = 200, description = "How many came in.", body = GroupMembersChanged)), security(("bearer" = ["contacts"])))]
#[post("/groups/{id}/contacts")]
pub async fn add_members(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<GroupId>,
    body: Body<GroupMembers>,
) -> Result<HttpResponse, Problem> {
    let contacts = contacts(&body.value)?;
    let changed = transact(&app.db, async |tx| members::add(tx, caller.account, id.0, &contacts).await).await?;
    Ok(HttpResponse::Ok().json(GroupMembersChanged { changed }))
}

/// Takes contacts out of a group; they stay in the address book.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path, description = "The group.")), request_body = GroupMembers,
    responses((status = 200, description = "How many went out.", body = GroupMembersChanged)), security(("bearer" = ["contacts"])))]
#[delete("/groups/{id}/contacts")]
pub async fn remove_members(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<GroupId>,
    body: Body<GroupMembers>,
) -> Result<HttpResponse, Problem> {
    let contacts = contacts(&body.value)?;
    let changed = transact(&app.db, async |tx| members::remove(tx, caller.account, id.0, &contacts).await).await?;
    Ok(HttpResponse::Ok().json(GroupMembersChanged { changed }))
}

fn parse(body: &GroupName) -> Result<Name, Problem> {
    Name::parse(&body.name).map_err(|(code, message)| Problem::field("name", code, message))
}

fn contacts(body: &GroupMembers) -> Result<Vec<i64>, Problem> {
    if body.ids.len() > MAX_AT_ONCE {
        return Err(Problem::field("ids", "too_many", format!("at most {MAX_AT_ONCE} at once")));
    }
    Ok(body.ids.iter().map(|id| id.0).collect())
}
