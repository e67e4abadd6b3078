//! Statements for the report of a campaign.

use crate::db::statements;

statements! {
    /// Counters and skips in one statement: what is moved between two would be in neither, or in both.
    REPORT => ("SELECT status, recipients, queued, sent, delivered_operator, received, failed, uncertain, cancelled, closed,
            charged, COALESCE((SELECT "
            { "json_group_array(json_array(s.reason, s.recipients))", "json_agg(json_build_array(s.reason, s.recipients))::TEXT" }
            " FROM campaign_skip s WHERE s.campaign_id = campaign.id), '[]') AS skips
        FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden");
    /// Replies, those that are STOP, and how many messages on a phone were answered.
    REPLIES => ("SELECT COUNT(*) AS replies, CAST(COALESCE(SUM(CASE WHEN r.stop THEN 1 ELSE 0 END), 0) AS BIGINT) AS stops,
            COUNT(DISTINCT CASE WHEN m.status = 4 THEN r.message_id END) AS answered
        FROM reply r LEFT JOIN message m ON m.id = r.message_id WHERE r.campaign_id = $1");
    /// A stretch of a lane. What waits behind the cursor of a cancelled lane is cancelled, and only what was claimed is charged.
    COUNT => ("SELECT m.country, CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END
                AS standing, m.reason, m.parts, m.sent_at / 10000 AS left_at, m.received_at / 10000 AS arrived_at,
            COUNT(*) AS messages, CAST(SUM(CASE WHEN m.status <= 5 AND NOT m.refunded AND (m.status > 0 OR m.seq <= l.cursor)
                THEN m.price ELSE 0 END) AS BIGINT) AS charged
        FROM message m JOIN lane l ON l.id = m.lane_id WHERE m.lane_id = $1 AND m.seq > $2 AND m.seq <= $3
        GROUP BY 1, 2, 3, 4, 5, 6");
    /// Where these messages of the campaign went.
    NUMBERS => ("SELECT DISTINCT recipient FROM message WHERE id IN " ids " AND account_id = $2 AND campaign_id = $3
        ORDER BY recipient");
    /// Numbers of a stretch of a lane by how the messages stand, and by why.
    STANDING => ("SELECT m.recipient, m.seq FROM message m JOIN lane l ON l.id = m.lane_id
        WHERE m.lane_id = $1 AND m.seq > $2 AND m.seq <= $3 AND m.account_id = $4
            AND CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END = $5
            AND (CAST($6 AS TEXT) IS NULL OR m.reason = $6)
        ORDER BY m.seq LIMIT $7");
    LOAD => ("SELECT stamp, counted_at, counts FROM campaign_breakdown WHERE campaign_id = $1");
    STORE => ("INSERT INTO campaign_breakdown (campaign_id, stamp, counted_at, counts) VALUES ($1, $2, $3, $4)
        ON CONFLICT (campaign_id) DO UPDATE SET stamp = excluded.stamp, counted_at = excluded.counted_at,
            counts = excluded.counts");
}

/// The counters of a campaign.
#[derive(sqlx::FromRow)]
pub struct ReportRow {
    pub status: String,
    pub recipients: i64,
    pub queued: i64,
    pub sent: i64,
    pub delivered_operator: i64,
    pub received: i64,
    pub failed: i64,
    pub uncertain: i64,
    pub cancelled: i64,
    pub closed: i64,
    pub charged: i64,
    /// `[[reason, recipients], …]`
    pub skips: String,
}

impl ReportRow {
    /// The same as long as no message has moved.
    pub fn stamp(&self) -> String {
        let Self { recipients, queued, sent, delivered_operator, received, failed, .. } = self;
        let Self { uncertain, cancelled, closed, charged, .. } = self;
        format!(
            "{recipients} {queued} {sent} {delivered_operator} {received} {failed} {uncertain} {cancelled} {closed} {charged}"
        )
    }
}

#[derive(sqlx::FromRow)]
pub struct RepliesRow {
    pub replies: i64,
    pub stops: i64,
    pub answered: i64,
}

/// Messages that are alike in all that is counted.
#[derive(sqlx::FromRow)]
pub struct CountRow {
    pub country: String,
    pub standing: i32,
    pub reason: Option<String>,
    pub parts: i32,
    /// Tens of seconds since 1970, like the next.
    pub left_at: Option<i64>,
    pub arrived_at: Option<i64>,
    pub messages: i64,
    pub charged: i64,
}

#[derive(sqlx::FromRow)]
pub struct BreakdownRow {
    pub stamp: String,
    pub counted_at: i64,
    pub counts: String,
}
