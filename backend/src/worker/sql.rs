//! The worker's statements.

use super::tally::Whose;
use crate::db::statements;

statements! {
    // claim: a slice of a lane
    /// The ready lane of the account that has had least.
    NEXT_LANE => ("SELECT l.id, l.account_id FROM lane l JOIN account a ON a.id = l.account_id
        WHERE l.state = 'ready' AND a.disabled_at IS NULL ORDER BY a.virtual_time, l.id LIMIT 1");
    LOCK_LANE => ("SELECT l.campaign_id, l.provider, l.cursor, l.last_seq, c.text, c.kind, c.sender, c.language, a.country AS home
        FROM lane l JOIN campaign c ON c.id = l.campaign_id JOIN account a ON a.id = l.account_id WHERE l.id = $1 AND l.state = 'ready'"
        { "", " FOR UPDATE OF l" });
    /// For `fetch_many`.
    SLICE => ({ "SELECT json_group_array(json_array(id, seq, recipient, text, parts, price, status, attempt, blacklisted))
        FROM (", "" } "SELECT m.id, m.seq, m.recipient, m.text, m.parts, m.price, m.status, m.attempt,
            CASE WHEN EXISTS (SELECT 1 FROM blacklist b WHERE b.account_id = $1 AND b.number = m.recipient)
                THEN 1 ELSE 0 END AS blacklisted
        FROM message m WHERE m.lane_id = $2 AND m.seq > $3 ORDER BY m.seq LIMIT $4" { ")", "" });
    SKIP => ("UPDATE message SET was = status, status = 6, reason = 'blacklisted' WHERE id IN " ids);
    COUNT_SKIPS => ("INSERT INTO campaign_skip (campaign_id, reason, recipients) VALUES ($1, $2, $3)
        ON CONFLICT (campaign_id, reason) DO UPDATE SET recipients = campaign_skip.recipients + excluded.recipients");
    OPEN_BATCH => ("INSERT INTO batch (id, lane_id, campaign_id, from_seq, to_seq, provider, node, lease_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    ADVANCE => ("UPDATE lane SET cursor = $2, state = $3 WHERE id = $1");
    SHARE => ("UPDATE account SET virtual_time = virtual_time + $2 WHERE id = $1");
    NO_CREDIT => ("UPDATE campaign SET status = 'no_credit' WHERE id = $1 AND status = 'running'");

    // claim: single messages and retries
    OUTBOX_DUE => ("SELECT o.message_id, o.attempt, o.provider, m.recipient, m.status,
            CASE WHEN o.campaign_id IS NULL THEN 1 ELSE 0 END AS single,
            COALESCE(m.text, c.text) AS text, COALESCE(m.kind, c.kind) AS kind, COALESCE(m.sender, c.sender) AS sender,
            COALESCE(m.language, c.language) AS language, a.country AS home,
            CASE WHEN EXISTS (SELECT 1 FROM blacklist b WHERE b.account_id = o.account_id AND b.number = m.recipient)
                THEN 1 ELSE 0 END AS blacklisted,
            CASE WHEN c.status = 'cancelled' THEN 1 ELSE 0 END AS cancelled
        FROM outbox o JOIN message m ON m.id = o.message_id LEFT JOIN campaign c ON c.id = o.campaign_id
        LEFT JOIN account a ON a.id = o.account_id
        WHERE o.lease_until IS NULL AND o.due_at <= $1 AND a.disabled_at IS NULL
            AND (c.status IS NULL OR c.status NOT IN ('paused', 'asleep'))
        ORDER BY CASE WHEN o.campaign_id IS NULL THEN 0 ELSE 1 END, o.due_at, o.message_id LIMIT $2"
        { "", " FOR UPDATE OF o SKIP LOCKED" });
    /// What a cancelled campaign has left there: due at 0, and so found before the rest.
    OUTBOX_CANCELLED => ("SELECT o.message_id FROM outbox o JOIN campaign c ON c.id = o.campaign_id
        WHERE o.lease_until IS NULL AND o.due_at <= 0 AND c.status = 'cancelled' ORDER BY o.message_id LIMIT $1"
        { "", " FOR UPDATE OF o SKIP LOCKED" });
    OUTBOX_LEASE => ("UPDATE outbox SET lease_until = $2, node = $3 WHERE message_id IN " ids);
    /// Messages of the outbox that end without being sent: blacklisted or cancelled meanwhile.
    CLOSE => ("UPDATE message SET was = status, status = v.next_status, reason = v.why, refunded = TRUE
        FROM " [message_id BIGINT, next_status INTEGER, why TEXT] "
        WHERE message.id = v.message_id AND message.status < 2
        RETURNING id, account_id, campaign_id, test, was, status, price");

    // settle
    /// The ordinary acceptance. It answers no rows: whoever runs it counts, and runs the next one when some were not
    /// queued any more, because their receipt or a sweeper came first.
    ACCEPTED_QUEUED => ("UPDATE message SET was = 0, status = 2, provider_ref = v.told_ref, sent_at = $3
        FROM " [message_id BIGINT, told_ref TEXT] " WHERE message.id = v.message_id AND message.status = 0");
    ACCEPTED => ("UPDATE message SET was = status, status = CASE WHEN status < 2 THEN 2 ELSE status END,
            reason = CASE WHEN status < 2 THEN NULL ELSE reason END, provider_ref = v.told_ref, sent_at = COALESCE(sent_at, v.told_at)
        FROM " [message_id BIGINT, told_ref TEXT, told_at BIGINT] "
        WHERE message.id = v.message_id AND message.status < 6
        RETURNING id, account_id, campaign_id, test, was, status, attempt, closed");
    REFUSED => ("UPDATE message SET was = status, status = 5, reason = v.why, refunded = TRUE
        FROM " [message_id BIGINT, try_no INTEGER, why TEXT] "
        WHERE message.id = v.message_id AND message.status < 2 AND message.attempt = v.try_no
        RETURNING id, account_id, campaign_id, test, was, status, price");
    DOUBTED => ("UPDATE message SET was = status, status = 1, reason = v.why
        FROM " [message_id BIGINT, try_no INTEGER, why TEXT] "
        WHERE message.id = v.message_id AND message.status = 0 AND message.attempt = v.try_no
        RETURNING id, account_id, campaign_id, test, was, status, attempt, closed");
    INQUIRE => ("INSERT INTO inquiry (message_id, provider, attempt, due_at, tries)
        SELECT v.message_id, v.named, v.try_no, v.due, 0
        FROM " [message_id BIGINT, named TEXT, try_no INTEGER, due BIGINT] " WHERE true
        ON CONFLICT (message_id) DO UPDATE SET attempt = excluded.attempt, due_at = excluded.due_at, tries = 0");
    /// Only after the attempt `tried`, which is over: a later one may be on its way, and keeps its lease. Of a cancelled campaign nothing is
    /// tried again: it is due at 0, to be closed at once.
    RETRY => ("INSERT INTO outbox (message_id, account_id, campaign_id, lane_id, provider, attempt, due_at)
        SELECT m.id, m.account_id, m.campaign_id, m.lane_id, v.named, v.try_no,
            CASE WHEN c.status = 'cancelled' THEN 0 ELSE v.due END
        FROM " [message_id BIGINT, named TEXT, tried INTEGER, try_no INTEGER, due BIGINT] "
        JOIN message m ON m.id = v.message_id LEFT JOIN campaign c ON c.id = m.campaign_id
        WHERE m.status = 0 AND m.attempt = v.tried
        ON CONFLICT (message_id) DO UPDATE SET attempt = excluded.attempt, due_at = excluded.due_at,
            node = NULL, lease_until = NULL");
    NEXT_ATTEMPT => ("UPDATE message SET attempt = v.try_no FROM " [message_id BIGINT, tried INTEGER, try_no INTEGER] "
        WHERE message.id = v.message_id AND message.status = 0 AND message.attempt = v.tried");
    /// Rows of these attempts; that of a later one stays.
    OUTBOX_SETTLED => ("DELETE FROM outbox WHERE (message_id, attempt) IN (SELECT v.message_id, v.try_no
        FROM " [message_id BIGINT, try_no INTEGER] ")");
    OUTBOX_DONE => ("DELETE FROM outbox WHERE message_id IN " ids);
    /// Evidence that a message was taken ends its retry, unless that is being sent this moment.
    OUTBOX_EVIDENCE => ("DELETE FROM outbox WHERE lease_until IS NULL AND message_id IN " ids);
    /// Ends a batch when no row of its range lacks an outcome.
    BATCH_DONE => ("DELETE FROM batch WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM message m
        WHERE m.lane_id = batch.lane_id AND m.seq BETWEEN batch.from_seq AND batch.to_seq AND m.status = 0
        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id))");

    // receipts
    /// The ordinary good news, of one campaign's messages that all had the status `$3`. It answers no rows, as above.
    DELIVERED => ("UPDATE message SET was = $3, status = $4, reason = NULL,
            received_at = CASE WHEN $4 = 4 THEN v.told_at ELSE received_at END, sent_at = COALESCE(sent_at, v.told_at)
        FROM " [message_id BIGINT, told_at BIGINT] "
        WHERE message.id = v.message_id AND message.campaign_id = $5 AND message.status = $3 AND NOT message.closed");
    RECEIPTS => ("UPDATE message SET was = status, status = v.next_status, reason = v.why,
            received_at = CASE WHEN v.next_status = 4 THEN v.told_at ELSE received_at END,
            sent_at = COALESCE(sent_at, v.told_at)
        FROM " [message_id BIGINT, next_status INTEGER, try_no INTEGER, why TEXT, told_at BIGINT] "
        WHERE message.id = v.message_id AND message.status < 4 AND message.status < v.next_status
            AND (v.next_status <> 5 OR v.try_no IS NULL OR v.try_no = message.attempt)
        RETURNING id, account_id, campaign_id, test, was, status, attempt, closed");
    KNOWN => ("SELECT id FROM message WHERE id IN " ids);
    STRAY => ("INSERT INTO stray_receipt (id, provider, reference, body, at) VALUES ($1, $2, $3, $4, $5)");

    // sweep
    VOID_LEASES => ("UPDATE batch SET lease_until = $1 WHERE lease_until > $1");
    VOID_OUTBOX_LEASES => ("UPDATE outbox SET lease_until = $1 WHERE lease_until > $1");
    VOID_INQUIRIES => ("UPDATE inquiry SET due_at = $1 WHERE due_at > $1");
    EXPIRED_BATCHES => ("SELECT id, lane_id, from_seq, to_seq, provider, lease_until FROM batch
        WHERE lease_until <= $1 ORDER BY id LIMIT $2" skip_locked);
    DOUBT_RANGE => ("UPDATE message SET was = status, status = 1, reason = 'interrupted'
        WHERE lane_id = $1 AND seq BETWEEN $2 AND $3 AND status = 0
            AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = message.id)
        RETURNING id, account_id, campaign_id, test, was, status, attempt, closed");
    DROP_BATCH => ("DELETE FROM batch WHERE id = $1");
    EXPIRED_OUTBOX => ("SELECT message_id, provider, lease_until, attempt FROM outbox WHERE lease_until <= $1
        ORDER BY message_id LIMIT $2" skip_locked);
    /// Lanes of old campaigns that still wait for final receipts. The first list of words is the index's own: SQLite knows it by that.
    SILENT_LANES => ("SELECT l.id FROM campaign c JOIN lane l ON l.campaign_id = c.id
        WHERE c.status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
            AND c.status IN ('running', 'paused', 'asleep', 'no_credit') AND c.launched_at < $1 AND c.sent + c.delivered_operator > c.closed
        ORDER BY l.id LIMIT $2");
    CLOSE_SILENT => ("UPDATE message SET closed = TRUE, reason = 'no_receipt' WHERE id IN (
            SELECT id FROM message WHERE lane_id = $1 AND status IN (2, 3) AND NOT closed AND sent_at < $2 LIMIT $3)
        RETURNING campaign_id");

    // inquire
    INQUIRIES_DUE => ("SELECT message_id, provider, attempt, tries FROM inquiry WHERE due_at <= $1
        ORDER BY due_at, message_id LIMIT $2" skip_locked);
    INQUIRY_LATER => ("UPDATE inquiry SET due_at = v.due, tries = v.tried
        FROM " [message_id BIGINT, try_no INTEGER, due BIGINT, tried INTEGER] "
        WHERE inquiry.message_id = v.message_id AND inquiry.attempt = v.try_no");
    /// Inquiries after these attempts; one after a later attempt stays.
    INQUIRY_HEARD => ("DELETE FROM inquiry WHERE (message_id, attempt) IN (SELECT v.message_id, v.try_no
        FROM " [message_id BIGINT, try_no INTEGER] ")");
    INQUIRY_DONE => ("DELETE FROM inquiry WHERE message_id IN " ids);
    /// The one way back: proven never to have arrived. What an earlier attempt is told proves nothing of a later one.
    REQUEUE => ("UPDATE message SET was = status, status = 0, attempt = v.try_no, reason = NULL
        FROM " [message_id BIGINT, try_no INTEGER] "
        WHERE message.id = v.message_id AND message.status = 1 AND message.attempt < v.try_no
        RETURNING id, account_id, campaign_id, test, was, status, attempt, closed");

    // life
    LAST_ALIVE => ("SELECT at FROM dispatch_life WHERE id = 1");
    FIRST_ALIVE => ("INSERT INTO dispatch_life (id, at) VALUES (1, $1) ON CONFLICT (id) DO NOTHING");
    ALIVE => ("UPDATE dispatch_life SET at = $1 WHERE id = 1 AND at = $2");

    // counters
    COUNT => ("UPDATE campaign SET queued = queued + v.d_queued, uncertain = uncertain + v.d_uncertain, sent = sent + v.d_sent,
            delivered_operator = delivered_operator + v.d_delivered, received = received + v.d_received,
            failed = failed + v.d_failed, skipped = skipped + v.d_skipped, cancelled = cancelled + v.d_cancelled,
            charged = charged + v.d_charged, due = due + v.d_due, closed = closed + v.d_closed
        FROM " [campaign_id BIGINT, d_queued BIGINT, d_uncertain BIGINT, d_sent BIGINT, d_delivered BIGINT,
            d_received BIGINT, d_failed BIGINT, d_skipped BIGINT, d_cancelled BIGINT, d_charged BIGINT, d_due BIGINT,
            d_closed BIGINT] "
        WHERE campaign.id = v.campaign_id");
    /// A campaign is finished when nothing is open any more, not even a receipt.
    FINISH => ("UPDATE campaign SET status = 'finished' WHERE id IN " ids "
        AND status IN ('running', 'paused', 'asleep', 'no_credit')
        AND queued = 0 AND uncertain = 0 AND sent + delivered_operator = closed RETURNING id");
}

/// A lane that was chosen and locked.
#[derive(sqlx::FromRow)]
pub struct LaneRow {
    pub campaign_id: i64,
    pub provider: String,
    pub cursor: i64,
    pub last_seq: i64,
    pub text: String,
    pub kind: String,
    pub sender: Option<String>,
    pub language: Option<String>,
    /// The account's country.
    pub home: String,
}

/// A row of a lane's slice.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub struct SliceRow {
    pub id: i64,
    pub seq: i64,
    pub recipient: i64,
    pub text: Option<String>,
    pub parts: i32,
    pub price: i64,
    pub status: i32,
    pub attempt: i32,
    pub blacklisted: i32,
}

/// A row of the outbox whose time has come.
#[derive(sqlx::FromRow)]
pub struct OutboxRow {
    pub message_id: i64,
    pub attempt: i32,
    pub provider: String,
    pub recipient: i64,
    pub status: i32,
    pub single: i32,
    pub text: String,
    pub kind: String,
    pub sender: Option<String>,
    pub language: Option<String>,
    /// The account's country.
    pub home: Option<String>,
    pub blacklisted: i32,
    pub cancelled: i32,
}

/// A message that ended without being sent: its price goes back.
#[derive(sqlx::FromRow)]
pub struct ClosedRow {
    pub id: i64,
    pub account_id: i64,
    pub campaign_id: Option<i64>,
    pub test: bool,
    pub was: i32,
    pub status: i32,
    pub price: i64,
}

/// A message whose status a statement moved.
#[derive(Debug, sqlx::FromRow)]
pub struct MovedRow {
    pub id: i64,
    pub account_id: i64,
    pub campaign_id: Option<i64>,
    pub test: bool,
    pub was: i32,
    pub status: i32,
    pub attempt: i32,
    /// Its final receipt was no longer waited for.
    pub closed: bool,
}

impl ClosedRow {
    pub fn whose(&self) -> Whose {
        Whose::row(self.id, self.account_id, self.campaign_id, self.test)
    }
}

impl MovedRow {
    pub fn whose(&self) -> Whose {
        Whose::row(self.id, self.account_id, self.campaign_id, self.test)
    }
}

/// A batch whose lease has ended.
#[derive(sqlx::FromRow)]
pub struct BatchRow {
    pub id: i64,
    pub lane_id: i64,
    pub from_seq: i64,
    pub to_seq: i64,
    pub provider: String,
    pub lease_until: i64,
}
