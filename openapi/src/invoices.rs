//! Invoices and credit notes.

use crate::packs::Currency;
use crate::{Euros, InvoiceId, Percent, PurchaseId, Time};

dto! {
    /// An invoice, or a credit note, as it was issued. Its PDF holds the same as EN 16931 XML (Factur-X).
    pub struct Invoice {
        pub id: InvoiceId,
        /// `FA-2026-000001`: without a gap a year, never given twice.
        pub number: String,
        pub kind: InvoiceKind,
        pub purchase_id: PurchaseId,
        /// The invoice that a credit note takes back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub of: Option<InvoiceId>,
        /// Before tax; of a credit note too, positive.
        pub net: Euros,
        pub vat_rate: Percent,
        pub vat: Euros,
        pub total: Euros,
        pub currency: Currency,
        pub issued_at: Time,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum InvoiceKind {
        Invoice,
        CreditNote,
    }
}

page!(InvoicePage of Invoice);
