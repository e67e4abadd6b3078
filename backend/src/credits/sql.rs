//! Statements of the ledger.

use crate::db::statements;

statements! {
    /// Takes the account's row, so that what is read of it holds until the commit.
    LOCK => ("SELECT balance FROM account WHERE id = $1" for_update);
    /// The one way a balance changes; no row when it would fall below zero.
    MOVE_BALANCE => ("UPDATE account SET balance = balance + $2 WHERE id = $1 AND balance + $2 >= 0
        RETURNING balance, credit_alert, public_id");
    MOVEMENT => ("INSERT INTO movement (id, kind, reference, campaign_id, message_id, purchase_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)");
    POSTING => ("INSERT INTO posting (movement_id, holder, amount, balance_after) VALUES ($1, $2, $3, $4)");
    LIST => ("SELECT m.id, m.kind, m.reference, m.campaign_id, m.purchase_id, m.at, p.amount, p.balance_after,
            (SELECT a.public_id FROM posting o JOIN account a ON a.id = o.holder
             WHERE o.movement_id = m.id AND o.holder <> p.holder) AS counterparty
        FROM posting p JOIN movement m ON m.id = p.movement_id
        WHERE p.holder = $1 AND p.movement_id < $2 ORDER BY p.movement_id DESC LIMIT $3");
    /// Movements whose postings do not sum to zero, or that have fewer than two.
    UNBALANCED => ("SELECT m.id, CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM movement m
        LEFT JOIN posting p ON p.movement_id = m.id GROUP BY m.id
        HAVING COALESCE(SUM(p.amount), 0) <> 0 OR COUNT(p.holder) < 2 ORDER BY m.id LIMIT 100");
    /// Accounts whose balance is not the sum of their postings, or is negative.
    WRONG_BALANCE => ("SELECT a.id, a.balance - CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM account a
        LEFT JOIN posting p ON p.holder = a.id GROUP BY a.id, a.balance
        HAVING a.balance <> COALESCE(SUM(p.amount), 0) OR a.balance < 0 ORDER BY a.id LIMIT 100");
    /// Campaigns whose postings are not what their messages were charged: behind the cursor of their lane, neither
    /// skipped, cancelled nor refunded.
    WRONG_CAMPAIGN => ("SELECT c.id, c.charged - CAST(COALESCE(p.paid, 0) AS BIGINT), c.charged - CAST(COALESCE(m.due, 0) AS BIGINT)
        FROM campaign c
        LEFT JOIN (SELECT mv.campaign_id, -SUM(po.amount) AS paid FROM movement mv
            JOIN posting po ON po.movement_id = mv.id AND po.holder > 1000 WHERE mv.campaign_id IS NOT NULL
            GROUP BY mv.campaign_id) p ON p.campaign_id = c.id
        LEFT JOIN (SELECT me.campaign_id, SUM(me.price) AS due FROM message me JOIN lane l ON l.id = me.lane_id
            WHERE me.status <= 5 AND NOT me.refunded AND (me.status > 0 OR me.seq <= l.cursor)
            GROUP BY me.campaign_id) m ON m.campaign_id = c.id
        WHERE c.charged <> COALESCE(p.paid, 0) OR c.charged <> COALESCE(m.due, 0) ORDER BY c.id LIMIT 100");
    /// Single messages whose postings are not what they were charged.
    WRONG_MESSAGE => ("SELECT m.id, m.price FROM message m
        LEFT JOIN (SELECT mv.message_id, -SUM(po.amount) AS paid FROM movement mv
            JOIN posting po ON po.movement_id = mv.id AND po.holder <> 2 WHERE mv.message_id IS NOT NULL
            GROUP BY mv.message_id) p ON p.message_id = m.id
        WHERE m.campaign_id IS NULL AND COALESCE(p.paid, 0) <>
            CASE WHEN m.status <= 5 AND NOT m.refunded THEN m.price ELSE 0 END ORDER BY m.id LIMIT 100");
}

#[derive(sqlx::FromRow)]
pub struct MovementRow {
    pub id: i64,
    pub kind: String,
    pub reference: Option<String>,
    pub campaign_id: Option<i64>,
    pub purchase_id: Option<i64>,
    pub at: i64,
    pub amount: i64,
    pub balance_after: Option<i64>,
    pub counterparty: Option<String>,
}
