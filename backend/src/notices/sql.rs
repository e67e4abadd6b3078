//! Statements on `notice`.

use openapi::campaigns::Totals;
use openapi::notices::Notice;
use openapi::{CampaignId, Credits, NoticeId, Time};

use super::settings::kind_of;
use crate::db::statements;
use crate::ids::made_at;
use crate::mail::Letter;

statements! {
    /// What only a test key sent is nobody's news.
    INSERT => ("INSERT INTO notice (id, account_id, kind, campaign_id, name, recipients, queued, sent, delivered_operator, received,
            failed, uncertain, skipped, cancelled, charged)
        SELECT v.notice_id, c.account_id, v.what, c.id, c.name, c.recipients, c.queued, c.sent, c.delivered_operator, c.received,
            c.failed, c.uncertain, c.skipped, c.cancelled, c.charged
        FROM " [notice_id BIGINT, about BIGINT, what TEXT] " JOIN campaign c ON c.id = v.about WHERE NOT c.test");
    TOLD => ("SELECT n.id, n.kind, n.campaign_id, n.name, n.recipients, n.queued, n.sent, n.delivered_operator, n.received, n.failed,
            n.uncertain, n.skipped, n.cancelled, n.charged, n.read_at, a.public_id, a.balance, a.notice_mail
        FROM notice n JOIN account a ON a.id = n.account_id WHERE n.id IN " ids " ORDER BY n.id");
    LIST => ("SELECT id, kind, campaign_id, name, recipients, queued, sent, delivered_operator, received, failed, uncertain,
            skipped, cancelled, charged, read_at
        FROM notice WHERE account_id = $1 AND id < $2
            AND (CAST($3 AS BOOLEAN) IS NULL OR (read_at IS NULL) = CAST($3 AS BOOLEAN))
        ORDER BY id DESC LIMIT $4");
    UNREAD => ("SELECT COUNT(*) FROM notice WHERE account_id = $1 AND read_at IS NULL");
    READ => ("UPDATE notice SET read_at = $3 WHERE id IN " ids " AND account_id = $2 AND read_at IS NULL");
    /// The next `$3` that are unread, older than `$2`.
    NEXT_UNREAD => ("SELECT id FROM notice WHERE account_id = $1 AND read_at IS NULL AND id < $2 ORDER BY id LIMIT $3");
}

#[derive(Debug, sqlx::FromRow)]
pub struct NoticeRow {
    pub id: i64,
    pub kind: String,
    pub campaign_id: i64,
    pub name: String,
    pub recipients: i64,
    pub queued: i64,
    pub sent: i64,
    pub delivered_operator: i64,
    pub received: i64,
    pub failed: i64,
    pub uncertain: i64,
    pub skipped: i64,
    pub cancelled: i64,
    pub charged: i64,
    pub read_at: Option<i64>,
}

/// A notice that was just written, and whom it is for.
#[derive(Debug, sqlx::FromRow)]
pub struct ToldRow {
    #[sqlx(flatten)]
    pub notice: NoticeRow,
    pub public_id: String,
    pub balance: i64,
    pub notice_mail: String,
}

impl NoticeRow {
    const fn totals(&self) -> Totals {
        Totals {
            recipients: self.recipients,
            queued: self.queued,
            sending: 0,
            sent: self.sent,
            delivered_operator: self.delivered_operator,
            received: self.received,
            failed: self.failed,
            uncertain: self.uncertain,
            skipped: self.skipped,
            cancelled: self.cancelled,
        }
    }
}

impl From<NoticeRow> for Notice {
    fn from(row: NoticeRow) -> Self {
        Self {
            id: NoticeId(row.id),
            kind: kind_of(&row.kind),
            campaign_id: CampaignId(row.campaign_id),
            totals: row.totals(),
            name: row.name,
            credits: Credits::from_ten_thousandths(row.charged),
            created_at: Time::from_millis(made_at(row.id)),
            read: row.read_at.is_some(),
        }
    }
}

impl From<ToldRow> for Letter {
    fn from(row: ToldRow) -> Self {
        Self::Notice {
            what: kind_of(&row.notice.kind),
            campaign: row.notice.campaign_id,
            totals: row.notice.totals(),
            // On one line, as a subject is.
            name: row.notice.name.split_whitespace().collect::<Vec<_>>().join(" "),
            charged: Credits::from_ten_thousandths(row.notice.charged),
            balance: Credits::from_ten_thousandths(row.balance),
        }
    }
}
