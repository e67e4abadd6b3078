//! Invoices and credit notes (CR6).
//!
//! A document is issued in the transaction that moves the credits ([`issue`]), with a number of its series: `FA-2026-000001`
//! for invoices, `AV-2026-000001` for credit notes. The number is taken from a row of the series in that same transaction:
//! what rolls back, by a fault or a crash, gives its number back, and whoever comes meanwhile waits for that row. So there is no
//! gap and no double, and the date never goes back within a series, whatever the nodes' clocks say: a document takes the date
//! of the one before when its own is earlier. The year is that of the date where the seller is; each begins at 1.
//!
//! Everything on it is frozen as it was that day: the seller's and the buyer's particulars are written into the row, and the
//! database refuses to change or delete it ([`check`] proves the rest for `ledger verify`). Amounts are the caller's, whole
//! cents that add up; the VAT of a purchase that was paid in part may be a cent off its net times the rate, which EN 16931 allows.
//!
//! Its PDF is made when it is first asked for in a language, and kept for good: the same bytes each time, whatever becomes of
//! seller, buyer or this program. It is Factur-X: a page to read (`pdf/`) with the same as EN 16931 data inside (`cii.rs`). The
//! archive profile, PDF/A-3a, is what the library that writes it checks; no other checker has seen it. The data are checked by
//! the tests against the official schema and business rules. Sending them through an approved platform is not done here.

mod check;
mod cii;
mod document;
mod frozen;
mod issue;
mod list;
mod pdf;
mod render;
pub mod routes;
pub(crate) mod sql;
mod words;

pub use check::{Finding, check};
pub use frozen::{Buyer, Seller};
pub use issue::{Draft, Kind, issue};
pub use list::of_purchases;

use openapi::InvoiceId;
use openapi::invoices::{Invoice, InvoiceKind};
use openapi::packs::Currency;
use openapi::{Euros, Percent, PurchaseId, Time};

use crate::problem::Problem;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such invoice")]
    Missing,
    /// A defect of the caller: nothing is written.
    #[error("the amounts of an invoice must be whole cents that add up")]
    Amounts,
    #[error("what was frozen of an invoice could not be read or written: {0}")]
    Particulars(#[from] serde_json::Error),
    #[error("the data of an invoice could not be written: {0}")]
    Data(#[from] std::io::Error),
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
    /// The server stops, or the code that makes PDFs has panicked.
    #[error("the PDF was not made")]
    Stopped,
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => Self::not_found(),
            Error::Amounts | Error::Particulars(_) | Error::Data(_) | Error::Pdf(_) | Error::Stopped => {
                Self::internal(error)
            }
            Error::Database(cause) => cause.into(),
        }
    }
}

impl From<sql::InvoiceRow> for Invoice {
    fn from(row: sql::InvoiceRow) -> Self {
        Self {
            id: InvoiceId(row.id),
            number: row.number,
            kind: if row.of_id.is_some() { InvoiceKind::CreditNote } else { InvoiceKind::Invoice },
            purchase_id: PurchaseId(row.purchase_id),
            of: row.of_id.map(InvoiceId),
            net: Euros::from_ten_thousandths(row.net),
            vat_rate: u16::try_from(row.vat_rate).ok().and_then(Percent::from_hundredths).unwrap_or_default(),
            vat: Euros::from_ten_thousandths(row.vat),
            total: Euros::from_ten_thousandths(row.total),
            currency: Currency::Eur,
            issued_at: Time::from_millis(row.issued_at),
        }
    }
}

#[cfg(test)]
mod numbering_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
