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
    DOCUMENT => ("SELECT i.id, i.number, i.day, i.issued_at, o.number AS of_number, o.day AS of_day, m.reference,
            i.particulars
        FROM invoice i JOIN movement m ON m.id = i.movement_id LEFT JOIN invoice o ON o.id = i.of_id
        WHERE i.id = $1 AND (CAST($2 AS BIGINT) IS NULL OR i.account_id = CAST($2 AS BIGINT))");
    PDF => ("SELECT bytes FROM invoice_pdf WHERE invoice_id = $1 AND locale = $2");
    /// Of two that are made at once the first stays.
    KEEP_PDF => ("INSERT INTO invoice_pdf (invoice_id, locale, bytes) VALUES ($1, $2, $3)
        ON CONFLICT (invoice_id, locale) DO NOTHING");
    /// Of these purchases: the invoice first, then credit notes.
    OF_PURCHASES => ("SELECT id, purchase_id, number, of_id, net, vat_rate, vat, total, issued_at FROM invoice
        WHERE purchase_id IN " ids " ORDER BY id");
    /// Numbers that do not follow the one before them in their year.
    GAPS => ("SELECT number, before FROM (SELECT number, seq,
            COALESCE(LAG(seq) OVER (PARTITION BY series, year ORDER BY seq), 0) AS before FROM invoice) numbered
        WHERE seq <> before + 1 ORDER BY number LIMIT 100");
    /// Documents that are dated before the one that they follow, or whose number tells another year.
    BACKWARDS => ("SELECT number FROM (SELECT number, day, year, issued_at,
            LAG(day) OVER series AS day_before, LAG(issued_at) OVER series AS before
            FROM invoice WINDOW series AS (PARTITION BY series ORDER BY year, seq)) numbered
        WHERE day < day_before OR issued_at < before OR year <> day / 10000 ORDER BY number LIMIT 100");
    WRONG_SERIES => ("SELECT s.series, s.last, CAST(COALESCE(MAX(i.seq), 0) AS BIGINT) FROM invoice_series s
        LEFT JOIN invoice i ON i.series = s.series AND i.year = s.day / 10000
        GROUP BY s.series, s.last HAVING s.last <> COALESCE(MAX(i.seq), 0) ORDER BY s.series LIMIT 100");
    /// What sold credits or took them back, without a document of the right sort and size.
    WRONG_MOVEMENTS => ("SELECT m.id FROM movement m LEFT JOIN invoice i ON i.movement_id = m.id
        WHERE m.purchase_id IS NOT NULL AND m.kind IN ('purchase', 'purchase_refund')
            AND (i.id IS NULL OR i.purchase_id <> m.purchase_id
                OR i.series <> CASE m.kind WHEN 'purchase' THEN 'FA' ELSE 'AV' END
                OR NOT EXISTS (SELECT 1 FROM posting p WHERE p.movement_id = m.id AND p.holder = i.account_id
                    AND p.amount = CASE m.kind WHEN 'purchase' THEN i.credits ELSE -i.credits END))
        ORDER BY m.id LIMIT 100");
    WRONG_PURCHASES => ("SELECT p.id FROM purchase p LEFT JOIN invoice i ON i.purchase_id = p.id AND i.series = 'FA'
        WHERE (p.status IN ('paid', 'refunded')) <> (i.id IS NOT NULL)
            OR i.net <> p.billed_net OR i.vat <> p.billed_vat OR i.credits <> p.credited ORDER BY p.id LIMIT 100");
    TAKEN_BACK => ("SELECT i.number FROM invoice i JOIN invoice n ON n.of_id = i.id
        GROUP BY i.id, i.number, i.credits, i.net, i.vat
        HAVING SUM(n.credits) > i.credits OR SUM(n.net) > i.net OR SUM(n.vat) > i.vat ORDER BY i.number LIMIT 100");
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
    pub reference: Option<String>,
    pub particulars: String,
}
