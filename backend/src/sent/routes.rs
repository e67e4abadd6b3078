//! `/sent`.

use actix_web::{HttpResponse, get, web};
use openapi::Time;
use openapi::campaigns::Kind;
use openapi::sent::{Sent, SentPage, SentStatus};
use serde::Deserialize;

use super::export::Export;
use super::{Filter, list};
use crate::accounts::owner;
use crate::app::App;
use crate::exports::{answer, export_query};
use crate::http::caller::Read;
use crate::http::page::read_cursor;
use crate::http::{Caller, Query};
use crate::messages::told;
use crate::problem::Problem;

/// What `GET /sent` can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SentQuery {
    /// The `next` of the page before.
    #[param(pattern = "^([0-9]{1,18}|[1-8][0-9]{18})$")]
    after: Option<String>,
    /// Rows, at most 500.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<String>,
    /// Words of a campaign's name, words of the text, or a number as it is dialled.
    #[param(max_length = 100)]
    q: Option<String>,
    #[param(inline)]
    status: Option<SentStatus>,
    #[param(inline)]
    kind: Option<Kind>,
    /// Sent at this time or later.
    from: Option<Time>,
    /// Sent before this time.
    to: Option<Time>,
}

/// Campaigns that were launched and single messages, newest first. A search looks at a bounded number of rows: its page may be
/// shorter than asked for and still have a `next`.
#[utoipa::path(tag = "sent", params(SentQuery), responses((status = 200, description = "A page of what was sent.", body = SentPage)), security(("bearer" = ["read"])))]
#[get("/sent")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<SentQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let cursor = read_cursor(query.after.as_deref(), query.limit.as_deref(), query.q)?;
    let filter = Filter { status: query.status, kind: query.kind, from: query.from, to: query.to };
    let mut reader = app.db.read().await?;
    let home = owner(&mut reader, caller.account).await?.country;
    let page = list(&mut reader, caller.account, home, &filter, &cursor).await?;
    let single = |sent: Sent| Sent { message: sent.message.map(|message| told(&app, message)), ..sent };
    let items = page.items.into_iter().map(single).collect();
    Ok(HttpResponse::Ok().json(SentPage { items, ..page }))
}

export_query! {
    /// What `GET /sent/export` can be asked for.
    SentExport {
        /// Words of a campaign's name, words of the text, or a number as it is dialled.
        #[param(max_length = 100)]
        q: String,
        #[param(inline)]
        status: SentStatus,
        #[param(inline)]
        kind: Kind,
        /// Sent at this time or later.
        from: Time,
        /// Sent before this time.
        to: Time,
    }
}

/// What was sent as a file, with the filters of the list.
#[utoipa::path(tag = "sent", params(SentExport), responses(
    (status = 200, description = "The file.", content((String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = 429, description = "Two exports of the account are under way.", body = openapi::Problem, content_type = "application/problem+json"),
), security(("bearer" = ["read"])))]
#[get("/sent/export")]
pub async fn export(
    app: web::Data<App>,
    caller: Caller<Read>,
    query: Query<SentExport>,
) -> Result<HttpResponse, Problem> {
    let (form, query) = (query.0.form(), query.0);
    let cursor = read_cursor(None, None, query.q)?;
    let filter = Filter { status: query.status, kind: query.kind, from: query.from, to: query.to };
    let home = owner(&mut app.db.read().await?, caller.account).await?.country;
    answer(&app, caller.account, form, async || Ok(Export::new(caller.account, home, filter, cursor))).await
}
