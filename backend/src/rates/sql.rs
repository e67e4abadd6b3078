//! Statements on `rate`.

use crate::db::statements;

statements! {
    COUNT => ("SELECT COUNT(*) FROM rate");
    INSERT => ("INSERT INTO rate (country, kind, valid_from, credits, credits_with_sender)
        SELECT v.country, v.kind, 0, v.credits, v.credits_with_sender
        FROM " [country TEXT, kind TEXT, credits BIGINT, credits_with_sender BIGINT] " WHERE true
        ON CONFLICT (country, kind, valid_from) DO NOTHING");
    /// The rates in force at a moment, each country and kind once.
    IN_FORCE => ("SELECT r.country, r.kind, r.credits, r.credits_with_sender FROM rate r
        WHERE r.valid_from = (SELECT MAX(o.valid_from) FROM rate o
            WHERE o.country = r.country AND o.kind = r.kind AND o.valid_from <= $1) AND r.credits IS NOT NULL
        ORDER BY r.country, r.kind");
}

#[derive(sqlx::FromRow)]
pub struct RateRow {
    pub country: String,
    pub kind: String,
    pub credits: i64,
    pub credits_with_sender: i64,
}
