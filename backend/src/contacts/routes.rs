//! `/contacts`.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use openapi::contacts::{
    Contact, ContactChange, ContactDeletion, ContactPage, ContactSelection, ContactsDeleted, DuplicatePage,
    DuplicateResolution, JobStarted, LikelyDuplicatePage, NewContact,
};
use openapi::{ContactId, GroupId, JobId};

use super::adopt::adopt;
use super::consent::Noted;
use super::delete::Deletion;
use super::export::Export;
use super::likely::{self, LikelyQuery};
use super::query::{ContactExport, ContactQuery, FilterQuery};
use super::resolve::{self, Resolution};
use super::select::{self, Selection};
use super::{Details, Error, change, create, delete, duplicates, list, show};
use crate::accounts::owner;
use crate::app::App;
use crate::contact_fields::kinds;
use crate::db::transact;
use crate::exports::answer;
use crate::http::caller::Contacts;
use crate::http::idempotency::Answer;
use crate::http::{Body, Caller, Id, IdempotencyKey, PageQuery, Query};
use crate::problem::Problem;

/// Groups a contact may be in: more than anybody keeps apart.
const MAX_GROUPS: usize = 100;

/// The address book, newest first unless `sort` says otherwise. Own fields are asked for as `field.NAME=value`. A search in
/// a book of more than 2 000 contacts is sorted by what was found: numbers, last names, first names, e-mail addresses,
/// companies; those on the blacklist by number. A page looks at some thousand contacts and no more: where a filter leaves few of many it may be short, or
/// empty, and `next` tells where to go on.
#[utoipa::path(tag = "contacts", params(ContactQuery, FilterQuery), responses((status = 200, description = "A page of contacts.", body = ContactPage)), security(("bearer" = ["contacts"])))]
#[get("/contacts")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<ContactQuery>,
) -> Result<HttpResponse, Problem> {
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let page = list::list(&mut reader, caller.account, &query.0.read(home)?).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The address book as a file, with the filters of the list.
#[utoipa::path(tag = "contacts", params(ContactExport, FilterQuery), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["contacts"])))]
#[get("/contacts/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<ContactExport>,
) -> Result<HttpResponse, Problem> {
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let (form, asked) = (query.0.form(), query.0.read(home)?);
    answer(&app, caller.account, form, async || Export::begin(&app, caller.account, asked).await).await
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
    let consent = body.value.consent.take();
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let details = Details::parse(body.value, home, &kinds(&mut reader, caller.account).await?)?;
    drop(reader);
    let (id, now) = (ContactId(app.ids.next()), app.clock.now().millis());
    let consent = Noted::parse(consent, now)?;
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            let details = adopt(tx, caller.account, details.clone(), &BTreeMap::new(), &app.ids, now).await?;
            Answer::created(&create::create(tx, caller.account, id, &details, &groups, consent.as_ref(), now).await?)
        })
        .await
    })
    .await?;
    Ok(answer.into())
}

/// Numbers that two or more contacts have, with those contacts. In a large book a page may be short, or empty, while `next`
/// tells where to go on.
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

/// Contacts that may be the same person, though their numbers differ: the same e-mail address, or the same name. In a large
/// book a page may be short, or empty, while `next` tells where to go on.
#[utoipa::path(tag = "contacts", params(LikelyQuery), responses((status = 200, description = "A page of likenesses.", body = LikelyDuplicatePage)), security(("bearer" = ["contacts"])))]
#[get("/contacts/duplicates/likely")]
pub async fn alike(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    query: Query<LikelyQuery>,
) -> Result<HttpResponse, Problem> {
    let page = likely::likely(&mut app.db.read().await?, caller.account, &query.0.read()?).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// Deletes the extras of numbers that several contacts have, as a job. It can be undone for a minute after its end.
#[utoipa::path(tag = "contacts", request_body = DuplicateResolution, params(IdempotencyKey),
    responses((status = 202, description = "It runs as this job.", body = JobStarted)), security(("bearer" = ["contacts"])))]
#[post("/contacts/duplicates/deletions")]
pub async fn delete_extras(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    body: Body<DuplicateResolution>,
) -> Result<HttpResponse, Problem> {
    resolve(&app, &caller, &key, &body, false).await
}

/// Merges contacts with the same number, as a job: the one that stays gets the fields that it does not have, and the groups
/// of all.
#[utoipa::path(tag = "contacts", request_body = DuplicateResolution, params(IdempotencyKey),
    responses((status = 202, description = "It runs as this job.", body = JobStarted)), security(("bearer" = ["contacts"])))]
#[post("/contacts/duplicates/merges")]
pub async fn merge_extras(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    body: Body<DuplicateResolution>,
) -> Result<HttpResponse, Problem> {
    resolve(&app, &caller, &key, &body, true).await
}

async fn resolve(
    app: &App,
    caller: &Caller<Contacts>,
    key: &IdempotencyKey,
    body: &Body<DuplicateResolution>,
    merge: bool,
) -> Result<HttpResponse, Problem> {
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let resolution = Resolution::parse(&body.value, merge, home)?;
    let (id, now) = (JobId(app.ids.next()), app.clock.now().millis());
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            let job = resolve::start(tx, caller.account, id, &resolution, now).await?;
            Answer::new(StatusCode::ACCEPTED, &JobStarted { job })
        })
        .await
    })
    .await?;
    app.worker.wake_jobs();
    Ok(answer.into())
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

/// Acts on all contacts that match, or on those named, as a job. A deletion can be undone for a minute after its end.
#[utoipa::path(tag = "contacts", request_body = ContactSelection, params(IdempotencyKey),
    responses((status = 202, description = "It runs as this job.", body = JobStarted)), security(("bearer" = ["contacts"])))]
#[post("/contacts/selections")]
pub async fn act(
    app: web::Data<App>,
    caller: Caller<Contacts>,
    key: IdempotencyKey,
    body: Body<ContactSelection>,
) -> Result<HttpResponse, Problem> {
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    let (id, now) = (JobId(app.ids.next()), app.clock.now().millis());
    let selection = Selection::parse(body.value, home, id.0)?;
    let answer = transact(&app.db, async |tx| {
        key.once(tx, caller.account, &body.hash, now, async |tx| {
            let job = select::start(tx, caller.account, id, &selection, now).await?;
            Answer::new(StatusCode::ACCEPTED, &JobStarted { job })
        })
        .await
    })
    .await?;
    app.worker.wake_jobs();
    Ok(answer.into())
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
        change::change(tx, caller.account, id.0, change.clone(), &app.ids, now).await
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
