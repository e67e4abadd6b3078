//! Statements on `rate`.

use openapi::Credits;

use super::book::Price;
use crate::db::statements;

statements! {
    REVISION => ("SELECT number FROM price_revision WHERE list = 'rates'");
    LOCK_REVISION => ("SELECT number FROM price_revision WHERE list = 'rates'" for_update);
    /// Whoever changes rates at the same time comes after.
    RAISE => ("UPDATE price_revision SET number = number + 1 WHERE list = 'rates'");
    /// Those that a country and kind has none of yet, from the beginning of time.
    SEED => ("INSERT INTO rate (country, kind, valid_from, credits, credits_with_sender)
        SELECT v.country, v.kind, 0, v.credits, v.credits_with_sender
        FROM " [country TEXT, kind TEXT, credits BIGINT, credits_with_sender BIGINT] "
        WHERE NOT EXISTS (SELECT 1 FROM rate r WHERE r.country = v.country AND r.kind = v.kind)
        ON CONFLICT (country, kind, valid_from) DO NOTHING");
    SET => ("INSERT INTO rate (country, kind, valid_from, credits, credits_with_sender)
        SELECT v.country, v.kind, v.valid_from, v.credits, v.credits_with_sender
        FROM " [country TEXT, kind TEXT, valid_from BIGINT, credits BIGINT, credits_with_sender BIGINT] " WHERE true
        ON CONFLICT (country, kind, valid_from)
            DO UPDATE SET credits = excluded.credits, credits_with_sender = excluded.credits_with_sender");
    /// What is still to come.
    CALL_OFF => ("DELETE FROM rate WHERE country = $1 AND kind = $2 AND valid_from = $3 AND valid_from > $4");
    /// Those in force at a moment, and all that began or begin after it.
    SINCE => ("SELECT r.country, r.kind, r.valid_from, r.credits, r.credits_with_sender FROM rate r
        WHERE r.valid_from >= COALESCE((SELECT MAX(o.valid_from) FROM rate o
            WHERE o.country = r.country AND o.kind = r.kind AND o.valid_from <= $1), 0)
        ORDER BY r.country, r.kind, r.valid_from");
}

#[derive(sqlx::FromRow)]
pub struct RateRow {
    pub country: String,
    pub kind: String,
    pub valid_from: i64,
    pub credits: Option<i64>,
    pub credits_with_sender: Option<i64>,
}

impl RateRow {
    /// `None`: not served.
    pub fn price(&self) -> Option<Price> {
        let (credits, with_sender) = self.credits.zip(self.credits_with_sender)?;
        let credits = Credits::from_ten_thousandths(credits);
        Some(Price { credits, with_sender: Credits::from_ten_thousandths(with_sender) })
    }
}
