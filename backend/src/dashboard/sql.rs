//! Statements on `sending_quarter`.

use crate::db::statements;

statements! {
    /// What only a test key sent is not counted.
    COUNT => ("INSERT INTO sending_quarter (account_id, quarter, sent, delivered_operator, received, failed, charged)
        SELECT COALESCE(v.account, c.account_id), v.slot, SUM(v.d_sent), SUM(v.d_delivered), SUM(v.d_received), SUM(v.d_failed),
            SUM(v.d_charged)
        FROM " [campaign BIGINT, account BIGINT, slot BIGINT, d_sent BIGINT, d_delivered BIGINT, d_received BIGINT, d_failed BIGINT,
            d_charged BIGINT] " LEFT JOIN campaign c ON c.id = v.campaign
        WHERE COALESCE(v.account, c.account_id) IS NOT NULL AND NOT COALESCE(c.test, FALSE)
        GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (account_id, quarter) DO UPDATE SET sent = sending_quarter.sent + excluded.sent,
            delivered_operator = sending_quarter.delivered_operator + excluded.delivered_operator,
            received = sending_quarter.received + excluded.received, failed = sending_quarter.failed + excluded.failed,
            charged = sending_quarter.charged + excluded.charged");
    /// Sums of stretches of time, each from its first quarter to the one before its last. The words CROSS JOIN have SQLite look the
    /// quarters up for each stretch, and not the stretches for each quarter.
    STRETCHES => ("SELECT v.stretch, CAST(SUM(q.sent + q.delivered_operator + q.received + q.failed) AS BIGINT) AS sent,
            CAST(SUM(q.received) AS BIGINT) AS received, CAST(SUM(q.failed) AS BIGINT) AS failed,
            CAST(SUM(q.charged) AS BIGINT) AS charged
        FROM " [stretch BIGINT, since BIGINT, until BIGINT] " CROSS JOIN sending_quarter q
        WHERE q.account_id = $4 AND q.quarter >= v.since AND q.quarter < v.until
        GROUP BY v.stretch");
}

#[derive(Debug, sqlx::FromRow)]
pub struct StretchRow {
    pub stretch: i64,
    pub sent: i64,
    pub received: i64,
    pub failed: i64,
    pub charged: i64,
}
