//! Statements on `reply`.

use openapi::replies::{Reply, ReplyContact};
use openapi::{CampaignId, ContactId, MessageId, ReplyId, Time};

use crate::db::statements;
use crate::messages::sql::msisdn;

statements! {
    /// The message with this id, if it went to this number.
    ANSWERED => ("SELECT m.id, m.account_id, m.campaign_id, m.test, m.sent_at, COALESCE(m.sender, c.sender) AS sender,
            COALESCE(m.kind, c.kind, 'pro') AS kind
        FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id WHERE m.id = $1 AND m.recipient = $2");
    /// The latest messages to a number that may have left, whoever's they are but the platform's own and what was only tried.
    LATEST => ("SELECT m.id, m.account_id, m.campaign_id, m.test, m.sent_at, COALESCE(m.sender, c.sender) AS sender,
            COALESCE(m.kind, c.kind, 'pro') AS kind
        FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id
        WHERE m.recipient = $1 AND m.status BETWEEN 1 AND 5 AND NOT m.refunded AND NOT m.test AND m.account_id > 1000
        ORDER BY m.id DESC LIMIT $2");
    INSERT => ("INSERT INTO reply (id, account_id, sender, text, search, message_id, campaign_id, stop, provider,
            provider_ref, received_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (account_id, provider, provider_ref) DO NOTHING");
    /// Whom an import has brought there stays there now, whatever becomes of the import.
    BLACKLIST => ("INSERT INTO blacklist (account_id, number, source, created_at, message_id, words)
        VALUES ($1, $2, 'stop', $3, $4, $5)
        ON CONFLICT (account_id, number) DO UPDATE SET import_id = NULL");
    /// The contact of a number is the first that was made with it. `$3` unread, `$4` campaign, `$5` STOP, `$6` words, `$7`
    /// digits of the number.
    LIST => ("SELECT r.id, r.sender, r.text, r.message_id, r.campaign_id, r.stop, r.received_at, r.read_at, r.answer_id,
            c.id AS contact_id, c.first_name, c.last_name, c.company
        FROM reply r LEFT JOIN contact c ON c.id = (SELECT MIN(o.id) FROM contact o
            WHERE o.account_id = r.account_id AND o.mobile = r.sender)
        WHERE r.account_id = $1 AND r.id < $2
            AND (CAST($3 AS BOOLEAN) IS NULL OR (r.read_at IS NULL) = CAST($3 AS BOOLEAN))
            AND (CAST($4 AS BIGINT) IS NULL OR r.campaign_id = CAST($4 AS BIGINT))
            AND (CAST($5 AS BOOLEAN) IS NULL OR r.stop = CAST($5 AS BOOLEAN))
            AND (r.search LIKE $6 ESCAPE '\\' OR CAST(r.sender AS TEXT) LIKE $7 ESCAPE '\\'
                OR c.first_key || ' ' || c.last_key LIKE $6 ESCAPE '\\')
        ORDER BY r.id DESC LIMIT $8");
    UNREAD => ("SELECT COUNT(*) FROM reply WHERE account_id = $1 AND read_at IS NULL");
    /// `$3`: null makes them unread.
    MARK => ("UPDATE reply SET read_at = CAST($3 AS BIGINT) WHERE id IN " ids " AND account_id = $2
        AND (read_at IS NULL) <> (CAST($3 AS BIGINT) IS NULL)");
    /// The next `$4` that are not marked so yet, older than `$3`.
    UNMARKED => ("SELECT id FROM reply WHERE account_id = $1 AND (read_at IS NULL) = $2 AND id < $3 ORDER BY id LIMIT $4");
    ANSWER => ("UPDATE reply SET answer_id = $3, read_at = COALESCE(read_at, $4) WHERE id = $1 AND account_id = $2");
    /// `$3`: only of one that answers what a test key has sent.
    SENDER => ("SELECT r.sender FROM reply r WHERE r.id = $1 AND r.account_id = $2
        AND (NOT $3 OR EXISTS (SELECT 1 FROM message m WHERE m.id = r.message_id AND m.test))");
}

/// A message that a reply may be about.
#[derive(Debug, sqlx::FromRow)]
pub struct AnsweredRow {
    pub id: i64,
    pub account_id: i64,
    pub campaign_id: Option<i64>,
    pub test: bool,
    pub sent_at: Option<i64>,
    pub sender: Option<String>,
    pub kind: String,
}

#[derive(sqlx::FromRow)]
pub struct ReplyRow {
    pub id: i64,
    pub sender: i64,
    pub text: String,
    pub message_id: Option<i64>,
    pub campaign_id: Option<i64>,
    pub stop: bool,
    pub received_at: i64,
    pub read_at: Option<i64>,
    pub answer_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company: Option<String>,
}

impl From<ReplyRow> for Reply {
    fn from(row: ReplyRow) -> Self {
        let [first, last, company] = [row.first_name, row.last_name, row.company].map(Option::unwrap_or_default);
        let person = format!("{first} {last}").trim().to_owned();
        let name = if person.is_empty() { company } else { person };
        Self {
            id: ReplyId(row.id),
            from: msisdn(row.sender),
            contact: row.contact_id.map(|id| ReplyContact { id: ContactId(id), name }),
            text: row.text,
            received_at: Time::from_millis(row.received_at),
            message_id: row.message_id.map(MessageId),
            campaign_id: row.campaign_id.map(CampaignId),
            stop: row.stop,
            read: row.read_at.is_some(),
            answer_id: row.answer_id.map(MessageId),
        }
    }
}
