//! `/templates`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use openapi::TemplateId;
use openapi::templates::{NewTemplate, Template, TemplateChange, TemplateFolders, TemplatePage};
use serde::Deserialize;

use super::parse::{Change, Draft, folder};
use super::{change, create, delete, list, show};
use crate::app::App;
use crate::db::transact;
use crate::http::caller::{Read, Send};
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, Query};
use crate::problem::Problem;

/// What `GET /templates` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Words of the name, the folder or the text.
    #[param(max_length = 100)]
    q: Option<String>,
    /// In this folder only; the empty one holds what lies in none.
    #[param(max_length = 100)]
    folder: Option<String>,
}

/// The templates, newest first.
#[utoipa::path(tag = "templates", params(TemplateQuery), responses((status = 200, description = "A page of templates.", body = TemplatePage)), security(("bearer" = ["read"])))]
#[get("/templates")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<TemplateQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    let inside = query.folder.as_deref().map(folder).transpose();
    let inside = inside.map_err(|(code, message)| Problem::field("folder", code, message))?;
    let page = list::list(&mut app.db.read().await?, caller.account, inside.as_deref(), &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Keeps a text as a template.
#[utoipa::path(tag = "templates", request_body = NewTemplate, params(IdempotencyKey), responses(
    (status = 201, description = "Kept.", body = Template),
    (status = 409, description = "The folder has a template with this name.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[post("/templates")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Send>,
    key: IdempotencyKey,
    body: Body<NewTemplate>,
) -> Result<HttpResponse, Problem> {
    let draft = Draft::parse(body.value)?;
    let (id, now) = (TemplateId(app.ids.next()), app.clock.now().millis());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            Answer::created(&create::create(tx, caller.account, id, &draft, now).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// The folders that templates lie in, with their counts.
#[utoipa::path(tag = "templates", responses((status = 200, description = "All of them.", body = TemplateFolders)), security(("bearer" = ["read"])))]
#[get("/templates/folders")]
pub async fn folders(app: web::Data<App>, caller: Caller<Read>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(list::folders(&mut app.db.read().await?, caller.account).await?))
}

/// One template.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path, description = "The template.")),
    responses((status = 200, description = "The template.", body = Template)), security(("bearer" = ["read"])))]
#[get("/templates/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Read>, id: Id<TemplateId>) -> Result<HttpResponse, Problem> {
    let template = show::show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(template))
}

/// Changes a template, or moves it to another folder.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path, description = "The template.")), request_body = TemplateChange, responses(
    (status = 200, description = "The template as it is now.", body = Template),
    (status = 409, description = "The folder has a template with this name.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["send"])))]
#[patch("/templates/{id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller<Send>,
    id: Id<TemplateId>,
    body: Body<TemplateChange>,
) -> Result<HttpResponse, Problem> {
    let asked = Change::parse(body.value)?;
    let now = app.clock.now().millis();
    let template = transact(&app.db, async |tx| change::change(tx, caller.account, id.0, &asked, now).await).await?;
    Ok(HttpResponse::Ok().json(template))
}

/// Deletes a template; what was written with it stays.
#[utoipa::path(tag = "templates", params(("id" = TemplateId, Path, description = "The template.")),
    responses((status = 204, description = "Deleted.")), security(("bearer" = ["send"])))]
#[delete("/templates/{id}")]
pub async fn remove(app: web::Data<App>, caller: Caller<Send>, id: Id<TemplateId>) -> Result<HttpResponse, Problem> {
    transact(&app.db, async |tx| delete::delete(tx, caller.account, id.0).await).await?;
    Ok(HttpResponse::NoContent().finish())
}
