//! `/contact-fields`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use openapi::ContactFieldId;
use openapi::contact_fields::{ContactField, ContactFieldChange, ContactFields, NewContactField};

use super::store;
use crate::app::App;
use crate::contacts::check_field_name;
use crate::db::transact;
use crate::http::caller::Contacts;
use crate::http::idempotency::Answer;
use crate::http::{Body, Caller, Id, IdempotencyKey};
use crate::problem::Problem;

/// The account's own fields, in the order of their places.
#[utoipa::path(tag = "contact-fields", responses((status = 200, description = "All of them.", body = ContactFields)), security(("bearer" = ["contacts"])))]
#[get("/contact-fields")]
pub async fn index(app: web::Data<App>, caller: Caller<Contacts>) -> Result<HttpResponse, Problem> {
    let items = store::list(&mut app.db.read().await?, caller.account).await?;
    Ok(HttpResponse::Ok().json(ContactFields { items }))
}

/// Makes a field.
#[utoipa::path(tag = "contact-fields", request_body = NewContactField, params(IdempotencyKey), responses(
    (status = 201, description = "Made.", body = ContactField),
    (status = 409, description = "The name is taken, or there are 30.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[post("/contact-fields")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    body: Body<NewContactField>,
) -> Result<HttpResponse, Problem> {
    let (name, kind) = (body.value.name.trim(), body.value.kind);
    check_field_name(name).map_err(|(code, message)| Problem::field("name", code, message))?;
    let (id, now) = (ContactFieldId(app.ids.next()), app.clock.now().millis());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            Answer::created(&store::create(tx, caller.account, id, name, kind, now).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// Changes a field's kind: values that are written from now on must be of it.
#[utoipa::path(tag = "contact-fields", params(("id" = ContactFieldId, Path, description = "The field.")), request_body = ContactFieldChange,
    responses((status = 200, description = "The field as it is now.", body = ContactField)), security(("bearer" = ["contacts"])))]
#[patch("/contact-fields/{id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ContactFieldId>,
    body: Body<ContactFieldChange>,
) -> Result<HttpResponse, Problem> {
    let kind = body.value.kind;
    let field = transact(&app.db, async |tx| store::change(tx, caller.account, id.0, kind).await).await?;
    Ok(HttpResponse::Ok().json(field))
}

/// Deletes a field; the values that contacts have stay.
#[utoipa::path(tag = "contact-fields", params(("id" = ContactFieldId, Path, description = "The field.")),
    responses((status = 204, description = "Deleted.")), security(("bearer" = ["contacts"])))]
#[delete("/contact-fields/{id}")]
pub async fn remove(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ContactFieldId>,
) -> Result<HttpResponse, Problem> {
    transact(&app.db, async |tx| store::delete(tx, caller.account, id.0).await).await?;
    Ok(HttpResponse::NoContent().finish())
}
