//! Statements on `message` that requests make; the worker's are in `worker/sql.rs`.

use openapi::messages::{Message, MessageStatus};
use openapi::{CampaignId, Credits, MessageId, Msisdn, Time};

use super::Status;
use crate::db::statements;
use crate::ids::made_at;

statements! {
    INSERT => ("INSERT INTO message (id, account_id, recipient, country, kind, sender, text, client_ref, parts, price,
        status, was, refunded, attempt, test, language)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, 1, $13, $14)");
    ENQUEUE => ("INSERT INTO outbox (message_id, account_id, provider, attempt, due_at) VALUES ($1, $2, $3, 1, $4)");
    BLACKLISTED => ("SELECT COUNT(*) FROM blacklist WHERE account_id = $1 AND number = $2");
    SHOW => ("SELECT m.id, m.campaign_id, m.recipient,
            CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END AS status, m.reason, m.parts, CASE WHEN m.refunded THEN 0 ELSE m.price END AS price, m.client_ref, m.test, m.sent_at,
            m.received_at, COALESCE(m.text, c.text) AS text,
            CASE WHEN m.status = 0 AND (
                EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id AND o.lease_until IS NOT NULL)
                OR EXISTS (SELECT 1 FROM batch b WHERE b.lane_id = m.lane_id AND m.seq BETWEEN b.from_seq AND b.to_seq)
                AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id)
            ) THEN 1 ELSE 0 END AS sending
        FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id LEFT JOIN lane l ON l.id = m.lane_id
        WHERE m.account_id = $1 AND m.id = $2");
    /// A queued row behind the cursor of a cancelled lane is cancelled, though nobody wrote it. What was taken off the list is still
    /// found by its reference, which stays taken.
    LIST => ("SELECT m.id, m.campaign_id, m.recipient,
            CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END AS status,
            m.reason, m.parts, CASE WHEN m.refunded THEN 0 ELSE m.price END AS price, m.client_ref, m.test, m.sent_at, m.received_at, COALESCE(m.text, c.text) AS text, 0 AS sending
        FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id LEFT JOIN lane l ON l.id = m.lane_id
        WHERE m.account_id = $1 AND m.id < $2 AND m.id >= $3 AND m.id < $4
            AND (NOT m.hidden OR m.client_ref = $6) AND (CAST($5 AS INTEGER) IS NULL OR CAST($5 AS INTEGER) =
                CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END)
            AND (CAST($6 AS TEXT) IS NULL OR m.client_ref = $6)
            AND (lower(COALESCE(m.text, c.text)) LIKE $7 ESCAPE '\\' OR CAST(m.recipient AS TEXT) LIKE $7 ESCAPE '\\')
        ORDER BY m.id DESC LIMIT $8");
    /// The messages of one lane, in their order; `$5` narrows to a status, `$6` to a reason.
    LIST_LANE => ("SELECT m.id, m.campaign_id, m.recipient,
            CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END AS status,
            m.reason, m.parts, CASE WHEN m.refunded THEN 0 ELSE m.price END AS price, m.client_ref, m.test, m.sent_at, m.received_at, NULL AS text, 0 AS sending, m.seq
        FROM message m JOIN lane l ON l.id = m.lane_id
        WHERE m.lane_id = $1 AND m.account_id = $2 AND m.seq > $3 AND (CAST($5 AS INTEGER) IS NULL OR CAST($5 AS INTEGER) =
            CASE WHEN m.status = 0 AND l.state = 'cancelled' AND m.seq > l.cursor THEN 7 ELSE m.status END)
            AND (CAST($6 AS TEXT) IS NULL OR m.reason = $6)
        ORDER BY m.seq LIMIT $4");
    /// What a draft needs of a message; the contact where it still has the number.
    ORIGINAL => ("SELECT m.recipient, m.text, c.text AS written, c.stop_mention, COALESCE(m.kind, c.kind, 'pro') AS kind,
            COALESCE(m.sender, c.sender) AS sender, COALESCE(m.language, c.language) AS language,
            (SELECT o.id FROM contact o WHERE o.id = m.contact_id AND o.account_id = m.account_id AND o.mobile = m.recipient) AS contact
        FROM message m LEFT JOIN campaign c ON c.id = m.campaign_id WHERE m.id = $1 AND m.account_id = $2");
    HIDE => ("UPDATE message SET hidden = TRUE WHERE id = $1 AND account_id = $2 AND NOT hidden AND campaign_id IS NULL
        AND status >= 2 AND (test OR NOT $3)");
    HIDDEN => ("SELECT hidden FROM message WHERE id = $1 AND account_id = $2 AND (test OR NOT $3)");
    /// Uncertain messages among these, taken for a verdict.
    UNCERTAIN => ("SELECT id, attempt, test, CASE WHEN EXISTS (SELECT 1 FROM campaign c
            WHERE c.id = message.campaign_id AND c.status = 'cancelled') THEN 1 ELSE 0 END AS cancelled FROM message WHERE id IN " ids "
        AND account_id = $2 AND status = 1 AND (test OR NOT $3) ORDER BY id" for_update);
    UNCERTAIN_OF_LANE => ("SELECT id FROM message WHERE lane_id = $1 AND seq > $2 AND seq <= $3 AND status = 1 ORDER BY id");
    LANES => ("SELECT id, last_seq FROM lane WHERE campaign_id = $1 AND account_id = $2 AND provider <> '-' ORDER BY id");
}

/// A message as its owner sees it.
#[derive(Debug, sqlx::FromRow)]
pub struct MessageRow {
    pub id: i64,
    pub campaign_id: Option<i64>,
    pub recipient: i64,
    pub status: i32,
    pub reason: Option<String>,
    pub parts: i32,
    /// In 1/10 000; 0 where it was refunded.
    pub price: i64,
    pub client_ref: Option<String>,
    pub test: bool,
    pub sent_at: Option<i64>,
    pub received_at: Option<i64>,
    pub text: Option<String>,
    pub sending: i32,
}

/// What is copied of a message.
#[derive(Debug, sqlx::FromRow)]
pub struct OriginalRow {
    pub recipient: i64,
    /// As it was sent; none where it was what the campaign says, to the letter.
    pub text: Option<String>,
    /// What its campaign says, before it is personalised.
    pub written: Option<String>,
    pub stop_mention: Option<bool>,
    pub kind: String,
    pub sender: Option<String>,
    pub language: Option<String>,
    pub contact: Option<i64>,
}

/// A message in doubt, as a verdict needs it.
#[derive(Debug, sqlx::FromRow)]
pub struct UncertainRow {
    pub id: i64,
    pub attempt: i32,
    pub test: bool,
    /// Its campaign is.
    pub cancelled: i32,
}

/// A number as a row keeps it. Rows are written from `Msisdn`s only.
pub(crate) fn msisdn(digits: i64) -> Msisdn {
    const ZERO: Msisdn = match Msisdn::from_digits(1_000_000) {
        Some(number) => number,
        None => unreachable!(),
    };
    u64::try_from(digits).ok().and_then(Msisdn::from_digits).unwrap_or(ZERO)
}

/// A number's digits, for a row; E.164 has at most 15.
pub(crate) fn digits(number: Msisdn) -> i64 {
    i64::try_from(number.digits()).unwrap_or(i64::MAX)
}

impl From<MessageRow> for Message {
    fn from(row: MessageRow) -> Self {
        Self {
            id: MessageId(row.id),
            campaign_id: row.campaign_id.map(CampaignId),
            to: msisdn(row.recipient),
            text: row.text,
            status: if row.sending == 1 { MessageStatus::Sending } else { Status::of(row.status).public() },
            reason: row.reason,
            parts: row.parts,
            // Never tried, or taken back before it left: nothing was debited, or it came back.
            credits: if row.status >= Status::Skipped.number() {
                Credits::ZERO
            } else {
                Credits::from_ten_thousandths(row.price)
            },
            client_ref: row.client_ref,
            test: row.test,
            created_at: Time::from_millis(made_at(row.id)),
            sent_at: row.sent_at.map(Time::from_millis),
            received_at: row.received_at.map(Time::from_millis),
        }
    }
}
