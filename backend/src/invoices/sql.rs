//! Statements on `invoice`, its series and its PDFs.

use crate::db::statements;

statements! {
    /// The next number of a series: `$2` today as YYYYMMDD. The date never goes back; a later year begins at 1.
    NEXT => ("INSERT INTO invoice_series (series, day, last, last_at) VALUES ($1, $2, 1, $3)
        ON CONFLICT (series) DO UPDATE SET
            last = CASE WHEN excluded.day / 10000 > invoice_series.day / 10000 THEN 1 ELSE invoice_series.last + 1 END,
            day = CASE WHEN excluded.day > invoice_series.day THEN excluded.day ELSE invoice_series.day END,
            last_at = CASE WHEN excluded.last_at > invoice_series.last_at THEN excluded.last_at
                ELSE invoice_series.last_at END
        RETURNING last, day, last_at");
    INSERT => ("INSERT INTO invoice (id, account_id, purchase_id, movement_id, series, year, seq, number, day, issued_at,
            of_id, credits, net, vat_rate, vat, total, particulars)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        RETURNING id, purchase_id, number, of_id, net, vat_rate, vat, total, issued_at");
    LIST => ("SELECT id, purchase_id, number, of_id, net, vat_rate, vat, total, issued_at FROM invoice
        WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    SHOW => ("SELECT id, purchase_id, number, of_id, net, vat_rate, vat, total, issued_at FROM invoice
        WHERE id = $1 AND account_id = $2");
    /// The invoice of a purchase of this account.
    OF_PURCHASE => ("SELECT id FROM invoice WHERE purchase_id = $1 AND account_id = $2 AND series = 'FA'");
    /// Whole, for its PDF. `$2`: of this account, or of any when null.
    DOCUMENT => ("SELECT i.id, i.number, i.day, i.issued_at, o.number AS of_number, o.day AS of_day, i.particulars
        FROM invoice i LEFT JOIN invoice o ON o.id = i.of_id
        WHERE i.id = $1 AND (CAST($2 AS BIGINT) IS NULL OR i.account_id = CAST($2 AS BIGINT))");
    PDF => ("SELECT bytes FROM invoice_pdf WHERE invoice_id = $1 AND locale = $2");
    /// Of two that are made at once the first stays.
    KEEP_PDF => ("INSERT INTO invoice_pdf (invoice_id, locale, bytes) VALUES ($1, $2, $3)
        ON CONFLICT (invoice_id, locale) DO NOTHING");
    /// Of these purchases: the invoice first, then credit notes.
    OF_PURCHASES => ("SELECT id, purchase_id, number, of_id, net, vat_rate, vat, total, issued_at FROM invoice
        WHERE purchase_id IN " ids " ORDER BY id");
}

#[derive(sqlx::FromRow)]
pub struct InvoiceRow {
    pub id: i64,
    pub purchase_id: i64,
    pub number: String,
    pub of_id: Option<i64>,
    pub net: i64,
    pub vat_rate: i64,
    pub vat: i64,
    pub total: i64,
    pub issued_at: i64,
}

/// A document with all that is printed of it.
#[derive(sqlx::FromRow)]
pub struct DocumentRow {
    pub id: i64,
    pub number: String,
    pub day: i64,
    pub issued_at: i64,
    pub of_number: Option<String>,
    pub of_day: Option<i64>,
    pub particulars: String,
}
