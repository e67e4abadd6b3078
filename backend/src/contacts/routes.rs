//! `/contacts`.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use openapi::contacts::{
    Contact, ContactChange, ContactDeletion, ContactPage, ContactsDeleted, DuplicatePage, NewContact,
};
use openapi::{ContactId, GroupId};
use serde::Deserialize;

use super::delete::Deletion;
use super::export::Export;
use super::{Details, Error, change, create, delete, duplicates, list, show};
use crate::accounts::owner;
use crate::app::App;
use crate::db::transact;
use crate::exports::{answer, export_query};
use crate::http::caller::Contacts;
use crate::http::idempotency::Answer;
use crate::http::page::read_cursor;
use crate::http::{Body, Caller, Id, IdempotencyKey, PageQuery, Query};
use crate::problem::Problem;

/// Groups a contact may be in: more than anybody keeps apart.
const MAX_GROUPS: usize = 100;

/// What `GET /contacts` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Words of a name, an e-mail address or a company, or digits of a number.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only the contacts of this group.
    group: Option<GroupId>,
}

/// The address book, newest first.
#[utoipa::path(tag = "contacts", params(ContactQuery), responses((status = 200, description = "A page of contacts.", body = ContactPage)), security(("bearer" = ["contacts"])))]
#[get("/contacts")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<ContactQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    let page = list::list(&mut app.db.read().await?, caller.account, query.group, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

export_query! {
    /// What `GET /contacts/export` can be asked for.
    ContactExport {
        /// As in the list.
        #[param(max_length = 100)]
        q: String,
        /// Only the contacts of this group.
        group: GroupId,
    }
}

/// The address book as a file, with the filters of the list.
#[utoipa::path(tag = "contacts", params(ContactExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[get("/contacts/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<ContactExport>,
) -> Result<HttpResponse, Problem> {
    let (form, query) = (query.0.form(), query.0);
    let cursor = read_cursor(None, None, query.q)?;
    answer(&app, caller.account, form, async || Export::begin(&app, caller.account, query.group, cursor).await).await
}

/// Adds a contact.
#[utoipa::path(tag = "contacts", request_body = NewContact, params(IdempotencyKey), responses(
    (status = 201, description = "Added.", body = Contact),
), security(("bearer" = ["contacts"])))]
#[post("/contacts")]
pub async fn add(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    mut body: Body<NewContact>,
) -> Result<HttpResponse, Problem> {
    let groups = body.value.groups.take().unwrap_or_default();
    check_groups(&groups)?;
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let details = Details::parse(body.value, home)?;
    let (id, now) = (ContactId(app.ids.next()), app.clock.now().millis());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            Answer::created(&create::create(tx, caller.account, id, &details, &groups, now).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// Numbers that two or more contacts have, with those contacts.
#[utoipa::path(tag = "contacts", params(PageQuery), responses((status = 200, description = "A page of numbers.", body = DuplicatePage)), security(("bearer" = ["contacts"])))]
#[get("/contacts/duplicates")]
pub async fn repeated(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = duplicates::duplicates(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Deletes many contacts, by id or by number; what is not there is passed over.
#[utoipa::path(tag = "contacts", request_body = ContactDeletion,
    responses((status = 200, description = "How many were deleted.", body = ContactsDeleted)), security(("bearer" = ["contacts"])))]
#[post("/contacts/deletions")]
pub async fn remove_many(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    body: Body<ContactDeletion>,
) -> Result<HttpResponse, Problem> {
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let deletion = Deletion::parse(body.value, home)?;
    let deleted = transact(&app.db, async |tx| delete::delete_many(tx, caller.account, &deletion).await).await?;
    Ok(HttpResponse::Ok().json(ContactsDeleted { deleted }))
}

/// One contact.
#[utoipa::path(tag = "contacts", params(("id" = ContactId, Path, description = "The contact.")),
    responses((status = 200, description = "The contact.", body = Contact)), security(("bearer" = ["contacts"])))]
#[get("/contacts/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Contacts>, id: Id<ContactId>) -> Result<HttpResponse, Problem> {
    let contact = show::show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(contact))
}

/// Changes a contact; what is not named stays. `groups` names all of its groups.
#[utoipa::path(tag = "contacts", params(("id" = ContactId, Path, description = "The contact.")), request_body = ContactChange,
    responses((status = 200, description = "The contact as it is now.", body = Contact)), security(("bearer" = ["contacts"])))]
#[patch("/contacts/{id}")]
pub async fn edit(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    id: Id<ContactId>,
    body: Body<ContactChange>,
) -> Result<HttpResponse, Problem> {
    check_groups(body.value.groups.as_deref().unwrap_or_default())?;
    let now = app.clock.now().millis();
    let change = &body.value;
    let contact = transact(&app.db, async |tx| -> Result<Contact, Error> {
        change::change(tx, caller.account, id.0, change.clone(), now).await
    })
    .await?;
    Ok(HttpResponse::Ok().json(contact))
}

/// Deletes a contact.
#[utoipa::path(tag = "contacts", params(("id" = ContactId, Path, description = "The contact.")),
    responses((status = 204, description = "Deleted.")), security(("bearer" = ["contacts"])))]
#[delete("/contacts/{id}")]
pub async fn remove(app: web::Data<App>, caller: Caller<Contacts>, id: Id<ContactId>) -> Result<HttpResponse, Problem> {
    transact(&app.db, async |tx| delete::delete(tx, caller.account, id.0).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn check_groups(groups: &[GroupId]) -> Result<(), Problem> {
    if groups.len() > MAX_GROUPS {
        return Err(Problem::field("groups", "too_many", format!("a contact is in at most {MAX_GROUPS} groups")));
    }
    Ok(())
}
