//! Statements that look for what must not be in the ledger. Each answers at most 100 rows, the oldest first; `$1` is the
//! lowest id to look at, 0 for everything.

use crate::db::statements;

statements! {
    /// Movements whose postings do not sum to zero, or that have fewer than two.
    UNBALANCED => ("SELECT m.id, CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM movement m
        LEFT JOIN posting p ON p.movement_id = m.id WHERE m.id >= $1 GROUP BY m.id
        HAVING COALESCE(SUM(p.amount), 0) <> 0 OR COUNT(p.holder) < 2 ORDER BY m.id LIMIT 100");
    /// Movements that do not go where their kind says: out of which book, and which way. The platform's own purse (3) pays
    /// like an account.
    WRONG_WAY => ("SELECT w.id, w.kind FROM (
            SELECT m.id, m.kind, SUM(CASE WHEN p.holder IN (1, 2, 4) THEN p.holder ELSE 0 END) AS book,
                SUM(CASE WHEN p.holder IN (1, 2, 4) THEN 0 ELSE p.amount END) AS gain
            FROM movement m JOIN posting p ON p.movement_id = m.id WHERE m.id >= $1 GROUP BY m.id, m.kind) AS w
        WHERE NOT ((w.kind IN ('grant', 'gift') AND w.book = 1 AND w.gain > 0)
            OR (w.kind = 'transfer' AND w.book = 0 AND w.gain = 0)
            OR (w.kind = 'sending' AND w.book = 2 AND w.gain < 0)
            OR (w.kind = 'refund' AND w.book = 2 AND w.gain > 0)
            OR (w.kind = 'purchase' AND w.book = 4 AND w.gain > 0)
            OR (w.kind = 'purchase_refund' AND w.book = 4 AND w.gain < 0))
        ORDER BY w.id LIMIT 100");
    /// Postings that do not go on where the account's one before ended, or tell something else than their movement.
    BROKEN_CHAIN => ("SELECT p.holder, p.movement_id FROM posting p
        JOIN movement m ON m.id = p.movement_id
        LEFT JOIN posting b ON b.holder = p.holder AND b.seq = p.seq - 1
        WHERE p.movement_id >= $1 AND p.holder > 1000
            AND (p.seq IS NULL OR p.balance_after IS NULL OR p.at IS NULL
                OR p.balance_after <> COALESCE(b.balance_after, 0) + p.amount OR (p.seq > 1 AND b.seq IS NULL)
                OR b.at > p.at OR p.kind IS NULL OR p.kind <> m.kind
                OR COALESCE(p.campaign_id, 0) <> COALESCE(m.campaign_id, 0)
                OR (p.campaign_id IS NOT NULL AND p.campaign_net <> p.amount + COALESCE((
                    SELECT q.campaign_net FROM posting q WHERE q.campaign_id = p.campaign_id AND q.seq < p.seq
                    ORDER BY q.seq DESC LIMIT 1), 0)))
        ORDER BY p.movement_id LIMIT 100");
    /// Accounts whose balance is not what their last posting says, or is negative.
    WRONG_HEAD => ("SELECT a.id, a.balance - COALESCE(h.balance_after, 0) FROM account a
        LEFT JOIN posting h ON h.holder = a.id AND h.seq = a.postings
        WHERE a.balance <> COALESCE(h.balance_after, 0) OR a.balance < 0 OR (a.postings > 0 AND h.seq IS NULL)
            OR EXISTS (SELECT 1 FROM posting n WHERE n.holder = a.id AND n.seq > a.postings)
        ORDER BY a.id LIMIT 100");
    /// Accounts whose balance is not the sum of their postings. Asked only when everything is looked at.
    WRONG_SUM => ("SELECT a.id, a.balance - CAST(COALESCE(p.sum, 0) AS BIGINT) FROM account a
        LEFT JOIN (SELECT holder, SUM(amount) AS sum, COUNT(*) AS count FROM posting WHERE holder > 1000 GROUP BY holder) p
            ON p.holder = a.id
        WHERE a.balance <> COALESCE(p.sum, 0) OR a.postings <> COALESCE(p.count, 0) ORDER BY a.id LIMIT 100");
    /// Postings of accounts that do not exist.
    STRANGERS => ("SELECT p.holder, p.movement_id FROM posting p LEFT JOIN account a ON a.id = p.holder
        WHERE p.movement_id >= $1 AND p.holder > 1000 AND a.id IS NULL ORDER BY p.movement_id LIMIT 100");
    /// Campaigns whose postings are not what their messages were charged: behind the cursor of their lane, neither
    /// skipped, cancelled nor refunded; or whose one line in the list is not what their postings say.
    WRONG_CAMPAIGN => ("SELECT w.id, w.charged - w.paid, w.charged - w.due, w.charged + w.net FROM (
            SELECT c.id, c.charged,
                (SELECT CAST(COALESCE(-SUM(p.amount), 0) AS BIGINT) FROM posting p WHERE p.campaign_id = c.id) AS paid,
                (SELECT CAST(COALESCE(SUM(me.price), 0) AS BIGINT) FROM lane l JOIN message me ON me.lane_id = l.id
                    WHERE l.campaign_id = c.id AND me.status <= 5 AND NOT me.refunded
                        AND (me.status > 0 OR me.seq <= l.cursor)) AS due,
                COALESCE((SELECT h.net FROM campaign_charge h WHERE h.campaign_id = c.id
                    AND h.last_seq = (SELECT MAX(p.seq) FROM posting p WHERE p.campaign_id = c.id)
                    AND h.first_seq = (SELECT MIN(p.seq) FROM posting p WHERE p.campaign_id = c.id)
                    AND h.movements = (SELECT COUNT(*) FROM posting p WHERE p.campaign_id = c.id)), 0) AS net
            FROM campaign c
            WHERE $1 = 0 OR c.id IN (SELECT m.campaign_id FROM movement m WHERE m.id >= $1 AND m.campaign_id IS NOT NULL)
        ) AS w WHERE w.charged <> w.paid OR w.charged <> w.due OR w.charged <> -w.net ORDER BY w.id LIMIT 100");
    /// Movements of campaigns that do not exist.
    LOST_CAMPAIGN => ("SELECT m.id, m.campaign_id FROM movement m LEFT JOIN campaign c ON c.id = m.campaign_id
        WHERE m.id >= $1 AND m.campaign_id IS NOT NULL AND c.id IS NULL ORDER BY m.id LIMIT 100");
    /// Single messages, from the id `$2`, whose postings are not what they were charged.
    WRONG_MESSAGE => ("SELECT m.id, m.price FROM message m
        LEFT JOIN (SELECT mv.message_id, -SUM(po.amount) AS paid FROM movement mv
            JOIN posting po ON po.movement_id = mv.id AND po.holder <> 2
            WHERE mv.id >= $1 AND mv.message_id IS NOT NULL
            GROUP BY mv.message_id) p ON p.message_id = m.id
        WHERE m.id >= $2 AND m.campaign_id IS NULL AND COALESCE(p.paid, 0) <>
            CASE WHEN m.status <= 5 AND NOT m.refunded THEN m.price ELSE 0 END ORDER BY m.id LIMIT 100");
    /// Purchases that were credited or given back something else than their movements say.
    WRONG_PURCHASE => ("SELECT w.id, w.credited - w.sold, w.returned_credits - w.returned, w.returned_credits - w.refunded FROM (
            SELECT p.id, p.credited, p.returned_credits,
                (SELECT CAST(COALESCE(SUM(o.amount), 0) AS BIGINT) FROM movement m
                    JOIN posting o ON o.movement_id = m.id AND o.holder = p.account_id
                    WHERE m.purchase_id = p.id AND m.kind = 'purchase') AS sold,
                (SELECT CAST(COALESCE(-SUM(o.amount), 0) AS BIGINT) FROM movement m
                    JOIN posting o ON o.movement_id = m.id AND o.holder = p.account_id
                    WHERE m.purchase_id = p.id AND m.kind = 'purchase_refund') AS returned,
                (SELECT CAST(COALESCE(SUM(r.credits), 0) AS BIGINT) FROM refund r WHERE r.purchase_id = p.id) AS refunded
            FROM purchase p WHERE $1 = 0
                OR p.id IN (SELECT m.purchase_id FROM movement m WHERE m.id >= $1 AND m.purchase_id IS NOT NULL)) AS w
        WHERE w.credited <> w.sold OR w.returned_credits <> w.returned OR w.returned_credits <> w.refunded
        ORDER BY w.id LIMIT 100");
    /// Movements that should be of a purchase and are of none.
    LOST_PURCHASE => ("SELECT m.id FROM movement m LEFT JOIN purchase p ON p.id = m.purchase_id
        WHERE m.id >= $1 AND p.id IS NULL AND (m.purchase_id IS NOT NULL OR m.kind IN ('purchase', 'purchase_refund'))
        ORDER BY m.id LIMIT 100");
}
