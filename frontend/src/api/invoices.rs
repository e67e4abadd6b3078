//! Invoices and credit notes.

use openapi::InvoiceId;

use super::Failure;
use super::exports::{self, Exported};
use crate::i18n::Lang;

/// The PDF of an invoice in a language; `number` names the file where the server does not.
pub async fn pdf(id: InvoiceId, number: &str, lang: Lang) -> Result<Exported, Failure> {
    exports::file(&format!("/invoices/{id}/pdf?locale={}", lang.tag()), &format!("{number}.pdf")).await
}

/// The same of anybody's, for the operator.
pub async fn admin_pdf(id: InvoiceId, number: &str, lang: Lang) -> Result<Exported, Failure> {
    exports::file(&format!("/admin/invoices/{id}/pdf?locale={}", lang.tag()), &format!("{number}.pdf")).await
}
