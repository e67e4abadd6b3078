//! Statements of the ledger.

use crate::db::statements;

/// The numbers of an account's postings that a page may show: below the cursor `$2`, from the time `$4` and before `$5`.
/// An account's postings never go back in time, so the times are found once and not asked of each row.
macro_rules! window {
    ($seq:literal) => {
        concat!(
            $seq,
            " < $2 AND ",
            $seq,
            " > COALESCE((SELECT b.seq FROM posting b WHERE b.holder = $1 AND b.seq IS NOT NULL AND b.at < $4
                ORDER BY b.at DESC, b.seq DESC LIMIT 1), 0)
            AND ",
            $seq,
            " <= COALESCE((SELECT b.seq FROM posting b WHERE b.holder = $1 AND b.seq IS NOT NULL AND b.at < $5
                ORDER BY b.at DESC, b.seq DESC LIMIT 1), 0)"
        )
    };
}

/// Lines that are one posting each.
macro_rules! postings {
    ($index:literal, $and:literal) => {
        concat!(
            "SELECT p.seq, p.movement_id, p.amount, p.balance_after, p.at, p.kind, p.campaign_id,
                CAST(NULL AS BIGINT) AS folded
            FROM posting p",
            $index,
            " WHERE p.holder = $1 AND p.seq IS NOT NULL AND ",
            window!("p.seq"),
            $and,
            " ORDER BY p.seq DESC LIMIT $3"
        )
    };
}

/// Lines that are a whole campaign each, at its last posting.
macro_rules! campaigns {
    () => {
        concat!(
            "SELECT h.last_seq AS seq, p.movement_id, h.net AS amount, p.balance_after, p.at, 'sending' AS kind,
                h.campaign_id, h.movements AS folded
            FROM campaign_charge h JOIN posting p ON p.holder = h.account_id AND p.seq = h.last_seq
            WHERE h.account_id = $1 AND ",
            window!("h.last_seq"),
            " ORDER BY h.last_seq DESC LIMIT $3"
        )
    };
}

/// What a line tells beside itself.
macro_rules! told {
    () => {
        "(SELECT a.public_id FROM posting o JOIN account a ON a.id = o.holder
            WHERE o.movement_id = l.movement_id AND o.holder <> $1) AS counterparty,
            m.reference, m.purchase_id, c.name AS campaign_name, i.id AS invoice_id
        FROM lines l JOIN movement m ON m.id = l.movement_id LEFT JOIN campaign c ON c.id = l.campaign_id
            LEFT JOIN invoice i ON i.movement_id = l.movement_id
        ORDER BY l.seq DESC"
    };
}

/// Every posting a line.
macro_rules! unfolded {
    ($index:literal, $and:literal) => {
        concat!(
            "WITH lines AS (",
            postings!($index, $and),
            ") SELECT l.seq, l.movement_id, l.amount, l.balance_after, l.at, l.kind, l.campaign_id, l.folded, ",
            told!()
        )
    };
}

/// The same with campaigns folded. The balance of a line is that of its posting, less what campaigns whose line stands
/// above had moved by then: so the column adds up, and each campaign is in it once.
macro_rules! folded {
    ($($lines:expr),+) => {
        concat!(
            "WITH lines AS (",
            $($lines,)+
            "), above AS MATERIALIZED (
                SELECT h.campaign_id, h.first_seq, h.last_seq FROM campaign_charge h
                WHERE h.account_id = $1 AND h.last_seq > (SELECT MIN(seq) FROM lines)
                    AND h.first_seq <= (SELECT MAX(seq) FROM lines))
            SELECT l.seq, l.movement_id, l.amount, l.balance_after - CAST(COALESCE((
                    SELECT SUM((SELECT q.campaign_net FROM posting q
                        WHERE q.campaign_id = above.campaign_id AND q.seq <= l.seq ORDER BY q.seq DESC LIMIT 1))
                    FROM above WHERE above.first_seq <= l.seq AND above.last_seq > l.seq), 0) AS BIGINT) AS balance_after,
                l.at, l.kind, l.campaign_id, l.folded, ",
            told!()
        )
    };
}

macro_rules! list {
    (sqlite) => {
        unfolded!(" INDEXED BY posting_seq", "")
    };
    (postgres) => {
        unfolded!("", "")
    };
}

macro_rules! list_kind {
    (sqlite) => {
        unfolded!(" INDEXED BY posting_kind", " AND p.kind = $6")
    };
    (postgres) => {
        unfolded!("", " AND p.kind = $6")
    };
}

macro_rules! list_campaign {
    (sqlite) => {
        unfolded!(" INDEXED BY posting_campaign", " AND p.campaign_id = $6 AND ($7 = '' OR p.kind = $7)")
    };
    (postgres) => {
        unfolded!("", " AND p.campaign_id = $6 AND ($7 = '' OR p.kind = $7)")
    };
}

macro_rules! list_folded {
    (sqlite) => {
        folded!(
            "SELECT * FROM (SELECT * FROM (",
            postings!(" INDEXED BY posting_lone", " AND p.campaign_id IS NULL"),
            ") AS lone
            UNION ALL SELECT * FROM (",
            campaigns!(),
            ") AS whole) AS both_kinds ORDER BY seq DESC LIMIT $3"
        )
    };
    (postgres) => {
        folded!(
            "SELECT * FROM (SELECT * FROM (",
            postings!("", " AND p.campaign_id IS NULL"),
            ") AS lone
            UNION ALL SELECT * FROM (",
            campaigns!(),
            ") AS whole) AS both_kinds ORDER BY seq DESC LIMIT $3"
        )
    };
}

macro_rules! list_folded_sending {
    (sqlite) => {
        folded!(
            "SELECT * FROM (SELECT * FROM (",
            postings!(" INDEXED BY posting_lone_kind", " AND p.campaign_id IS NULL AND p.kind = 'sending'"),
            ") AS lone
            UNION ALL SELECT * FROM (",
            campaigns!(),
            ") AS whole) AS both_kinds ORDER BY seq DESC LIMIT $3"
        )
    };
    (postgres) => {
        folded!(
            "SELECT * FROM (SELECT * FROM (",
            postings!("", " AND p.campaign_id IS NULL AND p.kind = 'sending'"),
            ") AS lone
            UNION ALL SELECT * FROM (",
            campaigns!(),
            ") AS whole) AS both_kinds ORDER BY seq DESC LIMIT $3"
        )
    };
}

macro_rules! list_folded_kind {
    (sqlite) => {
        folded!(postings!(" INDEXED BY posting_lone_kind", " AND p.campaign_id IS NULL AND p.kind = $6"))
    };
    (postgres) => {
        folded!(postings!("", " AND p.campaign_id IS NULL AND p.kind = $6"))
    };
}

statements! {
    /// Takes the account's row, so that what is read of it holds until the commit.
    LOCK => ("SELECT balance FROM account WHERE id = $1" for_update);
    /// The one way a balance changes, and the one place where postings are numbered; no row when it would fall below zero.
    MOVE_BALANCE => ("UPDATE account SET balance = balance + $2, postings = postings + 1,
            posted_at = CASE WHEN posted_at > $3 THEN posted_at ELSE $3 END
        WHERE id = $1 AND balance + $2 >= 0
        RETURNING balance, postings AS seq, posted_at AS at, credit_alert, public_id");
    /// What a campaign has moved in all; answers it.
    CHARGE_CAMPAIGN => ("INSERT INTO campaign_charge (campaign_id, account_id, first_seq, last_seq, movements, net)
        VALUES ($1, $2, $3, $3, 1, $4)
        ON CONFLICT (campaign_id) DO UPDATE SET last_seq = excluded.last_seq,
            movements = campaign_charge.movements + 1, net = campaign_charge.net + excluded.net RETURNING net");
    MOVEMENT => ("INSERT INTO movement (id, kind, reference, campaign_id, message_id, purchase_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    POSTING => ("INSERT INTO posting (movement_id, holder, amount) VALUES ($1, $2, $3)");
    POSTING_OF_ACCOUNT => ("INSERT INTO posting
            (movement_id, holder, amount, balance_after, seq, at, kind, campaign_id, campaign_net)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

    RECEIVER => ("SELECT id, CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END FROM account WHERE public_id = $1");

    // The list: account, cursor, rows, from, before, and what it is narrowed to.
    LIST => ((list sqlite postgres));
    LIST_KIND => ((list_kind sqlite postgres));
    LIST_CAMPAIGN => ((list_campaign sqlite postgres));
    LIST_FOLDED => ((list_folded sqlite postgres));
    LIST_FOLDED_SENDING => ((list_folded_sending sqlite postgres));
    LIST_FOLDED_KIND => ((list_folded_kind sqlite postgres));
    /// The balance at each of these moments.
    BALANCES => ("SELECT v.moment, COALESCE((SELECT p.balance_after FROM posting p
            WHERE p.holder = $2 AND p.seq IS NOT NULL AND p.at < v.moment ORDER BY p.at DESC, p.seq DESC LIMIT 1), 0)
        FROM " [moment BIGINT] " ORDER BY v.moment");

    // The nightly verification.
    /// Takes this night's turn; nobody else does until `$2`.
    TAKE_CHECK => ("UPDATE ledger_check SET due_at = $2 WHERE id = 1 AND due_at <= $1");
    CHECKED => ("UPDATE ledger_check SET due_at = $1, verified_at = $2, faults = $3, first_fault = $4 WHERE id = 1");
    LAST_CHECK => ("SELECT verified_at, faults FROM ledger_check WHERE id = 1 AND verified_at IS NOT NULL");
}

/// What became of a balance.
#[derive(sqlx::FromRow)]
pub struct MovedBalance {
    pub balance: i64,
    pub seq: i64,
    pub at: i64,
    pub credit_alert: i64,
    pub public_id: String,
}

/// A line of the list.
#[derive(sqlx::FromRow)]
pub struct LineRow {
    pub seq: i64,
    pub movement_id: i64,
    pub amount: i64,
    pub balance_after: i64,
    pub at: i64,
    pub kind: String,
    pub campaign_id: Option<i64>,
    pub folded: Option<i64>,
    pub counterparty: Option<String>,
    pub reference: Option<String>,
    pub purchase_id: Option<i64>,
    pub campaign_name: Option<String>,
    pub invoice_id: Option<i64>,
}
