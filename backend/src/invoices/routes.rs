//! `/invoices`.

use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, get, web};
use openapi::accounts::Locale;
use openapi::invoices::{Invoice, InvoicePage};
use openapi::{InvoiceId, PurchaseId};
use serde::Deserialize;

use super::list;
use super::render::{Rendered, render};
use crate::app::App;
use crate::http::caller::{Billing, Operator};
use crate::http::{Caller, Id, PageQuery, Query};
use crate::problem::Problem;

/// What a PDF can be asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PdfQuery {
    /// The buyer's own when absent.
    #[param(inline)]
    locale: Option<Locale>,
}

/// The account's invoices and credit notes, newest first.
#[utoipa::path(tag = "invoices", params(PageQuery), responses((status = 200, description = "A page of invoices.", body = InvoicePage)), security(("bearer" = ["billing"])))]
#[get("/invoices")]
pub async fn index(
    app: web::Data<App>,
    caller: Caller<Billing>,
    page: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let cursor = page.0.read()?;
    let page = list::list(&mut app.db.read().await?, caller.account, &cursor).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// One invoice or credit note.
#[utoipa::path(tag = "invoices", params(("id" = InvoiceId, Path, description = "The invoice.")),
    responses((status = 200, description = "The invoice.", body = Invoice)), security(("bearer" = ["billing"])))]
#[get("/invoices/{id}")]
pub async fn view(app: web::Data<App>, caller: Caller<Billing>, id: Id<InvoiceId>) -> Result<HttpResponse, Problem> {
    let invoice = list::show(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(HttpResponse::Ok().json(invoice))
}

/// Its PDF: to read, and with the same as data inside (Factur-X, EN 16931).
#[utoipa::path(tag = "invoices", params(("id" = InvoiceId, Path, description = "The invoice."), PdfQuery),
    responses((status = 200, description = "The PDF; the same bytes each time.", body = String, content_type = "application/pdf")),
    security(("bearer" = ["billing"])))]
#[get("/invoices/{id}/pdf")]
pub async fn download(
    app: web::Data<App>,
    caller: Caller<Billing>,
    id: Id<InvoiceId>,
    query: Query<PdfQuery>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(render(&app.db, Some(caller.account), id.0, query.0.locale).await?))
}

/// The PDF of a purchase's invoice, once it is paid.
#[utoipa::path(tag = "purchases", params(("id" = PurchaseId, Path, description = "The purchase."), PdfQuery),
    responses((status = 200, description = "The PDF; the same bytes each time.", body = String, content_type = "application/pdf")),
    security(("bearer" = ["billing"])))]
#[get("/purchases/{id}/invoice")]
pub async fn of_purchase(
    app: web::Data<App>,
    caller: Caller<Billing>,
    id: Id<PurchaseId>,
    query: Query<PdfQuery>,
) -> Result<HttpResponse, Problem> {
    let invoice = list::of_purchase(&mut app.db.read().await?, caller.account, id.0).await?;
    Ok(answer(render(&app.db, Some(caller.account), invoice, query.0.locale).await?))
}

/// Anybody's PDF.
#[utoipa::path(tag = "admin", params(("id" = InvoiceId, Path, description = "The invoice."), PdfQuery),
    responses((status = 200, description = "The PDF.", body = String, content_type = "application/pdf")))]
#[get("/admin/invoices/{id}/pdf")]
pub async fn download_any(
    app: web::Data<App>,
    _operator: Caller<Operator>,
    id: Id<InvoiceId>,
    query: Query<PdfQuery>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(render(&app.db, None, id.0, query.0.locale).await?))
}

/// Shown by a browser, and saved under its number.
fn answer(pdf: Rendered) -> HttpResponse {
    let disposition = ContentDisposition {
        disposition: DispositionType::Inline,
        parameters: vec![DispositionParam::Filename(pdf.name)],
    };
    HttpResponse::Ok().content_type("application/pdf").insert_header(disposition).body(pdf.bytes)
}
