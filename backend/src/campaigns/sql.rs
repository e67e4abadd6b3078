//! Statements on campaigns, their sources and their lanes.

use super::kind_of;
use super::price::Written;
use crate::db::{Bulk, bulk::bulk, statements};

/// What a [`CampaignRow`] is read from, but for `sending`.
macro_rules! columns {
    ($database:ident) => {
        "id, name, status, version, kind, purpose, text, sender, stop_mention, language, send_at, held, test, created_at, launched_at, recipients, queued, sent, \
         delivered_operator, received, failed, uncertain, skipped, cancelled, estimated, charged, "
    };
}

/// What is held before it has a message: its owner may still change or delete it.
macro_rules! shelved {
    ($database:ident) => {
        "(status = 'paused' AND held IS NOT NULL AND recipients = 0)"
    };
}

/// What a [`ContactRow`] is read from, of `contact c`.
macro_rules! person {
    (sqlite) => {
        "SELECT json_group_array(json_array(c.id, c.mobile, c.country, c.line, c.last_name, c.first_name, c.email, c.company, \
         c.fields))"
    };
    (postgres) => {
        "SELECT c.id, c.mobile, c.country, c.line, c.last_name, c.first_name, c.email, c.company, c.fields"
    };
}

/// The values of `campaign_source s`: many of one kind share a row.
macro_rules! listed {
    (sqlite) => {
        "(SELECT value FROM json_each(COALESCE(s.list, json_array(s.value))))"
    };
    (postgres) => {
        "(SELECT CAST(v AS BIGINT) FROM jsonb_array_elements_text(COALESCE(s.list, '[' || s.value || ']')::jsonb) AS l (v))"
    };
}

pub(crate) const ADD_MESSAGES: Bulk = bulk!(message: id, lane_id, seq, contact_id, recipient, country, text, parts, price,
    status, was, reason, account_id, campaign_id, attempt, refunded, test);

statements! {
    INSERT => ("INSERT INTO campaign (id, account_id, name, status, kind, purpose, text, sender, send_at, created_at, test,
            stop_mention, language)
        VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    COPY => ("INSERT INTO campaign (id, account_id, name, status, kind, purpose, text, sender, send_at, created_at, test,
            stop_mention, language)
        SELECT $3, account_id, name, 'draft', kind, purpose, text, sender, send_at, $4, $5, stop_mention, language
        FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden");
    COPY_SOURCES => ("INSERT INTO campaign_source (campaign_id, position, kind, value, list)
        SELECT $2, position, kind, value, list FROM campaign_source WHERE campaign_id = $1");
    ADD_SOURCES => ("INSERT INTO campaign_source (campaign_id, position, kind, value, list)
        SELECT v.campaign_id, v.pos, v.sort, v.val, v.many
        FROM " [campaign_id BIGINT, pos BIGINT, sort TEXT, val BIGINT, many TEXT] " WHERE true");
    CLEAR_SOURCES => ("DELETE FROM campaign_source WHERE campaign_id = $1");
    IS_TEST => ("SELECT test FROM campaign WHERE id = $1 AND account_id = $2");
    /// For `fetch_many`.
    SOURCES => ({ "SELECT json_group_array(json_array(position, kind, value, list))", "SELECT position, kind, value, list" }
        " FROM campaign_source WHERE campaign_id = $1");
    HAS_SOURCES => ("SELECT position FROM campaign_source WHERE campaign_id = $1 LIMIT 1");
    /// Whether one of them is still there: the first that is found answers.
    HAS_LEFT => ("SELECT s.position FROM campaign_source s WHERE s.campaign_id = $1 AND (s.kind NOT IN ('contact', 'group')
            OR (s.kind = 'contact' AND EXISTS (SELECT 1 FROM contact c WHERE c.account_id = $2 AND c.id IN "
                (listed sqlite postgres) "))
            OR (s.kind = 'group' AND EXISTS (SELECT 1 FROM contact_group g WHERE g.account_id = $2 AND g.deleted_at IS NULL AND g.id IN "
                (listed sqlite postgres) ")))
        LIMIT 1");
    OWN_CONTACTS => ("SELECT id FROM contact WHERE id IN " ids " AND account_id = $2");
    OWN_GROUPS => ("SELECT id FROM contact_group WHERE id IN " ids " AND account_id = $2 AND deleted_at IS NULL");
    NAME => ("SELECT name FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden");
    NAMES => ("SELECT id, name FROM campaign WHERE id IN " ids " AND account_id = $2");
    LOCK => ("SELECT status, text, kind, stop_mention, send_at, version, CASE WHEN " (shelved sqlite postgres)
        " THEN 1 ELSE 0 END AS shelved FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden"
        for_update);
    FIND => ("SELECT status, text, kind, stop_mention, send_at, version, CASE WHEN " (shelved sqlite postgres)
        " THEN 1 ELSE 0 END AS shelved FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden");
    SHOW => ("SELECT " (columns sqlite postgres) "(SELECT COUNT(*) FROM batch b JOIN message m ON m.lane_id = b.lane_id AND m.seq BETWEEN b.from_seq AND b.to_seq
                WHERE b.campaign_id = campaign.id AND m.status = 0
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id))
            + (SELECT COUNT(*) FROM outbox o WHERE o.campaign_id = campaign.id AND o.lease_until IS NOT NULL) AS sending
        FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden");
    KEPT => ("SELECT kept_estimate, kept_at, kept_version FROM campaign WHERE id = $1 AND kept_estimate IS NOT NULL");
    SKIPS => ("SELECT reason, recipients FROM campaign_skip WHERE campaign_id = $1 ORDER BY reason");
    /// `$3` narrows to drafts, programmed ones, or what was sent.
    LIST => ("SELECT " (columns sqlite postgres) "CAST(0 AS BIGINT) AS sending
        FROM campaign WHERE account_id = $1 AND id < $2 AND NOT hidden
            AND ($3 = 'all' OR $3 = CASE WHEN status IN ('draft', 'programmed') THEN status ELSE 'sent' END)
            AND (lower(name) LIKE $4 ESCAPE '\\' OR lower(text) LIKE $4 ESCAPE '\\')
        ORDER BY id DESC LIMIT $5");
    /// The newest under way, for the dashboard. Here and below the list of words is the index's own: SQLite knows it by that.
    UNDER_WAY => ("SELECT " (columns sqlite postgres) "CAST(0 AS BIGINT) AS sending
        FROM campaign WHERE account_id = $1 AND NOT hidden
            AND status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit') AND status <> 'programmed'
        ORDER BY id DESC LIMIT $2");
    /// The next to be launched, for the dashboard.
    NEXT => ("SELECT " (columns sqlite postgres) "CAST(0 AS BIGINT) AS sending
        FROM campaign WHERE account_id = $1 AND NOT hidden
            AND status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit') AND status = 'programmed'
        ORDER BY send_at, id LIMIT $2");
    /// The list of what was sent, from its place `$2` down to `$3`: `$4` narrows to a status, `$5` to a kind.
    SENT => ("SELECT " (columns sqlite postgres) "CAST(0 AS BIGINT) AS sending, sent_id
        FROM campaign WHERE account_id = $1 AND sent_id IS NOT NULL AND sent_id < $2 AND sent_id >= $3 AND NOT hidden
            AND (CAST($4 AS TEXT) IS NULL OR status = $4) AND (CAST($5 AS TEXT) IS NULL OR kind = $5)
            AND (lower(name) LIKE $6 ESCAPE '\\' OR lower(text) LIKE $6 ESCAPE '\\')
        ORDER BY sent_id DESC LIMIT $7");
    /// Where the `$3`th campaign behind a place of that list stands.
    SENT_PLACE => ("SELECT sent_id FROM campaign WHERE account_id = $1 AND sent_id IS NOT NULL AND sent_id < $2
        ORDER BY sent_id DESC LIMIT 1 OFFSET $3");
    CHANGE => ("UPDATE campaign SET name = $2, text = $3, send_at = $4, kind = $5, purpose = $6, sender = $7, stop_mention = $8,
            language = $9, version = version + 1, planned = NULL
        WHERE id = $1");
    /// One that is held gets another date: it was not launched.
    PROGRAM => ("UPDATE campaign SET status = 'programmed', held = NULL, sent_id = NULL, launched_at = NULL WHERE id = $1");
    /// Programmed campaigns, or held ones, that were not priced since they changed.
    UNPLANNED => ("SELECT id, account_id, text, kind, sender, stop_mention, version, send_at FROM campaign
        WHERE status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
            AND (status = 'programmed' OR " (shelved sqlite postgres) ") AND planned IS NULL AND NOT test ORDER BY id LIMIT $1");
    /// Unless it has changed meanwhile.
    PLAN => ("UPDATE campaign SET planned = $3 WHERE id = $1 AND version = $2
        AND (status = 'programmed' OR " (shelved sqlite postgres) ")");
    /// Those that leave at rates that have changed, from `$1` on.
    FORGET_PLANS => ("UPDATE campaign SET planned = NULL WHERE status = 'programmed' AND send_at >= $1");
    RESCHEDULE => ("UPDATE job SET due_at = $2 WHERE kind = 'launch' AND subject_id = $1 AND status = 'queued'");
    /// Of one that has no message.
    DELETE_LANES => ("DELETE FROM lane WHERE campaign_id = $1");
    DELETE => ("DELETE FROM campaign WHERE id = $1");
    HIDE => ("UPDATE campaign SET hidden = TRUE WHERE id = $1");
    SET_STATUS => ("UPDATE campaign SET status = $2 WHERE id = $1");
    /// Of a launch at once, `$3` is its place among what was sent.
    START => ("UPDATE campaign SET status = $2, sent_id = COALESCE(sent_id, CAST($3 AS BIGINT)) WHERE id = $1");

    // estimate
    /// What campaigns other than `$2` still need; see `COMMITTED` of accounts.
    COMMITTED_BESIDE => ("SELECT CAST(COALESCE(SUM(CASE WHEN planned > due AND (status IN ('programmed', 'launching') OR held IS NOT NULL)
            THEN planned ELSE due END), 0) AS BIGINT) FROM campaign
        WHERE account_id = $1 AND status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
            AND NOT test AND id <> $2");
    EVER_LAUNCHED => ("SELECT id FROM campaign WHERE account_id = $1 AND launched_at IS NOT NULL AND NOT test LIMIT 1");
    /// Unless it has changed meanwhile. What a programmed one will need is known with it.
    KEEP => ("UPDATE campaign SET kept_estimate = $4, kept_at = $5, kept_version = $3,
            planned = CASE WHEN status <> 'draft' AND NOT test THEN $6 ELSE planned END
        WHERE id = $1 AND account_id = $2 AND version = $3 AND (status IN ('draft', 'programmed') OR " (shelved sqlite postgres) ")");

    // launch
    BEGIN_LAUNCH => ("UPDATE campaign SET status = 'launching', launched_at = COALESCE(launched_at, $2),
            sent_id = COALESCE(sent_id, $3) WHERE id = $1 AND status IN ('programmed', 'launching')
        RETURNING account_id, text, kind, sender, stop_mention, test, launched_at");
    /// Of one whose date has passed for too long.
    HOLD_LATE => ("UPDATE campaign SET status = 'paused', held = 'late', sent_id = $3
        WHERE id = $1 AND status = 'programmed' AND send_at < $2");
    /// Launched before `$1` was made, with something that may still leave; `$2`: of this account only. The first list of words is the
    /// index's own: SQLite knows it by that.
    UNDER_WAY_SINCE => ("SELECT id FROM campaign
        WHERE status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
            AND (status = 'launching' OR (status = 'running' AND (queued > 0 OR uncertain > 0)))
            AND sent_id < $1 AND (CAST($2 AS BIGINT) IS NULL OR account_id = $2) ORDER BY id");
    /// What it still needs is known of one that has all its rows.
    HOLD => ("UPDATE campaign SET status = 'paused', held = 'late', planned = CASE WHEN status = 'running' THEN NULL ELSE planned END
        WHERE id = $1 AND status IN ('launching', 'running')");
    /// The owner lets it go after all: one that has not all its rows.
    LET_GO => ("UPDATE campaign SET status = 'launching', held = NULL WHERE id = $1 AND status = 'paused' AND held IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.campaign_id = campaign.id AND l.provider <> '-' AND l.state <> 'filling')");
    LANES => ("SELECT id, provider, last_seq FROM lane WHERE campaign_id = $1 ORDER BY id");
    ADD_LANE => ("INSERT INTO lane (id, campaign_id, account_id, provider, state, cursor, last_seq)
        VALUES ($1, $2, $3, $4, $5, 0, 0)");
    EXTEND_LANE => ("UPDATE lane SET last_seq = $2 WHERE id = $1");
    COUNT_LAUNCHED => ("UPDATE campaign SET recipients = recipients + $2, queued = queued + $3, skipped = skipped + $4,
        estimated = estimated + $5, due = due + $5 WHERE id = $1");
    /// What a launch that was interrupted has put down already.
    LAUNCHED => ("SELECT seq, recipient, contact_id FROM message WHERE lane_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    READY_LANES => ("UPDATE lane SET state = CASE WHEN last_seq = 0 THEN 'done' ELSE 'ready' END
        WHERE campaign_id = $1 AND state = 'filling'");
    /// An account that had nothing to send starts level with those that have: its idle time is no claim.
    CATCH_UP => ("UPDATE account SET virtual_time = (SELECT MIN(a.virtual_time) FROM lane l JOIN account a ON a.id = l.account_id
            WHERE l.state = 'ready' AND a.id <> $1)
        WHERE id = $1 AND virtual_time < (SELECT MIN(a.virtual_time) FROM lane l JOIN account a ON a.id = l.account_id
            WHERE l.state = 'ready' AND a.id <> $1)");
    END_LAUNCH => ("UPDATE campaign SET status = CASE WHEN queued = 0 THEN 'finished' ELSE 'running' END
        WHERE id = $1 AND status = 'launching' RETURNING status");

    // recipients
    /// These two for `fetch_many`. LATERAL with its LIMIT says to PostgreSQL: by key, one after the other. Of thousands it
    /// would rather read the whole table, which is less work only where the slice is most of it.
    CONTACTS => ((person sqlite postgres) { " FROM contact c WHERE c.id IN (SELECT value FROM json_each($1)) AND c.account_id = $2",
        " FROM unnest($1::BIGINT[]) AS m (id) JOIN LATERAL (SELECT * FROM contact o
            WHERE o.id = m.id AND o.account_id = $2 LIMIT 1) AS c ON TRUE" });
    MEMBERS => ((person sqlite postgres) " FROM (SELECT g.contact_id FROM group_member g
            WHERE g.group_id = $1 AND g.contact_id > $2
                AND EXISTS (SELECT 1 FROM contact_group o WHERE o.id = $1 AND o.deleted_at IS NULL)
            ORDER BY g.contact_id LIMIT $4) AS m JOIN " { "contact c ON c.id = m.contact_id AND c.account_id = $3",
        "LATERAL (SELECT * FROM contact o WHERE o.id = m.contact_id AND o.account_id = $3 LIMIT 1) AS c ON TRUE" });
    HAS_BLACKLIST => ("SELECT number FROM blacklist WHERE account_id = $1 LIMIT 1");
    BLACKLISTED => ({ "SELECT number FROM blacklist WHERE number IN (SELECT value FROM json_each($1)) AND account_id = $2",
        "SELECT b.number FROM unnest($1::BIGINT[]) AS v (number) JOIN LATERAL (SELECT o.number FROM blacklist o
            WHERE o.account_id = $2 AND o.number = v.number LIMIT 1) AS b ON TRUE" });
    /// Of the `$3` rows of a lane behind `$2`, those with the status `$5` or one of the others, with the contact as it is now. `$8`:
    /// only those that nothing came back from.
    SENT_TO => ("SELECT m.recipient, c.id, c.mobile, c.last_name, c.first_name, c.email, c.company, c.fields
        FROM message m LEFT JOIN contact c ON c.id = m.contact_id AND c.account_id = m.account_id
        WHERE m.lane_id = $1 AND m.seq > $2 AND m.seq <= $2 + $3 AND m.account_id = $4 AND m.status IN ($5, $6, $7)
            AND NOT (CAST($8 AS BOOLEAN) AND EXISTS (SELECT 1 FROM reply r WHERE r.message_id = m.id))
        ORDER BY m.seq");
    /// The lanes of another campaign that a provider saw, from `$2` on.
    SENT_LANE => ("SELECT id, provider, last_seq FROM lane WHERE campaign_id = $1 AND id >= $2 AND account_id = $3
            AND provider <> '-' ORDER BY id LIMIT 1");
    WAS_LAUNCHED => ("SELECT id FROM campaign WHERE id = $1 AND account_id = $2 AND NOT hidden AND sent_id IS NOT NULL");
    OWN_FIELDS => ("SELECT name FROM contact_field WHERE account_id = $1 ORDER BY place");

    // pause, resume, cancel
    LOCK_LANES => ("SELECT id FROM lane WHERE campaign_id = $1 ORDER BY id" for_update);
    PAUSE_LANES => ("UPDATE lane SET state = 'paused' WHERE campaign_id = $1 AND state IN ('ready', 'asleep', 'no_credit')");
    RESUME_LANES => ("UPDATE lane SET state = 'ready' WHERE campaign_id = $1 AND state IN ('paused', 'no_credit')");
    CANCEL_LANES => ("UPDATE lane SET state = 'cancelled' WHERE campaign_id = $1 AND state <> 'done'");
    /// Queued rows that are under way or wait in the outbox: they end one by one.
    OPEN_ROWS => ("SELECT (SELECT COUNT(*) FROM batch b
                JOIN message m ON m.lane_id = b.lane_id AND m.seq BETWEEN b.from_seq AND b.to_seq
                WHERE b.campaign_id = $1 AND m.status = 0
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id))
            + (SELECT COUNT(*) FROM outbox o JOIN message m ON m.id = o.message_id
                WHERE o.campaign_id = $1 AND m.status = 0)");
    /// What waits there for a later try has nothing to wait for: 0 says that it is to be closed at once.
    END_RETRIES => ("UPDATE outbox SET due_at = 0 WHERE campaign_id = $1 AND lease_until IS NULL");
    /// `$3` is the place among what was sent of one that was not launched yet.
    CANCEL => ("UPDATE campaign SET status = 'cancelled', cancelled = cancelled + queued - $2, queued = $2, due = 0,
            sent_id = COALESCE(sent_id, $3) WHERE id = $1");
    WAKE => ("UPDATE campaign SET status = 'running', held = NULL WHERE id = $1 AND status IN ('paused', 'no_credit')");
    /// Credits came in: what waited for them goes on, where the owner has said so.
    WAKE_LANES_OF => ("UPDATE lane SET state = 'ready' WHERE account_id = $1 AND state = 'no_credit'
        AND EXISTS (SELECT 1 FROM account a WHERE a.id = $1 AND a.resume_when_credited)");
    WAKE_CAMPAIGNS_OF => ("UPDATE campaign SET status = 'running' WHERE account_id = $1 AND status = 'no_credit'
        AND EXISTS (SELECT 1 FROM account a WHERE a.id = $1 AND a.resume_when_credited)");
}

#[derive(sqlx::FromRow)]
pub struct CampaignRow {
    pub id: i64,
    pub name: String,
    pub status: String,
    pub version: i64,
    pub kind: String,
    pub purpose: String,
    pub text: String,
    pub sender: Option<String>,
    pub stop_mention: bool,
    pub language: Option<String>,
    pub send_at: Option<i64>,
    pub held: Option<String>,
    pub test: bool,
    pub created_at: i64,
    pub launched_at: Option<i64>,
    pub recipients: i64,
    pub queued: i64,
    pub sent: i64,
    pub delivered_operator: i64,
    pub received: i64,
    pub failed: i64,
    pub uncertain: i64,
    pub skipped: i64,
    pub cancelled: i64,
    pub estimated: i64,
    pub charged: i64,
    pub sending: i64,
}

/// A campaign that was locked to be changed.
#[derive(sqlx::FromRow)]
pub struct LockedRow {
    pub status: String,
    pub text: String,
    pub kind: String,
    pub stop_mention: bool,
    pub send_at: Option<i64>,
    pub version: i64,
    /// Held, and without a message yet.
    pub shelved: i32,
}

/// What a campaign was last estimated to cost.
#[derive(sqlx::FromRow)]
pub struct KeptRow {
    pub kept_estimate: String,
    pub kept_at: i64,
    pub kept_version: i64,
}

#[derive(sqlx::FromRow)]
pub struct LaunchRow {
    pub account_id: i64,
    pub text: String,
    pub kind: String,
    pub sender: Option<String>,
    pub stop_mention: bool,
    pub test: bool,
    /// One that was broken off goes on at the rates of its beginning.
    pub launched_at: i64,
}

/// A programmed campaign to be priced.
#[derive(sqlx::FromRow)]
pub struct PlanRow {
    pub id: i64,
    pub account_id: i64,
    pub text: String,
    pub kind: String,
    pub sender: Option<String>,
    pub stop_mention: bool,
    pub version: i64,
    pub send_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub struct LaneRow {
    pub id: i64,
    pub provider: String,
    pub last_seq: i64,
}

/// A campaign and its place in the list of what was sent.
#[derive(sqlx::FromRow)]
pub struct SentRow {
    #[sqlx(flatten)]
    pub campaign: CampaignRow,
    pub sent_id: i64,
}

/// A recipient of another campaign: the number that it was sent to, and the contact where it is still there.
#[derive(sqlx::FromRow)]
pub struct SentToRow {
    pub recipient: i64,
    pub id: Option<i64>,
    pub mobile: Option<i64>,
    pub last_name: Option<String>,
    pub first_name: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub fields: Option<String>,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
pub struct ContactRow {
    pub id: i64,
    pub mobile: i64,
    pub country: String,
    pub line: String,
    pub last_name: String,
    pub first_name: String,
    pub email: String,
    pub company: String,
    pub fields: String,
}

impl LaunchRow {
    /// What prices depend on.
    pub fn written(&self) -> Written<'_> {
        Written {
            text: &self.text,
            kind: kind_of(&self.kind),
            with_sender: self.sender.is_some(),
            stop_mention: self.stop_mention,
            test: self.test,
            at: self.launched_at,
        }
    }
}
