//! Statements on single messages; those on campaigns are in `campaigns/sql.rs`.

use crate::db::statements;

statements! {
    /// From the place `$2` down to `$3`: `$4` narrows to a status, `$5` to a kind.
    MESSAGES => ("SELECT id, campaign_id, recipient, status, reason, parts, CASE WHEN refunded THEN 0 ELSE price END AS price, client_ref, test, sent_at, received_at, text,
            0 AS sending
        FROM message WHERE account_id = $1 AND campaign_id IS NULL AND id < $2 AND id >= $3 AND NOT hidden
            AND (CAST($4 AS INTEGER) IS NULL OR status = CAST($4 AS INTEGER))
            AND (CAST($5 AS TEXT) IS NULL OR COALESCE(kind, 'pro') = $5)
            AND (lower(text) LIKE $6 ESCAPE '\\' OR CAST(recipient AS TEXT) LIKE $7 ESCAPE '\\')
        ORDER BY id DESC LIMIT $8");
    /// Where the `$3`th message behind a place stands.
    PLACE => ("SELECT id FROM message WHERE account_id = $1 AND campaign_id IS NULL AND id < $2
        ORDER BY id DESC LIMIT 1 OFFSET $3");
}
